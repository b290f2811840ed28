import type { ShipTransferInput } from '@stockflow/sdk';
import { Link, useNavigate } from '@tanstack/react-router';
import { ArrowRightLeft, Truck } from 'lucide-react';
import { useEffect, useState } from 'react';
import { STOCK_ROOTS } from '../../api/keys.ts';
import { refusalOf } from '../../api/refusals.ts';
import { stockflow } from '../../api/stockflow.ts';
import { useWrite } from '../../api/use-write.ts';
import { useCan } from '../../app/identity.ts';
import { useKept } from '../../app/kept.ts';
import { units } from '../../format/number.ts';
import { NotAllowed } from '../../parts/not-allowed.tsx';
import { unitsOf } from '../../parts/scan/lines.ts';
import { useWorkingWarehouse, WarehouseField } from '../../parts/working-warehouse.tsx';
import { Button } from '../../ui/button.tsx';
import { Confirm } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { Segments } from '../../ui/filter.tsx';
import { Form } from '../../ui/form.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { toast } from '../../ui/toast.tsx';
import { missingIn, newDraft, readDraft, type TransferDraft, transferInput } from './draft.ts';
import { TransferLines } from './lines-editor.tsx';

const WAYS = [
  { id: 'ship', label: 'Send, receive later' },
  { id: 'move', label: 'Move at once' },
] as const;
const BACK = { to: '/stock/transfers', label: 'Transfers' } as const;

/** Goods go from one warehouse to another: on a truck, or across the yard. */
export function NewTransferPage() {
  if (!useCan()('stock:write')) return <NotAllowed title="New transfer" />;
  return <NewTransfer />;
}

function NewTransfer() {
  const [first] = useState(newDraft);
  const [draft, change] = useKept('transfer', first, readDraft);
  const [workingId] = useWorkingWarehouse();
  const [missing, setMissing] = useState<Record<string, string>>({});
  const [clearing, setClearing] = useState(false);
  useEffect(() => {
    if (draft.fromId === null && workingId !== null) change((now) => ({ ...now, fromId: workingId }));
  }, [draft.fromId, workingId, change]);
  const send = useSend(() => change(() => newDraft()));
  const submit = () => {
    const gaps = missingIn(draft);
    setMissing(gaps);
    const input = transferInput(draft);
    if (input !== null && Object.keys(gaps).length === 0) send.mutate({ way: draft.way, input });
  };
  const total = unitsOf(draft.lines);
  const refusal = refusalOf(send.error);
  const shortages = refusal?.code === 'INSUFFICIENT_STOCK' ? refusal.details.shortages : [];
  return (
    <Page title="New transfer" back={BACK}>
      <Form
        className="aisle"
        onSubmit={submit}
        error={send.error}
        missing={missing}
        explain={(error) => explain(error, draft)}
      >
        <div className="columns">
          <div>
            <Ends draft={draft} change={change} />
            <TransferLines draft={draft} change={change} shortages={shortages} />
          </div>
          <div>
            <Card title="How">
              <div className="form">
                <Segments
                  label="How it travels"
                  options={WAYS}
                  value={draft.way}
                  onChange={(way) => change((now) => ({ ...now, way }))}
                />
                <p className="soft small">
                  {draft.way === 'ship'
                    ? 'It leaves now and is incoming at the other warehouse until somebody receives it there.'
                    : 'It is out of one warehouse and in the other at the same moment.'}
                </p>
                <TextField
                  label="Notes"
                  name="notes"
                  maxLength={1000}
                  value={draft.note}
                  onChange={(note) => change((now) => ({ ...now, note }))}
                />
              </div>
            </Card>
            <div className={total > 0 ? 'aisle__bar aisle__bar--sticky' : 'aisle__bar'}>
              {draft.lines.length > 0 && (
                <Button onPress={() => setClearing(true)} isDisabled={send.isPending}>
                  Clear
                </Button>
              )}
              <Button
                type="submit"
                look="primary"
                icon={draft.way === 'ship' ? Truck : ArrowRightLeft}
                isPending={send.isPending}
              >
                {`${draft.way === 'ship' ? 'Send off' : 'Move'}${total === 0 ? '' : ` ${units(total)}`}`}
              </Button>
            </div>
          </div>
        </div>
      </Form>
      <Confirm
        title="Clear this transfer?"
        action="Clear"
        keep="Keep it"
        destructive
        isOpen={clearing}
        onClose={() => setClearing(false)}
        onConfirm={() => {
          change(() => newDraft());
          send.reset();
          setClearing(false);
        }}
        isPending={false}
      >
        What was scanned here is forgotten. Nothing of it has moved yet.
      </Confirm>
    </Page>
  );
}

function Ends({
  draft,
  change,
}: {
  draft: TransferDraft;
  change: (by: (now: TransferDraft) => TransferDraft) => void;
}) {
  return (
    <div className="form__row">
      <WarehouseField
        label="From"
        name="fromWarehouseId"
        value={draft.fromId}
        onChange={(fromId) =>
          change((now) => ({ ...now, fromId, toId: now.toId === fromId ? null : now.toId }))
        }
      />
      <WarehouseField
        label="To"
        name="toWarehouseId"
        value={draft.toId}
        except={draft.fromId}
        onChange={(toId) => change((now) => ({ ...now, toId }))}
      />
    </div>
  );
}

function useSend(onSent: () => void) {
  const navigate = useNavigate();
  return useWrite({
    write: ({ way, input }: { way: TransferDraft['way']; input: ShipTransferInput }, key) =>
      way === 'ship'
        ? stockflow.transfers.ship({ ...input, ...key })
        : stockflow.inventory.transfer({ ...input, ...key }),
    refreshes: ['transfers', ...STOCK_ROOTS],
    onDone: (transfer, { way, input }) => {
      toast(`${way === 'ship' ? 'Sent off' : 'Moved'} ${units(unitsOf(input.lines))}.`);
      onSent();
      void navigate({
        to: '/stock/transfers/$transferId',
        params: { transferId: transfer.id },
        replace: true,
      });
    },
  });
}

const explain = (error: unknown, draft: TransferDraft) => {
  const refusal = refusalOf(error);
  if (refusal?.code === 'INSUFFICIENT_STOCK') {
    return <p className="strong">There is not enough stock, so nothing has moved. See the marked lines.</p>;
  }
  if (refusal?.code === 'STATE_CONFLICT') {
    return (
      <p>
        This transfer was sent before, as it stood then.{' '}
        <Link to="/stock/transfers/$transferId" params={{ transferId: draft.id }}>
          Look at it
        </Link>
        , then clear this one.
      </p>
    );
  }
  return null;
};
