import { startChild } from '../child.ts';
import { openShop, type Shop } from '../shop.ts';
import { median } from '../sign-test.ts';
import type { NeighbourAsked, NeighbourConfig, NeighbourDone } from './neighbour.ts';
import type { Figures, Stand } from './stand.ts';

/** The quiet company calls so often: a person at work, and their shop. */
const EVERY_MS = 20;
const LOUD_FOR_LONGER_MS = 600;

/**
 * One company at full load beside a quiet one, by turns: how much longer the quiet one waits for its slowest call in a
 * hundred.
 */
export const crowd = async ({ apis, shop, quick, ends }: Stand): Promise<Figures> => {
  const [url = ''] = apis.urls;
  const { session, counterId, warehouseId } = await openShop(url);
  const config: NeighbourConfig = { url, session, productId: counterId, warehouseId };
  // A process of its own: its callers must not keep ours from hearing answers.
  const child = await startChild<NeighbourAsked, NeighbourDone, object>(
    new URL('./neighbour-process.ts', import.meta.url),
    config,
  );
  ends.add(() => child.close());
  const rounds = quick ? 2 : 8;
  const ms = quick ? 1_500 : 6_000;
  const alone: number[] = [];
  const crowded: number[] = [];
  let calls = 0;
  for (let round = 0; round < rounds; round += 1) {
    alone.push(p99(await quietly(shop, ms)));
    const loud = child.ask({ ms: ms + LOUD_FOR_LONGER_MS });
    await new Promise((resolve) => setTimeout(resolve, LOUD_FOR_LONGER_MS / 2));
    crowded.push(p99(await quietly(shop, ms)));
    calls += (await loud).calls;
  }
  const ratios = crowded.map((time, round) => time / (alone[round] ?? Number.NaN));
  return {
    'p99 of a quiet company beside one at full load, of its p99 alone': median(ratios).toFixed(2),
    'calls of the loud company': calls,
  };
};

/** Calls as somebody who reads and sells now and then; how long each took. */
const quietly = async (
  { stockflow, counterId: productId, warehouseId }: Shop,
  ms: number,
): Promise<number[]> => {
  const times: number[] = [];
  const until = performance.now() + ms;
  for (let call = 0; performance.now() < until; call += 1) {
    const began = performance.now();
    if (call % 4 === 0)
      await stockflow.inventory.receive({ lines: [{ productId, warehouseId, quantity: 1 }] });
    else await stockflow.products.get({ productId });
    times.push(performance.now() - began);
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
  return times;
};

const p99 = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? Number.NaN;
