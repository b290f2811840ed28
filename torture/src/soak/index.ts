import { createStockflow, type Stockflow } from '@stockflow/sdk';
import { type Attack, Findings } from '../attack.ts';
import { Claims } from '../crash/claims.ts';
import { type CrashShop, openCrashShop } from '../crash/shop.ts';
import { countShelf, watchAlerts, work } from '../crash/work.ts';
import { randomOf } from '../random.ts';
import { ApiPair } from '../stage/api-pair.ts';
import { openTortureDatabase, type TortureDatabase } from '../stage/database.ts';
import { freePorts } from '../stage/free-ports.ts';
import { growthOf } from './levels-off.ts';
import { MEASURES, type Sample, takeSample } from './sample.ts';

const CALLERS = 6;
const LOOKS = 90;
const QUICK_LOOKS = 12;

/**
 * A quarter of an hour of everything at once. Memory, files, connections and dead rows must level off, and what is out of its
 * time must go: sessions, answers kept for ids, holds.
 */
export const tortureSoak: Attack = async ({ quick, seed }, setting) => {
  const began = performance.now();
  const findings = new Findings();
  const random = (name: string) => randomOf(seed, `soak ${name}`);
  const [postgresPort = 0, ...apiPorts] = await freePorts(3, random('ports'));
  const database = await openTortureDatabase(process.env.DATABASE_URL || undefined, postgresPort);
  setting.ends.add(() => database.close());
  const apis = new ApiPair(database.appUrl, apiPorts);
  setting.ends.add(() => apis.close());
  await apis.start();
  const shop = await openCrashShop(apis.urls, {});
  const [session] = await database.asAdmin('select id_hash from sessions');
  const kept = String(session?.id_hash);

  let isOver = false;
  const claims = new Claims(findings);
  const stand = (name: string) => ({ claims, random: random(name), isOver: () => isOver });
  const looks = quick ? QUICK_LOOKS : LOOKS;
  const everyMs = (quick ? 6_000 : 15 * 60_000) / looks;
  setting.progress(`${CALLERS} callers, ${looks} looks`);
  const working = Promise.all([
    ...Array.from({ length: CALLERS }, (_, caller) => work(shop, stand(`caller ${caller}`))),
    countShelf(shop, stand('counter')),
    watchAlerts(shop, stand('watcher')),
    comeAndGo(shop, apis.urls, () => isOver),
  ]);
  const samples: Sample[] = [];
  let aged = 0;
  try {
    for (let look = 0; look < looks; look += 1) {
      await sleep(everyMs);
      aged += await age(database, kept);
      samples.push(await takeSample(apis.pids, database));
      if (look % 10 === 9)
        setting.progress(
          `${claims.outcomes.size} calls, ${Math.round((samples.at(-1)?.memory ?? 0) / 1024 ** 2)} MiB`,
        );
    }
  } finally {
    isOver = true;
  }
  await working;
  const figures: Record<string, string> = {};
  for (const { name, middle, last, levelsOff } of growthOf(samples)) {
    const said = name === 'memory' ? (value: number) => `${Math.round(value / 1024 ** 2)} MiB` : String;
    figures[MEASURES[name]] = `${said(middle)} in the middle third, ${said(last)} in the last`;
    // Seconds are no time to level off in: the short form looks at what is pruned.
    if (!quick) findings.expect(levelsOff, `${MEASURES[name]} did not level off: ${figures[MEASURES[name]]}`);
  }
  const left = await untilPruned(shop, apis.urls, { database, kept });
  findings.expect(left === 0, `${left} rows whose time has passed are still there`);
  const { driftCount } = await (shop.stockflows[0] as Stockflow).inventory.verify();
  findings.expect(driftCount === 0, `the ledger drifts at ${driftCount} levels`);
  for (const end of apis.unexpectedEnds) findings.expect(false, end);
  findings.expect(
    apis.logged.length === 0,
    `API processes logged errors: ${apis.logged.slice(0, 3).join('\n')}`,
  );
  return {
    attack: 'soak',
    seconds: (performance.now() - began) / 1000,
    figures: { calls: claims.outcomes.size, 'rows made old': aged, ...figures },
    violations: findings.violations,
  };
};

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** People who sign in and stay away, a key that is used, and holds that nobody comes back for. */
const comeAndGo = async (shop: CrashShop, urls: readonly string[], isOver: () => boolean): Promise<void> => {
  const [stockflow] = shop.stockflows;
  const [productId = ''] = shop.products;
  if (!stockflow) return;
  const lines = [{ productId, warehouseId: shop.main, quantity: 1 }];
  const { key } = await stockflow.apiKeys.create({ name: 'soak', scopes: ['stock:read'] });
  const keyed = createStockflow({ baseUrl: urls[1] ?? '', apiKey: key });
  while (!isOver()) {
    await signIn(shop, urls[0] ?? '');
    await stockflow.inventory.reserve({ lines, ttlSeconds: 1 }).catch(() => {}); // short now and then
    await keyed.inventory.levels({ limit: 1 }).page();
    await sleep(300);
  }
};

const signIn = (shop: CrashShop, baseUrl: string) =>
  createStockflow({ baseUrl }).auth.signIn({ email: shop.email, password: shop.password });

/** Makes most of what is kept for a time as old as that time: it takes a day, and weeks, by itself. */
const age = async (database: TortureDatabase, kept: string): Promise<number> => {
  const rows = await database.asAdmin(`
    with records as (
      update idempotency_records set created_at = created_at - interval '90 days', expires_at = now() - interval '1 hour'
      where expires_at > now() and created_at < now() - interval '2 seconds' returning 1),
    ended as (
      update sessions set created_at = created_at - interval '90 days', expires_at = now() - interval '1 hour'
      where expires_at > now() and id_hash <> '${kept}' returning 1)
    select (select count(*) from records) + (select count(*) from ended) as aged`);
  return Number(rows[0]?.aged);
};

/** Whoever signs in removes some; after a few nothing that is out of its time is left. */
const untilPruned = async (
  shop: CrashShop,
  urls: readonly string[],
  { database, kept }: { database: TortureDatabase; kept: string },
): Promise<number> => {
  await age(database, kept);
  await sleep(6_000);
  let overdue = 0;
  for (let tries = 0; tries < 60; tries += 1) {
    await signIn(shop, urls[0] ?? '');
    ({ overdue } = await takeSample([], database));
    if (overdue === 0) return 0;
  }
  return overdue;
};
