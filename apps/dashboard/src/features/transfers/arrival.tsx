import type { ReceiveTransferInput, Transfer } from '@stockflow/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { PackageCheck } from 'lucide-react';
import { refresh, STOCK_ROOTS } from '../../api/keys.ts';
import { refusalOf } from '../../api/refusals.ts';
import { stockflow } from '../../api/stockflow.ts';
import { useWrite } from '../../api/use-write.ts';
import { useKept } from '../../app/kept.ts';
import { formatQuantity, units } from '../../format/number.ts';
import { isNamedBy } from '../../parts/scan/find-code.ts';
import { type Said, ScanBox } from '../../parts/scan/scan-box.tsx';
import { Stepper } from '../../parts/stepper.tsx';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { TextField } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { Card } from '../../ui/page.tsx';
import { toast } from '../../ui/toast.tsx';
import { type ArrivalDraft, arrivalDifference, EMPTY_ARRIVAL, leftOf, readArrival } from './arrival-draft.ts';

/** Takes in what arrived: counted by scanning, or all of it at once; more may follow, or the rest is missing. */
export function Arrival({ transfer, onClose }: { transfer: Transfer; onClose: () => void }) {
  const [draft, change] = useKept(`arrival.${transfer.id}`, EMPTY_ARRIVAL, readArrival);
  const receive = useWrite({
    write: (input: ReceiveTransferInput, key) => stockflow.transfers.receive({ ...input, ...key }),
    refreshes: ['transfers', ...STOCK_ROOTS],
    onDone: (after) => {
      toast(after.status === 'received' ? 'The transfer is received.' : 'Received. The rest is waited for.');
      change(() => EMPTY_ARRIVAL);
      onClose();
    },
  });
  const arrived = transfer.lines.reduce((sum, line) => sum + (draft.quantities[line.lineNumber] ?? 0), 0);
  const difference = arrivalDifference(transfer, draft);
  const client = useQueryClient();
  const submit = () => {
    const input = {
      transferId: transfer.id,
      expectedVersion: transfer.version,
      close: draft.isLast,
      lines: transfer.lines.map(({ lineNumber }) => ({
        lineNumber,
        quantity: draft.quantities[lineNumber] ?? 0,
      })),
      ...(draft.note.trim() !== '' && { notes: draft.note }),
    };
    // Refused because somebody was quicker: the lines show what is left now.
    receive.mutate(input, { onError: () => void refresh(client, ['transfers']) });
  };
  return (
    <Form className="aisle" onSubmit={submit} error={receive.error} explain={explain}>
      <div className="columns">
        <div>
          <ArrivalLines transfer={transfer} draft={draft} change={change} />
        </div>
        <div>
          <Card title="What is left">
            <div className="form">
              <p className="num" aria-live="polite">
                {difference.missing === 0 && difference.surplus === 0 && 'Everything is here.'}
                {difference.missing > 0 && `${units(difference.missing)} not here yet. `}
                {difference.surplus > 0 && `${units(difference.surplus)} more than left. `}
              </p>
              <Checkbox
                isSelected={draft.isLast}
                onChange={(isLast) => change((now) => ({ ...now, isLast }))}
              >
                Nothing else will come: what is not here is missing
              </Checkbox>
              <TextField
                label="Notes"
                name="notes"
                maxLength={1000}
                value={draft.note}
                onChange={(note) => change((now) => ({ ...now, note }))}
              />
            </div>
          </Card>
          <div className="aisle__bar">
            <Button onPress={onClose} isDisabled={receive.isPending}>
              Back
            </Button>
            <Button
              type="submit"
              look="primary"
              icon={PackageCheck}
              isPending={receive.isPending}
              isDisabled={arrived === 0 && !draft.isLast}
            >
              {arrived === 0 && draft.isLast ? 'Close as missing' : `Receive ${units(arrived)}`}
            </Button>
          </div>
        </div>
      </div>
    </Form>
  );
}

function ArrivalLines({
  transfer,
  draft,
  change,
}: {
  transfer: Transfer;
  draft: ArrivalDraft;
  change: (by: (now: ArrivalDraft) => ArrivalDraft) => void;
}) {
  const set = (lineNumber: number, quantity: number) =>
    change((now) => ({ ...now, quantities: { ...now.quantities, [lineNumber]: quantity } }));
  const take: React.ComponentProps<typeof ScanBox>['onProduct'] = (product, times): Said => {
    const line = transfer.lines.find(({ productId }) => productId === product.id);
    if (line === undefined) {
      return { words: `${product.name} is not part of this transfer.`, isGood: false };
    }
    const already = draft.quantities[line.lineNumber] ?? 0;
    set(line.lineNumber, already + times);
    return { words: `${product.name}: ${already + times} of ${leftOf(line)}`, isGood: true };
  };
  const findHere = (code: string) => {
    const line = transfer.lines.find(({ sku }) => isNamedBy({ sku, barcode: null }, code));
    if (line === undefined) return null;
    const { productId: id, sku, productName: name } = line;
    return { id, sku, name, barcode: null, isBundle: false };
  };
  const takeAll = () =>
    change((now) => ({
      ...now,
      quantities: Object.fromEntries(transfer.lines.map((line) => [line.lineNumber, leftOf(line)])),
    }));
  return (
    <Card title="What arrived" flush actions={<Button onPress={takeAll}>All of it</Button>}>
      <div className="card__content">
        <ScanBox
          label="Scan or find a product"
          onProduct={take}
          findHere={findHere}
          codes={draft.codes}
          onCodes={(by) => change((now) => ({ ...now, codes: by(now.codes) }))}
        />
      </div>
      <ul className="scan-lines" aria-label="Lines that arrive">
        {transfer.lines.map((line, index) => (
          <li key={line.lineNumber} className="scan-line">
            <span className="scan-line__name two-lines">
              <span className="strong">{line.productName}</span>
              <small className="mono">{line.sku}</small>
              <small className="muted">{formatQuantity(leftOf(line))} on the way</small>
            </span>
            <span className="scan-line__many">
              <Stepper
                label={`Arrived of ${line.productName}`}
                name={`lines.${index}.quantity`}
                value={draft.quantities[line.lineNumber] ?? 0}
                onChange={(quantity) => set(line.lineNumber, quantity ?? 0)}
              />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

const explain = (error: unknown) => {
  const refusal = refusalOf(error);
  if (refusal?.code === 'VERSION_CONFLICT') {
    return 'Somebody received a part of it in between. What is on the way is shown anew: look, and receive again.';
  }
  if (refusal?.code === 'STATE_CONFLICT') return 'The transfer is closed by now. Nothing was booked.';
  return null;
};
