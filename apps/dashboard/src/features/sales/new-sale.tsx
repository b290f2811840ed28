import type { CreateSaleInput } from '@stockflow/sdk';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { stockflow } from '../../api/stockflow.ts';
import { useWrite } from '../../api/use-write.ts';
import { useCan } from '../../app/identity.ts';
import { NotAllowed } from '../../parts/not-allowed.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { toast } from '../../ui/toast.tsx';
import { type DraftLine, lineInput, missingIn } from './draft-lines.ts';
import { DraftLines } from './line-editor.tsx';
import { explainShortages } from './shortages.tsx';
import { saleName } from './status.tsx';

interface Header {
  customerName: string;
  customerEmail: string;
  channel: string;
  notes: string;
}

const EMPTY: Header = { customerName: '', customerEmail: '', channel: '', notes: '' };
const filled = (text: string): string | undefined => (text.trim() === '' ? undefined : text);

/** A new sale: products found by typing or scanning, each from a warehouse that has it. */
export function NewSalePage() {
  const can = useCan();
  if (!can('sales:write')) return <NotAllowed title="New sale" />;
  return <NewSale />;
}

function NewSale() {
  const [header, setHeader] = useState(EMPTY);
  const [lines, setLines] = useState<DraftLine[]>([]);
  const [missing, setMissing] = useState<Record<string, string>>({});
  const create = useCreateSale();
  const set = (field: keyof Header) => (value: string) => setHeader((now) => ({ ...now, [field]: value }));
  const save = (status: 'draft' | 'confirmed') => {
    const gaps = missingIn(lines);
    setMissing(gaps);
    if (Object.keys(gaps).length > 0) return;
    create.mutate({ status, lines: lines.flatMap(lineInput), ...headerInput(header) });
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
          )
        }
      >
        <div className="columns">
          <div>
            <Card title="Products" flush>
              <DraftLines lines={lines} onChange={setLines} />
            </Card>
          </div>
          <div>
            <Card title="Customer">
              <HeaderFields header={header} set={set} />
            </Card>
            <div className="form__actions">
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

function useCreateSale() {
  const navigate = useNavigate();
  return useWrite({
    write: (input: CreateSaleInput, key) => stockflow.sales.create({ ...input, ...key }),
    refreshes: ['sales', 'levels', 'movements', 'products', 'alerts'],
    onDone: (sale) => {
      toast(`Sale ${saleName(sale)} is ${sale.status === 'draft' ? 'saved as a draft' : 'confirmed'}.`);
      void navigate({ to: '/sales/$saleId', params: { saleId: sale.id }, replace: true });
    },
  });
}

const headerInput = (header: Header) => {
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
  header: Header;
  set: (field: keyof Header) => (value: string) => void;
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
