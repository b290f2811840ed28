import {
  externalKeyOf,
  type NewEvent,
  type NewReturn,
  type NewReturnItem,
  type NewSale,
  type NewSaleItem,
  partsOfBundle,
} from '@stockflow/db';
import {
  type AskedAt,
  type DemandChange,
  movesOfReturn,
  type SaleTotals,
  type StockCommand,
  type StockedLine,
  totalsOf,
  wireMoney,
} from '@stockflow/domain';
import type { importSalesInput } from '@stockflow/schemas';
import { uuidv7 } from 'uuidv7';
import type { z } from 'zod';

/** An entry of `sales.import` as it came in. */
export type Entry = z.output<typeof importSalesInput>['entries'][number];
/** An entry with its id, its place in the input and its sums. */
export type Planned = Entry & { readonly id: string; readonly path: string; readonly totals: SaleTotals };
type PlannedSale = Extract<Planned, { type: 'sale' }>;
type PlannedReturn = Extract<Planned, { type: 'return' }>;

/** Gives every entry an id where it has none, and sums it. Refuses sums that are too large. */
export const planned = (entries: readonly Entry[]): Planned[] =>
  entries.map((entry, index) => {
    const path = `entries.${index}`;
    return { ...entry, id: entry.id ?? uuidv7(), path, totals: totalsOf(entry.lines, path) };
  });

/** What an entry is known by: sales and returns are counted apart. */
export const keyOf = (entry: Entry): string => `${entry.type}/${externalKeyOf(entry)}`;

/** When it happened. */
export const happenedAt = (entry: Entry): string =>
  entry.type === 'sale' ? entry.saleDate : entry.returnedAt;

export const salesOf = (entries: readonly Planned[]): PlannedSale[] =>
  entries.filter((entry): entry is PlannedSale => entry.type === 'sale');
export const returnsOf = (entries: readonly Planned[]): PlannedReturn[] =>
  entries.filter((entry): entry is PlannedReturn => entry.type === 'return');

/** A sale that has happened: it left on the day it was sold. */
export const saleHead = (sale: PlannedSale): NewSale => ({
  id: sale.id,
  externalId: sale.externalId,
  channel: sale.channel,
  status: 'completed',
  customerName: sale.customerName ?? null,
  customerEmail: sale.customerEmail ?? null,
  total: sale.totals.total,
  notes: sale.notes ?? null,
  saleDate: sale.saleDate,
  confirmedAt: null,
  completedAt: sale.saleDate,
});

export const returnHead = (entry: PlannedReturn): NewReturn => ({
  id: entry.id,
  saleId: null,
  externalId: entry.externalId,
  channel: entry.channel,
  total: entry.totals.total,
  notes: entry.notes ?? null,
  returnedAt: entry.returnedAt,
});

export const saleItems = ({ id, lines, totals }: PlannedSale): NewSaleItem[] =>
  lines.map((line, index) => ({
    ...line,
    saleId: id,
    lineNumber: index + 1,
    quantityShipped: line.quantity,
    lineTotal: totals.lineTotals[index] ?? '0',
  }));

/** An entry's lines as they are asked for, with their places. */
export const askedOf = ({ lines, path }: Planned): AskedAt[] =>
  lines.map((line, index) => ({ ...line, path: `${path}.lines.${index}` }));

/** An entry with what is stocked of its lines. */
export interface StockedEntry {
  readonly entry: Planned;
  readonly stocked: readonly StockedLine[];
}

/** The lines of a return; none of a sale. */
export const returnItems = ({ entry, stocked }: StockedEntry): NewReturnItem[] => {
  if (entry.type === 'sale') return [];
  return entry.lines.map((line, index) => {
    const own = stocked.filter(({ askedLine }) => askedLine === index + 1);
    return {
      ...line,
      returnId: entry.id,
      lineNumber: index + 1,
      saleId: null,
      saleLineNumber: null,
      disposition: entry.disposition,
      parts: partsOfBundle(line.productId, own),
    };
  });
};

/** An entry as stock moves for it. Scrap is checked like any other line and moves nothing. */
export const commandOf = ({ entry, stocked }: StockedEntry): StockCommand => {
  const { id } = entry;
  if (entry.type === 'return') {
    const parts = stocked.map((line) => ({ ...line, disposition: entry.disposition }));
    return { lines: movesOfReturn(parts, { returnId: id, returnedAt: entry.returnedAt }) };
  }
  return {
    lines: stocked.map(({ productId, warehouseId, quantity, path }) => ({
      productId,
      warehouseId,
      kind: 'SALE',
      onHandChange: -quantity,
      reservedChange: 0,
      referenceType: 'sale',
      referenceId: id,
      occurredAt: entry.saleDate,
      path,
    })),
  };
};

/** The demand of entries: a sale on the local day it was sold, a return without a known sale on the day it came back. */
export const demandOf = (entries: readonly StockedEntry[]): DemandChange[] =>
  entries.flatMap(({ entry, stocked }) => {
    const at = new Date(happenedAt(entry)).toISOString();
    return stocked.map(({ productId, warehouseId, quantity }) => ({
      productId,
      warehouseId,
      at,
      unitsSold: entry.type === 'sale' ? quantity : 0,
      unitsReturned: entry.type === 'return' ? quantity : 0,
    }));
  });

/** What the outbox says of an entry: small, for a call may have hundreds; its lines are read by its id. */
export const eventOf = (entry: Planned): NewEvent => {
  const { id, channel, externalId } = entry;
  const data = { channel, externalId, total: wireMoney(entry.totals.total), lineCount: entry.lines.length };
  return entry.type === 'sale'
    ? { type: 'sale.completed', data: { saleId: id, status: 'completed', ...data } }
    : { type: 'return.created', data: { returnId: id, saleId: null, ...data } };
};

/** Units over all lines. */
export const unitsOf = (entries: readonly Planned[]): number =>
  entries.reduce((sum, { lines }) => lines.reduce((units, { quantity }) => units + quantity, sum), 0);
