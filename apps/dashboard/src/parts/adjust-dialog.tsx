import type { AdjustStockInput, StockLevelListItem } from '@stockflow/sdk';
import { useState } from 'react';
import { STOCK_ROOTS } from '../api/keys.ts';
import { refusalOf } from '../api/refusals.ts';
import { stockflow } from '../api/stockflow.ts';
import { useWrite } from '../api/use-write.ts';
import { present } from '../app/address.ts';
import { formatQuantity, units } from '../format/number.ts';
import { EditDialog } from '../ui/edit-dialog.tsx';
import { QuantityField, TextField } from '../ui/field.tsx';
import { Segments } from '../ui/filter.tsx';
import { SelectField } from '../ui/select.tsx';
import { toast } from '../ui/toast.tsx';
import { ProductLine } from './receive-dialog.tsx';

type Reason = AdjustStockInput['lines'][number]['reason'];
type Direction = 'out' | 'in';

const DIRECTIONS = [
  { id: 'out', label: 'Take out' },
  { id: 'in', label: 'Put in' },
] as const;

const REASONS: readonly { id: Reason; label: string }[] = [
  { id: 'damaged', label: 'Damaged' },
  { id: 'lost', label: 'Lost' },
  { id: 'found', label: 'Found' },
  { id: 'theft', label: 'Theft' },
  { id: 'expired', label: 'Expired' },
  { id: 'sample', label: 'Sample' },
  { id: 'correction', label: 'Correction' },
  { id: 'other', label: 'Other' },
];

/** Stock is not what the books say: what changed, and why. Refuses when somebody moved it in between. */
export function AdjustDialog({ level, onClose }: { level: StockLevelListItem; onClose: () => void }) {
  const form = useAdjustment(level, onClose);
  const { adjust } = form;
  return (
    <EditDialog
      title="Adjust stock"
      action="Adjust"
      onClose={onClose}
      onSubmit={form.submit}
      isPending={adjust.isPending}
      error={adjust.error}
      missing={form.missing}
      explain={form.explain}
    >
      <ProductLine product={{ name: level.productName, sku: level.sku }} />
      <Segments label="Direction" options={DIRECTIONS} value={form.direction} onChange={form.setDirection} />
      <div className="form__row">
        <QuantityField
          label="Quantity"
          name="lines.0.quantityChange"
          isRequired
          autoFocus
          minValue={1}
          value={form.quantity}
          onChange={form.setQuantity}
        />
        <SelectField
          label="Reason"
          name="lines.0.reason"
          isRequired
          options={REASONS}
          value={form.reason}
          onChange={form.setReason}
        />
      </div>
      <TextField
        label="Notes"
        name="lines.0.notes"
        isRequired={form.reason === 'other'}
        value={form.notes}
        onChange={form.setNotes}
      />
      <p className="soft num" aria-live="polite">
        On hand in {level.warehouseName}: {formatQuantity(form.onHand)}
        {form.quantity !== null && <> → {formatQuantity(form.onHand + form.change)}</>}
      </p>
    </EditDialog>
  );
}

function useAdjustment(level: StockLevelListItem, onClose: () => void) {
  const [direction, setDirection] = useState<Direction>('out');
  const [quantity, setQuantity] = useState<number | null>(null);
  const [reason, setReason] = useState<Reason | null>(null);
  const [notes, setNotes] = useState('');
  const [onHand, setOnHand] = useState(level.onHand);
  const [missing, setMissing] = useState<Record<string, string>>({});
  const change = (direction === 'out' ? -1 : 1) * (quantity ?? 0);
  const adjust = useWrite({
    write: (input: AdjustStockInput, key) => stockflow.inventory.adjust({ ...input, ...key }),
    refreshes: STOCK_ROOTS,
    onDone: () => {
      toast(
        `${level.productName}: ${units(Math.abs(change))} ${direction === 'out' ? 'taken out' : 'put in'}.`,
      );
      onClose();
    },
  });
  const submit = () => {
    const gaps = {
      ...(quantity === null && { 'lines.0.quantityChange': 'Say how many.' }),
      ...(reason === null && { 'lines.0.reason': 'Choose a reason.' }),
    };
    setMissing(gaps);
    if (quantity === null || reason === null) return;
    const { productId, warehouseId } = level;
    const note = notes.trim() === '' ? undefined : notes;
    const line = present({
      productId,
      warehouseId,
      quantityChange: change,
      reason,
      notes: note,
      expectedOnHand: onHand,
    });
    adjust.mutate(
      { lines: [line] },
      // The dialog goes on from the figure that is there now.
      { onError: (error) => setOnHand((known) => currentOnHand(error) ?? known) },
    );
  };
  const explain = (error: unknown) => explainAdjustment(error, level);
  return {
    direction,
    setDirection,
    quantity,
    setQuantity,
    reason,
    setReason,
    notes,
    setNotes,
    onHand,
    change,
    adjust,
    submit,
    missing,
    explain,
  };
}

const currentOnHand = (error: unknown): number | undefined => {
  const refusal = refusalOf(error);
  return refusal?.code === 'VERSION_CONFLICT' ? refusal.details.conflicts[0]?.current : undefined;
};

const explainAdjustment = (error: unknown, level: StockLevelListItem): string | null => {
  const refusal = refusalOf(error);
  if (refusal?.code === 'VERSION_CONFLICT') {
    const [conflict] = refusal.details.conflicts;
    if (conflict === undefined) return null;
    return `Somebody moved this stock in between: ${formatQuantity(conflict.current)} are on hand now, not ${formatQuantity(conflict.expected)}. Nothing was changed. Look again, and adjust from there.`;
  }
  if (refusal?.code === 'INSUFFICIENT_STOCK') {
    const [shortage] = refusal.details.shortages;
    if (shortage === undefined) return null;
    return `${formatQuantity(shortage.requested)} cannot be taken out: ${formatQuantity(shortage.available)} are available in ${level.warehouseName}${level.reserved > 0 ? `, and ${formatQuantity(level.reserved)} are reserved for sales` : ''}.`;
  }
  return null;
};
