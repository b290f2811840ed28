// The load: callers of the SDK, and the floors by `pg`, in a process of their own.

import { floorBulkStatement, floorStatement } from '@stockflow/db/testing';
import { createStockflow } from '@stockflow/sdk';
import pg from 'pg';
import { answerMessages, configOf } from '../child.ts';
import { BULK_LINES, type LoadAnswer, type LoadAsked, type LoadConfig, type Scenario } from './load-types.ts';

const config = await configOf<LoadConfig>();
const { companyId, warehouseId, productIds } = config;
// No batching: each call is a request of its own, the empty one as well as the reservation.
const stockflow = createStockflow({ apiKey: config.apiKey, baseUrl: config.url, batch: false });
const floor = new pg.Pool({
  connectionString: config.databaseUrl,
  max: 10,
  options: `-c app.company_id=${companyId}`,
});

const any = (): string => productIds[Math.floor(Math.random() * productIds.length)] ?? '';
const hot = (): string => productIds[0] ?? '';
const some = (count: number): string[] => {
  const from = Math.floor(Math.random() * (productIds.length - count));
  return productIds.slice(from, from + count);
};
const reserve = (productId: string) =>
  stockflow.inventory.reserve({ lines: [{ productId, warehouseId, quantity: 1 }] });

const SCENARIOS: Record<Scenario, () => Promise<unknown>> = {
  empty: () => stockflow.auth.me(),
  'reserve-spread': () => reserve(any()),
  'reserve-hot': () => reserve(hot()),
  bulk: () =>
    stockflow.inventory.receive({
      lines: some(BULK_LINES).map((productId) => ({ productId, warehouseId, quantity: 1 })),
    }),
  'floor-spread': () => floor.query<object>(floorStatement({ companyId, productId: any(), warehouseId })),
  'floor-bulk': () =>
    floor.query<object>(floorBulkStatement({ companyId, productIds: some(BULK_LINES), warehouseId })),
};

answerMessages<LoadAsked, LoadAnswer>({ ready: true }, async ({ scenario, callers, ms }) => {
  const call = SCENARIOS[scenario];
  const endsAt = performance.now() + ms;
  const took: number[] = [];
  const caller = async () => {
    while (performance.now() < endsAt) {
      const began = performance.now();
      await call();
      took.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  took.sort((a, b) => a - b);
  const at = (share: number): number => took[Math.floor(took.length * share)] ?? 0;
  return { calls: took.length, p50Ms: at(0.5), p99Ms: at(0.99) };
});
