import {
  type CompanyTransaction,
  type OpenSale,
  type OpenSaleLine,
  openSale,
  readStandings,
  recordEvents,
  saveSaleHead,
  saveSaleLines,
  wireOpenSale,
} from '@stockflow/db';
import {
  type Bundles,
  isAllBack,
  partsReturned,
  type ReturnedLine,
  type ReturnedPart,
  refuseTransition,
  returnedLines,
  saleEventData,
} from '@stockflow/domain';
import type { createReturnInput, SaleReturn } from '@stockflow/schemas';
import type { z } from 'zod';
import { type Acting, recordReturn, returnOf } from './record-return.ts';

/** A return of a known sale, as it came in. */
export type ReturnOfSale = z.output<typeof createReturnInput>;

/**
 * Takes back lines of a sale. The sale's row is locked first: of two returns at once the second sees what the first took
 * back. When all that was shipped has come back, a completed sale is returned; one of which a part is still held stays
 * confirmed until that is shipped, given back or cancelled.
 */
export const addReturnOfSale = async (
  tx: CompanyTransaction,
  input: ReturnOfSale,
  acting: Acting,
): Promise<SaleReturn> => {
  const open = await openSale(tx, input.saleId);
  refuseTransition(open.head, 'return', undefined);
  const returned = returnedLines(open.lines, input.lines);
  const parts = partsReturned(returned, open.hold?.lines ?? [], await bundlesOfToday(tx, open, returned));
  const at = open.head.saleDate.toISOString();
  const back = returnOf({ ...input, channel: open.head.channel }, returned.map(wireLine), acting.now);
  await recordReturn(tx, back, { parts, demand: parts.map((part) => demandOf(part, at)) }, acting);
  saveSale(tx, open, returned, acting.now);
  return back;
};

/** What a sale without a hold gives back of a bundle is what the bundle is made of today. */
const bundlesOfToday = async (
  tx: CompanyTransaction,
  { hold }: OpenSale,
  returned: readonly ReturnedLine<OpenSaleLine>[],
): Promise<Bundles> => {
  const bundles = returned.filter(({ sold }) => sold.isBundle);
  if (hold || bundles.length === 0) return new Map();
  const productIds = bundles.map(({ sold }) => sold.productId);
  return (await readStandings(tx, { productIds, warehouseIds: [] })).bundles;
};

const wireLine = ({ sold, warehouseId, quantity, disposition }: ReturnedLine<OpenSaleLine>) => ({
  saleLineNumber: sold.lineNumber,
  productId: sold.productId,
  sku: sold.sku,
  productName: sold.productName,
  warehouseId,
  quantity,
  unitPrice: sold.unitPrice,
  disposition,
});

/** Demand is less where and when it was counted: in the warehouse that shipped, on the day of the sale. */
const demandOf = ({ productId, soldFrom, quantity }: ReturnedPart, at: string) => ({
  productId,
  warehouseId: soldFrom,
  at,
  unitsSold: 0,
  unitsReturned: quantity,
});

const saveSale = (
  tx: CompanyTransaction,
  open: OpenSale,
  returned: readonly ReturnedLine[],
  now: Date,
): void => {
  const backOf = new Map<number, number>();
  for (const { sold, quantity } of returned) {
    backOf.set(sold.lineNumber, (backOf.get(sold.lineNumber) ?? 0) + quantity);
  }
  const lines = open.lines.map((line) => ({
    ...line,
    quantityReturned: line.quantityReturned + (backOf.get(line.lineNumber) ?? 0),
  }));
  const isReturned = open.head.status === 'completed' && isAllBack(lines);
  const head = {
    ...open.head,
    version: open.head.version + 1,
    status: isReturned ? ('returned' as const) : open.head.status,
  };
  saveSaleHead(tx, head, now);
  saveSaleLines(
    tx,
    head.id,
    lines.filter(({ lineNumber }) => backOf.has(lineNumber)),
  );
  if (!isReturned) return;
  recordEvents(tx, [{ type: 'sale.returned', data: saleEventData(wireOpenSale(head, lines)) }], now);
};
