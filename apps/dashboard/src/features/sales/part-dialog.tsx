import type { CompleteSaleInput, Sale } from '@stockflow/sdk';
import { useState } from 'react';
import { stockflow } from '../../api/stockflow.ts';
import { useWrite } from '../../api/use-write.ts';
import { formatQuantity, units } from '../../format/number.ts';
import { Stepper } from '../../parts/stepper.tsx';
import { EditDialog } from '../../ui/edit-dialog.tsx';
import { Segments } from '../../ui/filter.tsx';
import { toast } from '../../ui/toast.tsx';
import { SALE_ROOTS } from './roots.ts';
import { saleName } from './status.tsx';

const RESTS = [
  { id: 'keep', label: 'Ships later' },
  { id: 'release', label: 'Will not ship' },
] as const;

const openOf = ({ quantity, quantityShipped }: Sale['lines'][number]): number => quantity - quantityShipped;

/** Only some of it leaves now: how much of each line, and what becomes of the rest. */
export function PartDialog({ sale, onClose }: { sale: Sale; onClose: () => void }) {
  const lines = sale.lines.filter((line) => openOf(line) > 0);
  const [quantities, setQuantities] = useState(() => lines.map(openOf));
  const [rest, setRest] = useState<(typeof RESTS)[number]['id']>('keep');
  const complete = useWrite({
    write: (input: CompleteSaleInput, key) => stockflow.sales.complete({ ...input, ...key }),
    refreshes: SALE_ROOTS,
    onDone: (after) => {
      toast(
        after.status === 'completed'
          ? `Sale ${saleName(sale)} is completed.`
          : `A part of sale ${saleName(sale)} has left.`,
      );
      onClose();
    },
  });
  const total = quantities.reduce((sum, quantity) => sum + quantity, 0);
  const left = lines.reduce((sum, line) => sum + openOf(line), 0) - total;
  return (
    <EditDialog
      title="What leaves now?"
      action={`Ship ${units(total)}`}
      onClose={onClose}
      onSubmit={() =>
        complete.mutate({
          saleId: sale.id,
          expectedVersion: sale.version,
          rest,
          lines: lines.map(({ lineNumber }, index) => ({ lineNumber, quantity: quantities[index] ?? 0 })),
        })
      }
      isPending={complete.isPending}
      error={complete.error}
    >
      {lines.map((line, index) => (
        <div key={line.lineNumber} className="row row--between row--wrap">
          <span className="two-lines grow">
            <span className="strong">{line.productName}</span>
            <small>
              {formatQuantity(openOf(line))} to ship from {line.warehouseName}
            </small>
          </span>
          <Stepper
            label={`Ship of ${line.productName}`}
            name={`lines.${index}.quantity`}
            maxValue={openOf(line)}
            value={quantities[index] ?? 0}
            onChange={(quantity) =>
              setQuantities((now) => now.map((other, at) => (at === index ? (quantity ?? 0) : other)))
            }
          />
        </div>
      ))}
      {left > 0 && (
        <>
          <p aria-live="polite">What of the other {units(left)}?</p>
          <Segments label="The rest" options={RESTS} value={rest} onChange={setRest} />
          <p className="soft small">
            {rest === 'keep'
              ? 'It stays reserved, and the sale confirmed, until it ships too.'
              : 'It is given back to stock, and the sale is completed.'}
          </p>
        </>
      )}
    </EditDialog>
  );
}
