import type { StockLevelListItem } from '@stockflow/sdk';
import { AdjustDialog } from './adjust-dialog.tsx';
import { ReceiveDialog } from './receive-dialog.tsx';

/** What a person is about to do with a level. */
export interface LevelAct {
  kind: 'receive' | 'adjust';
  level: StockLevelListItem;
}

/** The dialog of that act. */
export function LevelDialog({ act, onClose }: { act: LevelAct | null; onClose: () => void }) {
  if (act === null) return null;
  if (act.kind === 'adjust') return <AdjustDialog level={act.level} onClose={onClose} />;
  const { productId, productName, sku, warehouseId, lastCost } = act.level;
  return (
    <ReceiveDialog
      product={{ id: productId, name: productName, sku }}
      warehouseId={warehouseId}
      unitCost={lastCost}
      onClose={onClose}
    />
  );
}
