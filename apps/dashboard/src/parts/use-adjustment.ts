import type { AdjustStockInput, SetStockInput, StockLevelListItem } from '@stockflow/sdk';
import { useState } from 'react';
import { STOCK_ROOTS } from '../api/keys.ts';
import { refusalOf } from '../api/refusals.ts';
import { stockflow } from '../api/stockflow.ts';
import { useWrite } from '../api/use-write.ts';
import { present } from '../app/address.ts';
import { formatQuantity, units } from '../format/number.ts';
import { toast } from '../ui/toast.tsx';

export type Reason = AdjustStockInput['lines'][number]['reason'];
/** Take out, put in, or say what is there. */
export type AdjustWay = 'out' | 'in' | 'set';

type AdjustedLevel = Pick<
  StockLevelListItem,
  'productId' | 'productName' | 'warehouseId' | 'warehouseName' | 'onHand' | 'reserved'
>;

/** The state of an adjustment. It refuses when somebody moved the stock in between, and goes on from what is there. */
export function useAdjustment(level: AdjustedLevel, onDone: () => void) {
  const [way, setWay] = useState<AdjustWay>('out');
  const [quantity, setQuantity] = useState<number | null>(null);
  const [reason, setReason] = useState<Reason | null>(null);
  const [notes, setNotes] = useState('');
  const [onHand, setOnHand] = useState(level.onHand);
  const [missing, setMissing] = useState<Record<string, string>>({});
  const change = way === 'set' ? (quantity ?? onHand) - onHand : (way === 'out' ? -1 : 1) * (quantity ?? 0);
  const adjust = useWrite({
    write: ({ set, adjust: lines }: { set?: SetStockInput; adjust?: AdjustStockInput }, key) =>
      set !== undefined
        ? stockflow.inventory.set({ ...set, ...key })
        : stockflow.inventory.adjust({ lines: lines?.lines ?? [], ...key }),
    refreshes: STOCK_ROOTS,
    onDone: () => {
      toast(doneWords(level.productName, way, change, quantity ?? 0));
      onDone();
    },
  });
  const submit = () => {
    const gaps = {
      ...(quantity === null && { [fieldOf(way)]: 'Say how many.' }),
      ...(way !== 'set' && reason === null && { 'lines.0.reason': 'Choose a reason.' }),
    };
    setMissing(gaps);
    if (Object.keys(gaps).length > 0 || quantity === null) return;
    const { productId, warehouseId } = level;
    const note = notes.trim() === '' ? undefined : notes;
    const target = { productId, warehouseId, expectedOnHand: onHand };
    const input =
      way === 'set'
        ? { set: { lines: [present({ ...target, onHand: quantity, notes: note })] } }
        : reason === null
          ? null
          : { adjust: { lines: [present({ ...target, quantityChange: change, reason, notes: note })] } };
    if (input === null) return;
    // The form goes on from the figure that is there now.
    adjust.mutate(input, { onError: (error) => setOnHand((known) => currentOnHand(error) ?? known) });
  };
  return {
    way,
    setWay,
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
    explain: (error: unknown) => explainAdjustment(error, level),
  };
}

export type Adjustment = ReturnType<typeof useAdjustment>;

/** The path of the quantity in the call. */
export const fieldOf = (way: AdjustWay): string =>
  way === 'set' ? 'lines.0.onHand' : 'lines.0.quantityChange';

const doneWords = (name: string, way: AdjustWay, change: number, quantity: number): string => {
  if (way === 'set') return `${name}: ${formatQuantity(quantity)} on hand.`;
  return `${name}: ${units(Math.abs(change))} ${way === 'out' ? 'taken out' : 'put in'}.`;
};

const currentOnHand = (error: unknown): number | undefined => {
  const refusal = refusalOf(error);
  return refusal?.code === 'VERSION_CONFLICT' ? refusal.details.conflicts[0]?.current : undefined;
};

const explainAdjustment = (error: unknown, level: AdjustedLevel): string | null => {
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
