import { createStockflow } from '@stockflow/sdk';
import pg from 'pg';
import { type AttackOptions, type AttackResult, type AttackSetting, Findings } from '../attack.ts';
import { randomOf } from '../random.ts';
import { Apis } from '../servers/apis.ts';
import { alertEvents, counted, openShop, ring, type Shop } from '../shop.ts';
import { openTortureDatabase } from '../stage/database.ts';
import { freePorts } from '../stage/free-ports.ts';
import { costOf } from './cost.ts';
import { holdDoctor } from './doctor.ts';
import { allowLookups, startPgbouncer } from './pgbouncer.ts';
import { findProgram } from './programs.ts';

const PROCESSES = 2;
const POOL_MAX = 20;
/** Of each of the companies; together more than the pooler has connections of the database. */
const CALLERS = 24;
const COMPANIES = 3;

/** API processes that share few connections of the database through PgBouncer in transaction mode. */
export const pooler = async (options: AttackOptions, setting: AttackSetting): Promise<AttackResult> => {
  const began = performance.now();
  const findings = new Findings();
  const done = (rest: Partial<AttackResult>): AttackResult => ({
    attack: 'grow pooler',
    seconds: (performance.now() - began) / 1000,
    figures: {},
    violations: findings.violations,
    ...rest,
  });
  const program = findProgram('pgbouncer');
  if (!program) return done({ leftOut: 'there is no pgbouncer on this machine' });

  const ports = await freePorts(PROCESSES + 2, randomOf(options.seed, 'pooler ports'));
  const [postgresPort = 0, port = 0, ...apiPorts] = ports;
  const database = await openTortureDatabase(undefined, postgresPort);
  setting.ends.add(() => database.close());
  await allowLookups(database.adminUrl);
  const bouncer = await startPgbouncer(program, { adminUrl: database.adminUrl, port });
  setting.ends.add(() => bouncer.running.end());
  const throughPooler = new URL(database.appUrl);
  throughPooler.port = String(port);
  const apis = new Apis(
    apiPorts.map((apiPort) => ({
      database: { url: throughPooler.toString(), directUrl: database.appUrl, poolMax: POOL_MAX },
      port: apiPort,
      signInsPerAddress: 1_000,
    })),
  );
  setting.ends.add(() => apis.close());
  await apis.start();

  setting.progress(`${COMPANIES} companies, ${CALLERS} callers each, over ${PROCESSES} processes`);
  const shops = await Promise.all(
    Array.from({ length: COMPANIES }, (_, index) => openShop(apis.urls[index % PROCESSES] ?? '')),
  );
  const seen = shops.map(() => [] as number[]);
  const leaving = new AbortController();
  const following = shops.map((shop, index) =>
    follow(apis.urls[(index + 1) % PROCESSES] ?? '', shop, {
      leaving,
      seen: seen[index] ?? [],
    }),
  );
  const deadline = performance.now() + (options.quick ? 2_000 : 30_000);
  const before = await Promise.all(shops.map(counted));
  const calls = await Promise.all(shops.map((shop) => work(shop, deadline, findings)));
  const after = await Promise.all(shops.map(counted));
  for (const [index, shop] of shops.entries()) {
    const added = (after[index] ?? 0) - (before[index] ?? 0);
    findings.expect(
      added === calls[index],
      `${calls[index]} receipts were acknowledged and ${added} are there`,
    );
    const { driftCount } = await shop.stockflow.inventory.verify();
    findings.expect(driftCount === 0, `the ledger drifts at ${driftCount} levels`);
    const told = await alertEvents(shop);
    for (let tries = 0; (seen[index]?.length ?? 0) < told.length && tries < 50; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 100));
    findings.expect(
      told.length > 0 && JSON.stringify(seen[index]) === JSON.stringify(told),
      `a follower saw ${seen[index]?.length} events of ${told.length}, or not in their order`,
    );
  }
  leaving.abort();
  await Promise.all(following);
  const doctored = { adminUrl: database.adminUrl, poolerUrl: bouncer.url };
  await holdDoctor('pooler', { ...doctored, is: 'ok' }, findings);
  const connections = await connectionsOf(database.adminUrl);
  findings.expect(connections.inPool <= 20, `the pooler opened ${connections.inPool} connections, not 20`);
  findings.expect(
    apis.logged.length === 0,
    `API processes logged errors: ${apis.logged.slice(0, 3).join('\n')}`,
  );
  const pooled = { url: throughPooler.toString(), directUrl: database.appUrl };
  const cost = options.quick
    ? {}
    : await costOf(
        {
          'past the pooler, prepared': { url: database.appUrl },
          'past the pooler, not prepared': { url: database.appUrl, isPrepared: false },
          'through the pooler, not prepared': pooled,
        },
        { companyId: shops[0]?.companyId ?? '', productId: shops[0]?.counterId ?? '', ms: 1_000 },
      );
  return done({
    figures: {
      ...cost,
      'receipts acknowledged': calls.reduce((sum, count) => sum + count, 0),
      'connections that API processes may open': PROCESSES * POOL_MAX,
      'connections of the database through the pooler': connections.inPool,
      'connections past it, to hear notifications': connections.listening,
      'alert events, each seen once': seen.reduce((sum, events) => sum + events.length, 0),
    },
  });
};

/** Callers that receive a unit at a time, and one that rings the bell; answers how many units. */
const work = async (shop: Shop, deadline: number, findings: Findings): Promise<number> => {
  let units = 0;
  const { counterId: productId, warehouseId } = shop;
  const again = async (call: () => Promise<unknown>) => {
    while (performance.now() < deadline)
      await call().catch((error: unknown) =>
        findings.violations.push(`a call was refused: ${String(error)}`),
      );
  };
  const receive = async () => {
    await shop.stockflow.inventory.receive({ lines: [{ productId, warehouseId, quantity: 1 }] });
    units += 1;
  };
  await Promise.all([
    ...Array.from({ length: CALLERS }, () => again(receive)),
    again(() => shop.stockflow.products.list({ limit: 5 })),
    again(() => ring(shop)),
  ]);
  return units;
};

const follow = async (
  baseUrl: string,
  { session }: Shop,
  { leaving, seen }: { leaving: AbortController; seen: number[] },
): Promise<void> => {
  const follower = createStockflow({ baseUrl, session });
  try {
    for await (const { sequence } of follower.alerts.onChange(
      { lastEventId: '0' },
      { signal: leaving.signal },
    ))
      seen.push(sequence);
  } catch (error) {
    if (!leaving.signal.aborted) throw error;
  }
};

/** What PostgreSQL sees of the application: connections of the pool, and those that listen. */
const connectionsOf = async (adminUrl: string) => {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string; count: number }>(
      `select application_name as name, count(*)::int as count from pg_stat_activity
       where usename = 'stockflow_app' and datname = current_database() group by 1`,
    );
    const count = (of: (name: string) => boolean) =>
      rows.filter(({ name }) => of(name)).reduce((sum, row) => sum + row.count, 0);
    return {
      listening: count((name) => name.endsWith('listener')),
      inPool: count((name) => !name.endsWith('listener')),
    };
  } finally {
    await client.end();
  }
};
