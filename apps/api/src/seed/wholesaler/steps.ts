import { STOCK_LINES_MAX } from '@stockflow/schemas';
import { idOf } from '../../demo/common/ids.ts';
import type { LoadStep } from '../../demo/common/load-steps.ts';
import { instantReader } from '../../demo/common/local-time.ts';
import { localTime, TIME_ZONE } from './calendar.ts';
import type { Entry } from './orders.ts';
import type { Adjustment, Delivery, Plan } from './plan.ts';

/** Entries in one call: a week has some 150 with 500 lines; the server takes 500 entries and 2,000 lines. */
const ENTRIES_IN_CALL = 300;

/** The ids and keys of one company's seed: the same for the same company, so that a second run names the same things. */
export function idsOf(companyId: string, plan: Plan) {
  const instant = instantReader(TIME_ZONE);
  const begin = Date.parse(instant(localTime(plan.calendar[0]!.day, 0)));
  return {
    instant,
    of: (kind: 'warehouse' | 'category' | 'supplier' | 'product' | 'open-sale', name: string) =>
      idOf(begin, companyId, kind, name),
    entry: ({ type, at, externalId }: Entry) => idOf(Date.parse(instant(at)), companyId, type, externalId),
    key: (...names: string[]) => `demo-seed:${names.join(':')}`,
  };
}
export type Ids = ReturnType<typeof idsOf>;

/** The calls of the year in the order in which they are sent: for each week deliveries, sales and returns, corrections. */
export const stepsOf = ({ weeks }: Plan, ids: Ids): LoadStep[] =>
  weeks.flatMap(({ deliveries, entries, adjustments }, week) => [
    ...chunks(deliveries, STOCK_LINES_MAX).map((part, index) =>
      receiveStep(part, ids.key('receive', `${week}.${index}`), ids),
    ),
    ...chunks(entries, ENTRIES_IN_CALL).map((part, index) =>
      importStep(part, ids.key('import', `${week}.${index}`), ids),
    ),
    ...chunks(adjustments, STOCK_LINES_MAX).map((part, index) =>
      adjustStep(part, ids.key('adjust', `${week}.${index}`), ids),
    ),
  ]);

const receiveStep = (deliveries: Delivery[], idempotencyKey: string, ids: Ids): LoadStep => ({
  kind: 'receive',
  lines: deliveries.length,
  input: () => ({
    lines: deliveries.map(({ product, place, quantity, unitCost, at, notes }) => ({
      productId: ids.of('product', product.sku),
      warehouseId: ids.of('warehouse', place.code),
      quantity,
      unitCost: unitCost.toFixed(2),
      occurredAt: ids.instant(at),
      notes,
    })),
    idempotencyKey,
  }),
});

const importStep = (entries: Entry[], idempotencyKey: string, ids: Ids): LoadStep => ({
  kind: 'import',
  lines: entries.reduce((sum, { lines }) => sum + lines.length, 0),
  input: () => ({ entries: entries.map((entry) => entryOf(entry, ids)), idempotencyKey }),
});

function entryOf(entry: Entry, ids: Ids) {
  const { channel, externalId, customer, notes } = entry;
  const common = {
    id: ids.entry(entry),
    channel,
    externalId,
    ...(notes !== undefined && { notes }),
    lines: entry.lines.map(({ product, place, quantity, unitPrice }) => ({
      productId: ids.of('product', product.sku),
      warehouseId: ids.of('warehouse', place.code),
      quantity,
      unitPrice: unitPrice.toFixed(2),
    })),
  };
  if (entry.type === 'return') {
    return {
      ...common,
      type: 'return' as const,
      returnedAt: ids.instant(entry.at),
      disposition: entry.disposition,
    };
  }
  return {
    ...common,
    type: 'sale' as const,
    saleDate: ids.instant(entry.at),
    ...(customer && { customerName: customer.name, customerEmail: customer.email }),
  };
}

const adjustStep = (adjustments: Adjustment[], idempotencyKey: string, ids: Ids): LoadStep => ({
  kind: 'adjust',
  lines: adjustments.length,
  input: () => ({
    lines: adjustments.map(({ product, place, change, reason, at, notes }) => ({
      productId: ids.of('product', product.sku),
      warehouseId: ids.of('warehouse', place.code),
      quantityChange: change,
      reason,
      occurredAt: ids.instant(at),
      notes,
    })),
    idempotencyKey,
  }),
});

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, part) =>
    items.slice(part * size, (part + 1) * size),
  );
}
