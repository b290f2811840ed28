import { STOCK_LINES_MAX } from '@stockflow/schemas';
import { idOf } from '../common/ids.ts';
import type { LoadStep } from '../common/load-steps.ts';
import { instantReader } from '../common/local-time.ts';
import type { Delivery, Plan, WeekOfStock } from './plan.ts';
import type { Correction, Entry } from './timeline.ts';

/** The seller is in the UK; the file names no zone. */
export const TIME_ZONE = 'Europe/London';
export const CHANNEL = 'online-retail';

/** Makes the ids of one company's load: the same for the same company, file and plan, so that a second run names the same things. */
export function idsOf(companyId: string, plan: Plan) {
  const instant = instantReader(TIME_ZONE);
  const make = (localTime: string, ...names: string[]) =>
    idOf(Date.parse(instant(localTime)), companyId, plan.id, ...names);
  const warehouse = make(startOf(plan.firstDay), 'warehouse');
  const products = new Map(plan.articles.map(({ sku, firstAt }) => [sku, make(firstAt, 'product', sku)]));
  return {
    instant,
    warehouse,
    products,
    product: (sku: string): string => {
      const id = products.get(sku);
      if (id === undefined) throw new Error(`no product was planned for ${sku}`);
      return id;
    },
    entry: ({ kind, invoice, at }: Entry) => make(at, kind, invoice),
    key: (...names: string[]) => `online-retail:${plan.id}:${names.join(':')}`,
  };
}

export type Ids = ReturnType<typeof idsOf>;

/** The calls in the order in which they are sent: each week its deliveries, then sales and corrections in turn. */
export function stepsOf(plan: Plan, ids: Ids): LoadStep[] {
  return plan.weeks.flatMap((week) => [
    ...chunks(week.deliveries, STOCK_LINES_MAX).map((deliveries, part) =>
      receiveStep(week, deliveries, part, ids),
    ),
    ...week.batches.flatMap(({ entries, corrections }, batch) => {
      const name = [week.day, String(batch)];
      return [
        ...(entries.length > 0 ? [importStep(entries, name, ids)] : []),
        ...(corrections.length > 0 ? [adjustStep(corrections, name, ids)] : []),
      ];
    }),
  ]);
}

function receiveStep({ day }: WeekOfStock, deliveries: Delivery[], part: number, ids: Ids): LoadStep {
  return {
    kind: 'receive',
    lines: deliveries.length,
    input: () => ({
      lines: deliveries.map(({ sku, quantity, isOpening }) => ({
        productId: ids.product(sku),
        warehouseId: ids.warehouse,
        quantity,
        occurredAt: ids.instant(startOf(day)),
        notes: isOpening ? `Opening stock, assumed: ${day}` : `Weekly delivery, assumed: ${day}`,
      })),
      idempotencyKey: ids.key('receive', day, String(part)),
    }),
  };
}

function importStep(entries: Entry[], name: string[], ids: Ids): LoadStep {
  return {
    kind: 'import',
    lines: entries.reduce((sum, { lines }) => sum + lines.length, 0),
    input: () => ({
      entries: entries.map((entry) => entryOf(entry, ids)),
      idempotencyKey: ids.key('import', ...name),
    }),
  };
}

function entryOf(entry: Entry, ids: Ids) {
  const { invoice, at, customer, country } = entry;
  const common = {
    id: ids.entry(entry),
    channel: CHANNEL,
    externalId: invoice,
    lines: entry.lines.map(({ sku, quantity, unitPrice }) => ({
      productId: ids.product(sku),
      warehouseId: ids.warehouse,
      quantity,
      unitPrice,
    })),
  };
  if (entry.kind === 'returned') {
    return {
      ...common,
      type: 'return' as const,
      returnedAt: ids.instant(at),
      notes: customer === '' ? country : `Customer ${customer}, ${country}`,
    };
  }
  return {
    ...common,
    type: 'sale' as const,
    saleDate: ids.instant(at),
    customerName: customer === '' ? null : `Customer ${customer}`,
    notes: country,
  };
}

function adjustStep(corrections: Correction[], name: string[], ids: Ids): LoadStep {
  return {
    kind: 'adjust',
    lines: corrections.length,
    input: () => ({
      lines: corrections.map(({ sku, change, reason, notes, at }) => ({
        productId: ids.product(sku),
        warehouseId: ids.warehouse,
        quantityChange: change,
        reason,
        notes,
        occurredAt: ids.instant(at),
      })),
      idempotencyKey: ids.key('adjust', ...name),
    }),
  };
}

/** Deliveries come before the first line of their day, whenever that is. */
const startOf = (day: string) => `${day}T00:00:00`;

export function chunks<T>(items: readonly T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let from = 0; from < items.length; from += size) parts.push(items.slice(from, from + size));
  return parts;
}
