import type { ImportSalesInput } from '@stockflow/schemas';
import type { StockCompany } from '../../inventory/testing/stock-company.ts';

/** An entry of `sales.import`. */
export type Entry = ImportSalesInput['entries'][number];
type Lines = Entry['lines'];

let serial = 0;

/** A sale with a number that nobody has, at half past eleven in the evening in UTC. */
export const sale = (lines: Lines, more: Partial<Extract<Entry, { type: 'sale' }>> = {}): Entry => ({
  type: 'sale',
  channel: 'till',
  externalId: `T-${++serial}`,
  saleDate: '2011-06-30T23:30:00Z',
  lines,
  ...more,
});

/** A return with a number that nobody has, two days later. */
export const goodsBack = (lines: Lines, more: Partial<Extract<Entry, { type: 'return' }>> = {}): Entry => ({
  type: 'return',
  channel: 'till',
  externalId: `C-${++serial}`,
  returnedAt: '2011-07-02T10:00:00Z',
  lines,
  ...more,
});

/** How many rows the database holds of all that an import writes. */
export const countEverything = async ({ asAdmin }: StockCompany): Promise<Record<string, string>> => {
  const [row] =
    await asAdmin(`select (select count(*) from sales) as sales, (select count(*) from sale_items) as items,
    (select count(*) from sale_returns) as returns, (select count(*) from sale_return_items) as return_items,
    (select count(*) from inventory) as levels, (select sum(on_hand) from inventory) as on_hand,
    (select count(*) from inventory_history) as movements, (select sum(units_sold) from demand_daily) as sold,
    (select count(*) from idempotency_records) as keys`);
  return row;
};
