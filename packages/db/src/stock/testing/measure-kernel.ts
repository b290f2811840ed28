// How many stock commands a second the kernel posts, one to a transaction and gathered:
//   node --conditions=@stockflow/source --import tsx packages/db/src/stock/testing/measure-kernel.ts
// On a PostgreSQL of its own, with fsync off, or on STOCKFLOW_TEST_ADMIN_URL.

import { postStock } from '../index.ts';
import { type Kernel, openKernel, posting } from './kernel.ts';

const LEVELS = 5_000;
const MEASURED_MS = 3_000;

interface Load {
  callers: number;
  /** Commands in one transaction. */
  gathered: number;
  levels: 'spread' | 'one level';
}

const LOADS: Load[] = [
  { callers: 1, gathered: 1, levels: 'spread' },
  { callers: 10, gathered: 1, levels: 'spread' },
  { callers: 10, gathered: 1, levels: 'one level' },
  { callers: 2, gathered: 50, levels: 'spread' },
  { callers: 2, gathered: 50, levels: 'one level' },
];

const measure = async (kernel: Kernel, ids: readonly string[], { callers, gathered, levels }: Load) => {
  const pick = () => ids[levels === 'spread' ? Math.floor(Math.random() * ids.length) : 0] ?? '';
  const endsAt = performance.now() + MEASURED_MS;
  const took: number[] = [];
  const cpu = process.cpuUsage();
  const caller = async () => {
    while (performance.now() < endsAt) {
      const began = performance.now();
      const commands = Array.from({ length: gathered }, () => [kernel.line(pick(), -1, { kind: 'SALE' })]);
      await kernel.inCompany((tx) => postStock(tx, posting(...commands)));
      took.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  const { user, system } = process.cpuUsage(cpu);
  const posted = took.length * gathered;
  took.sort((a, b) => a - b);
  return {
    perSecond: Math.round(posted / (MEASURED_MS / 1000)),
    p50Ms: took[took.length >> 1]?.toFixed(2),
    nodeUs: Math.round((user + system) / posted),
  };
};

const kernel = await openKernel();
const ids = await kernel.products(LEVELS);
for (let from = 0; from < LEVELS; from += 500) {
  await kernel.post(ids.slice(from, from + 500).map((id) => kernel.line(id, 100_000_000)));
}
for (const load of LOADS) {
  await measure(kernel, ids, load);
  const { perSecond, p50Ms, nodeUs } = await measure(kernel, ids, load);
  const name = `${load.callers} callers × ${load.gathered}, ${load.levels}`.padEnd(32);
  process.stdout.write(`${name} ${perSecond} commands/s, p50 ${p50Ms} ms, ${nodeUs} µs of Node each\n`);
}
await kernel.drop();
process.exit(0);
