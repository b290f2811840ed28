import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createStockflow } from '@stockflow/sdk';
import { afterEach, expect, test } from 'vitest';
import { startCluster, toolsFolder } from './support/debian-postgres.ts';
import { freePort, type RunningProcess, runApi, runProgram } from './support/run-api.ts';

const run = promisify(execFile);
const tools = toolsFolder() ?? '';
const folder = mkdtempSync(join(tmpdir(), 'stockflow-backup-'));
const file = join(folder, 'stockflow.dump');
const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  rmSync(folder, { recursive: true, force: true });
});

const cluster = async () => {
  const made = await startCluster(tools);
  cleanUps.push(() => made.stop());
  return made;
};
const apiOn = async (url: string): Promise<RunningProcess> => {
  const api = await runApi({
    DATABASE_URL: url,
    PORT: String(await freePort()),
    POOL_MAX: '3',
    LOG_LEVEL: 'silent',
    DRAIN_MS: '0',
  });
  cleanUps.push(() => api.stop());
  return api;
};
const doctor = async (url: string) => {
  const { child, ended } = runProgram('apps/api/src/doctor.ts', ['--json'], { DATABASE_URL: url });
  let text = '';
  child.stdout.on('data', (part) => {
    text += String(part);
  });
  await ended;
  const { findings } = JSON.parse(text) as { findings: { check: string; status: string; found: string }[] };
  return Object.fromEntries(findings.map(({ check, status }) => [check, status]));
};
/** A command of docs/operations.md, as it stands there, with our tools and addresses in the place of the reader's. */
const asDocumented = async (command: string, env: Record<string, string>) => {
  const page = readFileSync(new URL('../../../docs/operations.md', import.meta.url), 'utf8');
  expect(page).toContain(command);
  await run('bash', ['-ec', command], { env: { PATH: `${tools}:${process.env.PATH}`, ...env } });
};

const sql = (url: string, text: string) =>
  run(join(tools, 'psql'), ['-qd', url, '-v', 'ON_ERROR_STOP=1', '-c', text]);

test.skipIf(tools === '')(
  'a dump goes into a new cluster that knows no role of ours, and everything is there, walled and proved by its ledger',
  async () => {
    const old = await cluster();
    const before = await apiOn(old.url);
    const { sessionToken } = await createStockflow({ baseUrl: before.url }).auth.signUp({
      company: { name: 'Kept Goods' },
      user: { email: 'o@kept.example', password: 'correct horse battery', firstName: 'O', lastName: 'W' },
    });
    const session = sessionToken ?? '';
    const there = createStockflow({ baseUrl: before.url, session });
    const { id: warehouseId } = await there.warehouses.create({ name: 'Main' });
    const { product } = await there.products.create({
      sku: 'K-1',
      name: 'Kept',
      price: '1.10',
      warehouseId,
      initialQuantity: 50,
    });
    const line = { productId: product.id, warehouseId, quantity: 8 };
    const held = await there.inventory.reserve({ lines: [line] });
    const sale = await there.sales.create({ lines: [{ ...line, quantity: 3 }] });
    await there.sales.complete({ saleId: sale.id });
    const key = 'the same write, before and after';
    const first = await there.inventory.receive({ lines: [{ ...line, quantity: 5 }], idempotencyKey: key });

    // While it runs: a dump is one snapshot.
    await asDocumented('pg_dump --format=custom --file="$FILE" "$DATABASE_URL"', {
      FILE: file,
      DATABASE_URL: old.url,
    });

    const fresh = await cluster();
    const NEW_DATABASE_URL = fresh.url;
    // What is forgotten first: roles belong to the cluster and are in no dump of a database.
    await expect(run(join(tools, 'pg_restore'), ['--exit-on-error', '-d', fresh.url, file])).rejects.toThrow(
      /role "stockflow_app" does not exist/,
    );
    await sql(fresh.url, 'drop schema public cascade; create schema public');
    await asDocumented('psql "$NEW_DATABASE_URL" -c "create role stockflow_app nologin"', {
      NEW_DATABASE_URL,
    });
    await asDocumented(
      'pg_restore --exit-on-error --single-transaction --no-owner --dbname="$NEW_DATABASE_URL" "$FILE"',
      { NEW_DATABASE_URL, FILE: file },
    );

    const after = await apiOn(fresh.url);
    const here = createStockflow({ baseUrl: after.url, session });
    expect(await here.inventory.verify()).toMatchObject({ driftCount: 0, levelsChecked: 1 });
    expect((await here.inventory.levels()).items).toMatchObject([{ onHand: 52, reserved: 8 }]);
    expect((await here.reservations.get({ reservationId: held.id })).status).toBe('active');
    // What was done before the dump is known after it: the same key acts once, over both clusters.
    expect(await here.inventory.receive({ lines: [{ ...line, quantity: 5 }], idempotencyKey: key })).toEqual(
      first,
    );
    await here.inventory.release({ reservationId: held.id });
    const well = await doctor(fresh.url);
    for (const check of [
      'migrations',
      'row-level security',
      'application role',
      'ledger',
      'alerts',
      'outbox',
    ])
      expect([check, well[check]]).toEqual([check, 'ok']);

    // A restore that is not what it was would be noticed: one level off by one is.
    await sql(fresh.url, 'update inventory set on_hand = on_hand + 1');
    expect((await doctor(fresh.url)).ledger).toBe('problem');
  },
);
