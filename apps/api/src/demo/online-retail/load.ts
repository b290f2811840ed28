import { PRODUCTS_MAX } from '@stockflow/schemas';
import type { Stockflow } from '@stockflow/sdk';
import { type LoadStep, runSteps } from '../common/load-steps.ts';
import { DemoProblem } from '../common/problem.ts';
import type { ProgressLine } from '../common/progress.ts';
import type { Plan } from './plan.ts';
import { chunks, type Ids, stepsOf } from './steps.ts';

export const WAREHOUSE = 'Main warehouse';

export interface LoadFigures {
  productsMade: number;
  calls: { sent: number; doneBefore: number };
  /** Where the time went, by procedure. */
  spent: Record<LoadStep['kind'] | 'products', { calls: number; lines: number; ms: number }>;
}

interface LoadOptions {
  plan: Plan;
  ids: Ids;
  progress: ProgressLine;
  signal: AbortSignal;
}

/** Sends everything that is not there yet: the warehouse, the products, then the plan's steps in order. */
export async function load(stockflow: Stockflow, options: LoadOptions): Promise<LoadFigures> {
  const { plan, ids, progress, signal } = options;
  const none = () => ({ calls: 0, lines: 0, ms: 0 });
  const spent: LoadFigures['spent'] = { products: none(), receive: none(), adjust: none(), import: none() };
  const calls = { sent: 0, doneBefore: 0 };
  await ensureWarehouse(stockflow, options);

  const startedAt = performance.now();
  const productsMade = await ensureProducts(stockflow, options);
  spent.products = {
    calls: Math.ceil(productsMade / PRODUCTS_MAX),
    lines: productsMade,
    ms: performance.now() - startedAt,
  };

  const steps = stepsOf(plan, ids);
  progress.begin(
    'Loading',
    steps.reduce((sum, { lines }) => sum + lines, 0),
    'lines',
  );
  await runSteps(stockflow, steps, {
    signal,
    onDone: (index, took) => {
      const { kind, lines } = steps[index]!;
      progress.add(lines, { wasBefore: took === 'before' });
      if (took === 'before') {
        calls.doneBefore++;
        return;
      }
      calls.sent++;
      spent[kind].calls++;
      spent[kind].lines += lines;
      spent[kind].ms += took.ms;
    },
  });
  progress.end();
  return { productsMade, calls, spent };
}

/** Makes the warehouse; refuses a company that has something else in it already. */
async function ensureWarehouse(stockflow: Stockflow, { ids }: LoadOptions): Promise<void> {
  const warehouses = await stockflow.warehouses.list().toArray({ limit: 1000 });
  if (warehouses.some(({ id }) => id === ids.warehouse)) return;
  const { items: products } = await stockflow.products.list({ limit: 1 });
  if (warehouses.length > 0 || products.length > 0) {
    throw new DemoProblem(
      'This company is not empty, or was loaded from another file or by another version of this command.\n' +
        'Use --fresh for a new company, or an API key of an empty one.',
    );
  }
  await stockflow.warehouses.create({
    id: ids.warehouse,
    name: WAREHOUSE,
    idempotencyKey: ids.key('warehouse'),
  });
}

/** Makes the products that are not there yet, in bulk; returns how many. */
async function ensureProducts(stockflow: Stockflow, { plan, ids, signal }: LoadOptions): Promise<number> {
  const there = new Set<string>();
  for await (const { id } of stockflow.products.list({ limit: 250 })) there.add(id);
  const missing = plan.articles.filter(({ sku }) => !there.has(ids.product(sku)));
  for (const articles of chunks(missing, PRODUCTS_MAX)) {
    signal.throwIfAborted();
    await stockflow.products.createMany({
      products: articles.map(({ sku, name, price }) => ({ id: ids.product(sku), sku, name, price })),
      idempotencyKey: ids.key('products', articles[0]!.sku),
    });
  }
  return missing.length;
}
