// How many reservations a second the engine holds, without HTTP, beside one hand-written statement that writes the same:
//   node --conditions=@stockflow/source --import tsx packages/db/src/stock/testing/measure-engine.ts
// On a PostgreSQL of its own, with fsync off, or on STOCKFLOW_TEST_ADMIN_URL.
import { planReservation } from '@stockflow/domain';
import pg from 'pg';
import { uuidv7 } from 'uuidv7';
import { reservationEvents, type StockOperation, stockGateOf } from '../engine/index.ts';
import { floorStatement } from './floor-statement.ts';
import { type Kernel, openKernel } from './kernel.ts';

const LEVELS = 10_000;
const MEASURED_MS = 3_000;

const reserving = (kernel: Kernel, productId: string): StockOperation<string> => {
  const id = uuidv7();
  const line = { productId, warehouseId: kernel.warehouseId, quantity: 1 };
  return {
    actor: { type: 'system', id: null },
    requestId: 'measure',
    now: new Date(),
    once: {
      key: uuidv7(),
      procedure: 'inventory.reserve',
      requestHash: 'a'.repeat(64),
      expiresAt: new Date(Date.now() + 172_800_000),
    },
    needs: { levels: [line] },
    plan: (world) => {
      const change = planReservation(world, { id, lines: [line], strategy: 'priority', ttlSeconds: 900 });
      return { ...change, events: reservationEvents(change.reservation, 'created'), answer: () => id };
    },
  };
};

const measure = async (callers: number, call: () => Promise<unknown>) => {
  const endsAt = performance.now() + MEASURED_MS;
  const took: number[] = [];
  const cpu = process.cpuUsage();
  const caller = async () => {
    while (performance.now() < endsAt) {
      const began = performance.now();
      await call();
      took.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  const { user, system } = process.cpuUsage(cpu);
  took.sort((a, b) => a - b);
  const at = (share: number) => (took[Math.floor(took.length * share)] ?? 0).toFixed(2);
  const perSecond = Math.round(took.length / (MEASURED_MS / 1000));
  return `${perSecond}/s, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, ${Math.round((user + system) / took.length)} µs of Node each`;
};

const kernel = await openKernel();
const ids = await kernel.products(LEVELS);
for (let from = 0; from < LEVELS; from += 500) {
  await kernel.post(ids.slice(from, from + 500).map((id) => kernel.line(id, 100_000_000)));
}
await kernel.asAdmin('vacuum analyze');
const gate = stockGateOf(kernel.database);
const spread = () => ids[Math.floor(Math.random() * LEVELS)] ?? '';
const hot = () => ids[0] ?? '';
const floor = new pg.Pool({ connectionString: kernel.appUrl, max: 10 });
floor.on('connect', (client) => {
  void client.query(`set app.company_id = '${kernel.companyId}'`);
});
const say = (line: string) => process.stdout.write(`${line}\n`);
for (const [name, callers, pick] of [
  ['1 caller', 1, spread],
  ['50 callers, spread', 50, spread],
  ['50 callers, one level', 50, hot],
] as const) {
  const engine = () => gate.submit(kernel.companyId, reserving(kernel, pick()));
  const direct = () =>
    floor.query(
      floorStatement({ companyId: kernel.companyId, productId: pick(), warehouseId: kernel.warehouseId }),
    );
  await measure(callers, engine);
  say(`${name.padEnd(24)} engine ${await measure(callers, engine)}`);
  await measure(callers, direct);
  say(`${name.padEnd(24)} floor  ${await measure(callers, direct)}`);
}
await floor.end();
await kernel.drop();
process.exit(0);
