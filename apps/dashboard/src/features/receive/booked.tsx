import type { AdjustStockInput } from '@stockflow/sdk';
import { CircleCheck, Undo2 } from 'lucide-react';
import { STOCK_ROOTS } from '../../api/keys.ts';
import { refusalOf } from '../../api/refusals.ts';
import { stockflow } from '../../api/stockflow.ts';
import { useWrite } from '../../api/use-write.ts';
import { units } from '../../format/number.ts';
import { unitsOf } from '../../parts/scan/lines.ts';
import { useWarehouseName } from '../../parts/working-warehouse.tsx';
import { Button } from '../../ui/button.tsx';
import { Problem } from '../../ui/form.tsx';
import { toast } from '../../ui/toast.tsx';
import type { Booked } from './use-receipt.ts';

/** What was just received, and the way back: the ledger keeps both. */
export function BookedReceipt({ booked, onUndone }: { booked: Booked; onUndone: () => void }) {
  const nameOf = useWarehouseName();
  const { lines } = booked.input;
  const undo = useWrite({
    write: (input: AdjustStockInput, key) => stockflow.inventory.adjust({ ...input, ...key }),
    refreshes: STOCK_ROOTS,
    onDone: () => {
      toast('The receipt was taken back.');
      onUndone();
    },
  });
  const takeBack = () =>
    undo.mutate({
      lines: lines.map(({ productId, warehouseId, quantity }) => ({
        productId,
        warehouseId,
        quantityChange: -quantity,
        reason: 'correction',
        notes: 'Receipt undone',
      })),
    });
  const isSold = refusalOf(undo.error)?.code === 'INSUFFICIENT_STOCK';
  return (
    <div className="booked" role="status">
      <CircleCheck size={20} aria-hidden className="ok-text" />
      <p className="grow">
        <span className="strong">
          Received {units(unitsOf(lines))} of {units(lines.length, 'product')}
        </span>{' '}
        into {nameOf(lines[0]?.warehouseId ?? '')}.
      </p>
      <Button icon={Undo2} onPress={takeBack} isPending={undo.isPending}>
        Undo
      </Button>
      {isSold ? (
        <p className="danger-text">Some of it is sold or reserved by now, so it cannot be taken back.</p>
      ) : (
        undo.error !== null && <Problem error={undo.error} />
      )}
    </div>
  );
}
