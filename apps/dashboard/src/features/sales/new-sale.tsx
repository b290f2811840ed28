import type { CreateSaleInput } from '@stockflow/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { refresh } from '../../api/keys.ts';
import { refusalOf } from '../../api/refusals.ts';
import { stockflow } from '../../api/stockflow.ts';
import { useWrite } from '../../api/use-write.ts';
import { useCan } from '../../app/identity.ts';
import { useKept } from '../../app/kept.ts';
import { NotAllowed } from '../../parts/not-allowed.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { toast } from '../../ui/toast.tsx';
import { newSaleDraft, readSaleDraft, type SaleDraft, type SaleHeader } from './draft.ts';
import { lineInput, missingIn } from './draft-lines.ts';
import { DraftLines } from './line-editor.tsx';
import { SALE_ROOTS } from './roots.ts';
import { explainShortages } from './shortages.tsx';
import { saleName } from './status.tsx';

const filled = (text: string): string | undefined => (text.trim() === '' ? undefined : text);

/** A new sale: products found by typing or scanning, each from a warehouse that has it. */
export function NewSalePage() {
  const can = useCan();
  if (!can('sales:write')) return <NotAllowed title="New sale" />;
  return <NewSale />;
}

function NewSale() {
  const [first] = useState(newSaleDraft);
  const [draft, change] = useKept('sale', first, readSaleDraft);
  const { id, header, lines } = draft;
  const [undo, setUndo] = useState<SaleDraft | null>(null);
  const [missing, setMissing] = useState<Record<string, string>>({});
  const client = useQueryClient();
  const create = useCreateSale(() => change(() => newSaleDraft()));
  const set = (field: keyof SaleHeader) => (value: string) =>
    change((now) => ({ ...now, header: { ...now.header, [field]: value } }));
  const save = (status: 'draft' | 'confirmed') => {
    const gaps = missingIn(lines);
    setMissing(gaps);
    if (Object.keys(gaps).length > 0) return;
    const input = { id, status, lines: lines.flatMap(lineInput), ...headerInput(header) };
    // Refused as short: what each warehouse has now stands beside the lines.
    create.mutate(input, { onError: () => void refresh(client, ['levels']) });
  };
  return (
    <Page title="New sale" back={{ to: '/sales', label: 'Sales' }}>
      <Form
        onSubmit={() => save('confirmed')}
        error={create.error}
        missing={missing}
        explain={(error) =>
          explainShortages(
            error,
            lines.map(({ product }) => ({ productId: product.id, productName: product.name })),
          ) ?? explainSent(error, id)
        }
      >
        <div className="columns">
          <div>
            <Card title="Products" flush>
              <DraftLines draft={draft} change={change} />
            </Card>
          </div>
          <div>
            <Card title="Customer">
              <HeaderFields header={header} set={set} />
            </Card>
            <div className="form__actions">
              {lines.length > 0 && (
                <Button
                  look="quiet"
                  isDisabled={create.isPending}
                  onPress={() => {
                    const cleared = draft;
                    change(() => newSaleDraft());
                    create.reset();
                    setUndo(cleared);
                  }}
                >
                  Clear
                </Button>
              )}
              {undo !== null && lines.length === 0 && (
                <Button look="quiet" onPress={() => change(() => undo)}>
                  Undo clear
                </Button>
              )}
              <Button
                onPress={() => save('draft')}
                isDisabled={create.isPending}
                isPending={create.isPending && create.variables.status === 'draft'}
              >
                Save as draft
              </Button>
              <Button
                type="submit"
                look="primary"
                isPending={create.isPending && create.variables.status === 'confirmed'}
              >
                Confirm sale
              </Button>
            </div>
            <p className="muted small">
              Confirming reserves the stock; completing the sale then takes it out.
            </p>
          </div>
        </div>
      </Form>
    </Page>
  );
}

/** Sent before, without an answer, and changed since: the sale is there as it stood then. */
const explainSent = (error: unknown, saleId: string) =>
  refusalOf(error)?.code === 'STATE_CONFLICT' ? (
    <p>
      This sale was made before, as it stood then.{' '}
      <Link to="/sales/$saleId" params={{ saleId }}>
        Look at it
      </Link>
      , then clear this one.
    </p>
  ) : null;

function useCreateSale(onMade: () => void) {
  const navigate = useNavigate();
  return useWrite({
    write: (input: CreateSaleInput, key) => stockflow.sales.create({ ...input, ...key }),
    refreshes: SALE_ROOTS,
    onDone: (sale) => {
      toast(`Sale ${saleName(sale)} is ${sale.status === 'draft' ? 'saved as a draft' : 'confirmed'}.`);
      onMade();
      void navigate({ to: '/sales/$saleId', params: { saleId: sale.id }, replace: true });
    },
  });
}

const headerInput = (header: SaleHeader) => {
  const channel = filled(header.channel);
  return {
    customerName: filled(header.customerName) ?? null,
    customerEmail: filled(header.customerEmail) ?? null,
    notes: filled(header.notes) ?? null,
    ...(channel !== undefined && { channel }),
  };
};

function HeaderFields({
  header,
  set,
}: {
  header: SaleHeader;
  set: (field: keyof SaleHeader) => (value: string) => void;
}) {
  return (
    <div className="form">
      <TextField
        label="Customer"
        name="customerName"
        value={header.customerName}
        onChange={set('customerName')}
      />
      <TextField
        label="E-mail"
        name="customerEmail"
        inputMode="email"
        value={header.customerEmail}
        onChange={set('customerEmail')}
      />
      <TextField
        label="Channel"
        name="channel"
        placeholder="direct"
        value={header.channel}
        onChange={set('channel')}
      />
      <TextField label="Notes" name="notes" multiline value={header.notes} onChange={set('notes')} />
    </div>
  );
}
