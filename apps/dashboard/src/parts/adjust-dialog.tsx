import type { StockLevelListItem } from '@stockflow/sdk';
import { EditDialog } from '../ui/edit-dialog.tsx';
import { AdjustFields } from './adjust-fields.tsx';
import { ProductLine } from './receive-dialog.tsx';
import { useAdjustment } from './use-adjustment.ts';

/** Stock is not what the books say: what changed, and why. Refuses when somebody moved it in between. */
export function AdjustDialog({ level, onClose }: { level: StockLevelListItem; onClose: () => void }) {
  const form = useAdjustment(level, onClose);
  return (
    <EditDialog
      title="Adjust stock"
      action="Adjust"
      onClose={onClose}
      onSubmit={form.submit}
      isPending={form.adjust.isPending}
      error={form.adjust.error}
      missing={form.missing}
      explain={form.explain}
    >
      <ProductLine product={{ name: level.productName, sku: level.sku }} />
      <AdjustFields form={form} warehouseName={level.warehouseName} />
    </EditDialog>
  );
}
