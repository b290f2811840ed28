// The load: completed sales through the SDK, in a process of its own.

import { createStockflow } from '@stockflow/sdk';
import { answerMessages, configOf } from '../child.ts';
import { timedCalls } from '../rounds.ts';
import type { Kind, LoadAnswer, LoadAsked, LoadConfig, Selling } from './load-types.ts';

/** Lines of a receipt. */
const LINES_A_CALL = 500;

const { url, apiKey, warehouseId, productIds } = await configOf<LoadConfig>();
const stockflow = createStockflow({ apiKey, baseUrl: url, batch: false });

const next = new Map<Kind, number>();
/** One product after the other: callers at the same time want different ones. */
const productOf = (kind: Kind): string => {
  const place = next.get(kind) ?? 0;
  next.set(kind, place + 1);
  const products = productIds[kind];
  return products[place % products.length] ?? '';
};

/** A sale of one unit that leaves at once: confirmed, which reserves, and completed. */
const sell = async (productId: string): Promise<void> => {
  const { id } = await stockflow.sales.create({ lines: [{ productId, warehouseId, quantity: 1 }] });
  await stockflow.sales.complete({ saleId: id });
};

let atBrink: string[] = [];

const restock = async (): Promise<void> => {
  const sold = new Set(atBrink);
  if (sold.size < atBrink.length)
    throw new Error('a level was sold twice in a run: take more levels, or a shorter run');
  atBrink = [];
  const lines = [...sold].map((productId) => ({ productId, warehouseId, quantity: 1 }));
  for (let from = 0; from < lines.length; from += LINES_A_CALL)
    await stockflow.inventory.receive({ lines: lines.slice(from, from + LINES_A_CALL) });
};

const run = async ({ kind, callers, ms, turnsOneOf }: Selling): Promise<LoadAnswer> => {
  let calls = 0;
  const ran = await timedCalls(callers, ms, async () => {
    calls += 1;
    const isTurning = kind === 'brink' || (turnsOneOf !== undefined && calls % turnsOneOf === 0);
    const productId = productOf(isTurning ? 'brink' : kind);
    if (isTurning) atBrink.push(productId);
    await sell(productId);
  });
  return { ...ran, turns: atBrink.length };
};

const NOTHING: LoadAnswer = { calls: 0, turns: 0, elapsedMs: 0, p50Ms: 0, p99Ms: 0 };
answerMessages<LoadAsked, LoadAnswer>({ ready: true }, async (asked) => {
  if (!('restock' in asked)) return run(asked);
  await restock();
  return NOTHING;
});
