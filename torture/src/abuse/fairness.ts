import { startChild } from '../child.ts';
import { randomOf } from '../random.ts';
import { Apis } from '../servers/apis.ts';
import { openShop, type Shop } from '../shop.ts';
import { median } from '../sign-test.ts';
import { openTortureDatabase } from '../stage/database.ts';
import { freePorts } from '../stage/free-ports.ts';
import type { NeighbourAsked, NeighbourConfig, NeighbourDone } from './neighbour.ts';
import type { Figures, Stand } from './stand.ts';

/** The quiet company calls so often: a person at work, and their shop. */
const EVERY_MS = 20;
const LOUD_FOR_LONGER_MS = 600;

/**
 * One company at full load beside a quiet one, by turns: how much longer the quiet one waits for its slowest call in a
 * hundred. Beside it the same with the loud one in another API process on a PostgreSQL of its own: what is left then is
 * what sharing the machine's processors costs, and nothing that a server could do about it.
 */
export const crowd = async (stand: Stand): Promise<Figures> => {
  const { apis, shop, quick, ends } = stand;
  const beside = await loudAt(apis.urls[0] ?? '', ends);
  const apart = await loudAt(await openElsewhere(stand), ends);
  const rounds = quick ? 2 : 8;
  const ms = quick ? 1_500 : 6_000;
  const waits = { alone: [] as number[], beside: [] as number[], apart: [] as number[] };
  const calls = { beside: 0, apart: 0 };
  for (let round = 0; round < rounds; round += 1) {
    waits.alone.push(p99(await quietly(shop, ms)));
    for (const [where, child] of [['beside', beside] as const, ['apart', apart] as const]) {
      const loud = child.ask({ ms: ms + LOUD_FOR_LONGER_MS });
      await new Promise((resolve) => setTimeout(resolve, LOUD_FOR_LONGER_MS / 2));
      waits[where].push(p99(await quietly(shop, ms)));
      calls[where] += (await loud).calls;
    }
  }
  const ofAlone = (times: readonly number[]) =>
    median(times.map((time, round) => time / (waits.alone[round] ?? Number.NaN))).toFixed(2);
  return {
    'p99 of a quiet company beside one at full load, of its p99 alone': ofAlone(waits.beside),
    'the same, the loud one in a process and a PostgreSQL of its own': ofAlone(waits.apart),
    'calls of the loud company': `${calls.beside}, and ${calls.apart} in its own`,
  };
};

/** A company at full load. A process of its own: its callers must not keep ours from hearing answers. */
const loudAt = async (url: string, ends: Stand['ends']) => {
  const { session, counterId: productId, warehouseId } = await openShop(url);
  const config: NeighbourConfig = { url, session, productId, warehouseId };
  const module = new URL('./neighbour-process.ts', import.meta.url);
  const child = await startChild<NeighbourAsked, NeighbourDone, object>(module, config);
  ends.add(() => child.close());
  return child;
};

/** Another API process, on another PostgreSQL. */
const openElsewhere = async ({ ends, seed }: Stand): Promise<string> => {
  const [postgresPort = 0, port = 0] = await freePorts(2, randomOf(seed, 'ports elsewhere'));
  const database = await openTortureDatabase(undefined, postgresPort);
  ends.add(() => database.close());
  const apis = new Apis([{ database: { url: database.appUrl }, port, signInsPerAddress: 1_000_000 }]);
  ends.add(() => apis.close());
  await apis.start();
  return apis.urls[0] ?? '';
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
