import { openDatabase } from '@stockflow/db';
import { createStockflow } from '@stockflow/sdk';
import { lowStockOf, readHistory } from '@stockflow/server/sweep';
import { type Attack, Findings } from '../attack.ts';
import { randomOf } from '../random.ts';
import { ApiPair } from '../stage/api-pair.ts';
import { openTortureDatabase } from '../stage/database.ts';
import { freePorts } from '../stage/free-ports.ts';
import { killAtRandom } from '../stock/killer.ts';
import { readBooks } from './books.ts';
import { Claims } from './claims.ts';
import { type CrashShop, openCrashShop } from './shop.ts';
import { countShelf, watchAlerts, work } from './work.ts';

const CALLERS = 10;
/** Of a call, all its tries together; PostgreSQL is back within it, mostly. */
const SDK = { timeoutMs: 12_000, retriesMax: 10 };
const SETTLES_WITHIN_MS = 30_000;

/**
 * kill -9 of API processes and of PostgreSQL while everything is done at once: products, receipts, holds, sales, returns,
 * transfers, counts, alerts, thresholds. Afterwards the books must say what callers were told.
 */
export const tortureCrash: Attack = async ({ quick, seed }, setting) => {
  const began = performance.now();
  const findings = new Findings();
  const random = (name: string) => randomOf(seed, `crash ${name}`);
  const [postgresPort = 0, ...apiPorts] = await freePorts(3, random('ports'));
  const database = await openTortureDatabase(process.env.DATABASE_URL || undefined, postgresPort);
  setting.ends.add(() => database.close());
  const apis = new ApiPair(database.appUrl, apiPorts);
  setting.ends.add(() => apis.close());
  await apis.start();
  const shop = await openCrashShop(apis.urls, SDK);

  const claims = new Claims(findings);
  let isOver = false;
  const stand = (name: string) => ({ claims, random: random(name), isOver: () => isOver });
  const leaving = new AbortController();
  const seen: number[] = [];
  const following = follow(apis.urls, shop, { leaving, seen });
  const kills = quick ? 5 : 50;
  setting.progress(`${CALLERS} callers, ${kills} kills`);
  const working = Promise.all([
    ...Array.from({ length: CALLERS }, (_, caller) => work(shop, stand(`caller ${caller}`))),
    countShelf(shop, stand('counter')),
    watchAlerts(shop, stand('watcher')),
  ]);
  const killing = killAtRandom({
    kills,
    database,
    apis,
    random: random('killer'),
    answered: () => claims.count('acknowledged'),
    onKill: (done) => {
      if (done % 10 === 0) setting.progress(`${done} kills, ${claims.count('acknowledged')} acknowledged`);
    },
    isOver: () => false,
  });
  const killed = await killing.finally(() => {
    isOver = true;
  });
  await working;

  setting.progress('the books against what callers were told');
  claims.holdAgainst(await readBooks(shop));
  const events = await holdOutbox(shop, findings);
  for (let tries = 0; seen.length < events.alerts.length && tries < SETTLES_WITHIN_MS / 100; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 100));
  findings.expect(
    events.alerts.length > 0 && JSON.stringify(seen) === JSON.stringify(events.alerts),
    `a follower saw ${seen.length} of ${events.alerts.length} alert events, or not each once and in order`,
  );
  leaving.abort();
  await following;
  const alerts = await holdAlerts(shop, database.appUrl, findings);
  for (const end of apis.unexpectedEnds) findings.expect(false, end);
  findings.expect(
    apis.logged.length === 0,
    `API processes logged errors: ${apis.logged.slice(0, 3).join('\n')}`,
  );
  return {
    attack: 'crash',
    seconds: (performance.now() - began) / 1000,
    figures: {
      'kills of API processes': killed.api,
      'kills of PostgreSQL': killed.postgres,
      'calls acknowledged': claims.count('acknowledged'),
      'refused by rule': claims.count('refused'),
      'without an answer': claims.count('unknown'),
      'events in the outbox without a gap': events.count,
      'alerts like the naive model’s': alerts,
    },
    violations: findings.violations,
  };
};

/** The outbox of the company: every number once, none left out; answers those of alerts. */
const holdOutbox = async (
  { stockflows: [stockflow] }: CrashShop,
  findings: Findings,
): Promise<{ count: number; alerts: number[] }> => {
  const alerts: number[] = [];
  let after = 0;
  for (let hasMore = true; hasMore && stockflow; ) {
    const page = await stockflow.events.list({ after, limit: 250 });
    for (const { sequence, type } of page.items) {
      findings.expect(sequence === after + 1, `after event ${after} comes ${sequence}`);
      after = sequence;
      if (type.startsWith('alert.')) alerts.push(sequence);
    }
    ({ hasMore } = page);
  }
  return { count: after, alerts };
};

/** The ledger, what is kept for alerts, and the whole low-stock list against a model that reads all history. */
const holdAlerts = async (
  { stockflows: [stockflow], companyId }: CrashShop,
  url: string,
  findings: Findings,
): Promise<number> => {
  if (!stockflow) throw new Error('there is no API process');
  const { driftCount } = await stockflow.inventory.verify();
  findings.expect(driftCount === 0, `the ledger drifts at ${driftCount} levels`);
  const { levelDriftCount, demandDriftCount } = await stockflow.alerts.reconcile();
  const drift = levelDriftCount + demandDriftCount;
  findings.expect(drift === 0, `alerts and demand drift ${drift} times`);
  const database = openDatabase({ url, poolMax: 1 });
  try {
    const history = await readHistory(database, companyId);
    const alerts = await stockflow.alerts.lowStock({ demand: 'any' }).toArray({ limit: 10_000 });
    const model = lowStockOf(history, { demand: 'any' }, new Date());
    findings.expect(
      JSON.stringify(alerts) === JSON.stringify(model.alerts),
      `the low-stock list (${alerts.length}) is not the naive model's (${model.alerts.length})`,
    );
    return alerts.length;
  } finally {
    await database.close();
  }
};

const follow = async (
  urls: readonly string[],
  { session }: CrashShop,
  { leaving, seen }: { leaving: AbortController; seen: number[] },
): Promise<void> => {
  const follower = createStockflow({ baseUrl: urls[1] ?? '', session });
  try {
    const options = { signal: leaving.signal, reconnectMs: Number.POSITIVE_INFINITY };
    for await (const { sequence } of follower.alerts.onChange({ lastEventId: '0' }, options))
      seen.push(sequence);
  } catch (error) {
    if (!leaving.signal.aborted) throw error;
  }
};
