import { createStockflow, newId, StockflowError } from '@stockflow/sdk';
import { type AttackOptions, type AttackResult, type AttackSetting, Findings } from '../attack.ts';
import { randomOf } from '../random.ts';
import { Apis } from '../servers/apis.ts';
import { alertEvents, openShop, type Shop } from '../shop.ts';
import { openTortureDatabase } from '../stage/database.ts';
import { freePorts } from '../stage/free-ports.ts';
import { type BadLine, FAULTS, openBadLine } from './bad-line.ts';

const CALLERS = 12;
/** Of a call, all its tries together. */
const TIMEOUT_MS = 3_000;
const RETRIES_MAX = 8;
/** When the lines are good again, everything must answer within so long, without a restart. */
const RECOVERS_WITHIN_MS = 15_000;

/** What one caller asked for, by its id. */
interface Asked {
  readonly id: string;
  outcome: 'acknowledged' | 'refused' | 'unknown';
}

/**
 * Bad lines between the SDK and the API, and between the API and PostgreSQL. Each call carries its id into the ledger: what
 * was acknowledged must stand there once, what got no answer once or not at all, and nothing else.
 */
export const tortureNetwork = async (
  options: AttackOptions,
  setting: AttackSetting,
): Promise<AttackResult> => {
  const began = performance.now();
  const findings = new Findings();
  const random = (name: string) => randomOf(options.seed, `network ${name}`);
  const [postgresPort = 0, apiPort = 0] = await freePorts(2, random('ports'));
  const database = await openTortureDatabase(undefined, postgresPort);
  setting.ends.add(() => database.close());

  const databaseAt = new URL(database.appUrl);
  const toPostgres = await openBadLine(
    { host: '127.0.0.1', port: Number(databaseAt.port) },
    random('postgres'),
  );
  setting.ends.add(() => toPostgres.close());
  databaseAt.port = String(toPostgres.port);
  const apis = new Apis([{ database: { url: databaseAt.href }, port: apiPort, signInsPerAddress: 1_000 }]);
  setting.ends.add(() => apis.close());
  await apis.start();
  const toApi = await openBadLine({ host: '127.0.0.1', port: apiPort }, random('api'));
  setting.ends.add(() => toApi.close());

  const sdk = { timeoutMs: TIMEOUT_MS, retriesMax: RETRIES_MAX };
  const shop = await openShop(apis.urls[0] ?? '', { ...sdk, retriesMax: 10 });
  const farAway = {
    ...shop,
    stockflow: createStockflow({ ...sdk, session: shop.session, baseUrl: urlOf(toApi) }),
  };
  setting.progress(`${CALLERS} callers over bad lines to the API and to PostgreSQL`);
  const leaving = new AbortController();
  const seen: number[] = [];
  const following = follow(urlOf(toApi), shop, { leaving, seen });
  const asked = await load(farAway, performance.now() + (options.quick ? 4_000 : 60_000), findings);

  setting.progress('the lines are good again');
  toApi.heal();
  toPostgres.heal();
  const recoveredMs = await recovered(shop, findings);
  await holdAgainstLedger(shop, asked, findings);
  const told = await alertEvents(shop);
  for (let tries = 0; seen.length < told.length && tries < 100; tries += 1) await sleep(100);
  findings.expect(
    told.length > 0 && JSON.stringify(seen) === JSON.stringify(told),
    `a follower saw ${seen.length} of ${told.length} alert events, or not each once and in order`,
  );
  leaving.abort();
  await following;
  findings.expect(apis.logged.length === 0, `the API logged errors: ${apis.logged.slice(0, 3).join('\n')}`);

  const count = (outcome: Asked['outcome']) => asked.filter((call) => call.outcome === outcome).length;
  const faults = (line: BadLine) => FAULTS.map((fault) => `${line.seen[fault]} ${fault}`).join(', ');
  return {
    attack: 'network',
    seconds: (performance.now() - began) / 1000,
    figures: {
      'receipts acknowledged': count('acknowledged'),
      'without an answer': count('unknown'),
      'connections to the API that went wrong': faults(toApi),
      'connections to PostgreSQL that went wrong': faults(toPostgres),
      'alert events, each seen once': seen.length,
      'ms until all answered again': Math.round(recoveredMs),
    },
    violations: findings.violations,
  };
};

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const urlOf = ({ port }: BadLine): string => `http://127.0.0.1:${port}`;

/** Callers that receive a unit at a time, readers, and one that rings the bell, until the deadline. */
const load = async (shop: Shop, deadline: number, findings: Findings): Promise<Asked[]> => {
  const asked: Asked[] = [];
  const { stockflow, counterId: productId, warehouseId } = shop;
  const again = async (work: () => Promise<unknown>) => {
    while (performance.now() < deadline) await work().catch((error: unknown) => judge(error, findings));
  };
  const receive = async () => {
    const call: Asked = { id: newId(), outcome: 'unknown' };
    asked.push(call);
    try {
      await stockflow.inventory.receive({ lines: [{ productId, warehouseId, quantity: 1, notes: call.id }] });
      call.outcome = 'acknowledged';
    } catch (error) {
      if (error instanceof StockflowError && !MAYBE.has(error.code)) call.outcome = 'refused';
      throw error;
    }
  };
  await Promise.all([
    ...Array.from({ length: CALLERS }, () => again(receive)),
    again(() => stockflow.products.list({ limit: 5 })),
    // Set and not changed by so many: whatever became of the last one, the next turns the alert.
    again(() => turn(shop)),
  ]);
  return asked;
};

const turn = async ({ stockflow, warehouseId, bellId: productId }: Shop): Promise<void> => {
  for (const onHand of [5, 100])
    await stockflow.inventory.set({ lines: [{ productId, warehouseId, onHand, expectedOnHand: null }] });
};

/** After all its tries a call may end so; it may have been done. */
const MAYBE = new Set(['CONNECTION_FAILED', 'TIMED_OUT', 'UNAVAILABLE']);

const judge = (error: unknown, findings: Findings): void => {
  const isExpected = error instanceof StockflowError && MAYBE.has(error.code);
  findings.expect(isExpected, `a caller was told ${String(error)}`);
};

/** How long it takes until calls are answered again, by what was running all the time. */
const recovered = async (shop: Shop, findings: Findings): Promise<number> => {
  const began = performance.now();
  const isAnswered = () =>
    shop.stockflow.products.list({ limit: 1 }).then(
      () => true,
      () => false,
    );
  while (performance.now() - began < RECOVERS_WITHIN_MS)
    if (await isAnswered()) return performance.now() - began;
  findings.expect(
    false,
    `no call was answered within ${RECOVERS_WITHIN_MS} ms after the lines were good again`,
  );
  return performance.now() - began;
};

const holdAgainstLedger = async (shop: Shop, asked: readonly Asked[], findings: Findings): Promise<void> => {
  const times = new Map<string, number>();
  const receipts = shop.stockflow.inventory.history({
    productId: shop.counterId,
    kinds: ['RECEIPT'],
    limit: 250,
  });
  for await (const { notes } of receipts) if (notes !== null) times.set(notes, (times.get(notes) ?? 0) + 1);
  const unknown = new Set(times.keys());
  for (const { id, outcome } of asked) {
    unknown.delete(id);
    const found = times.get(id) ?? 0;
    const fits = outcome === 'acknowledged' ? found === 1 : outcome === 'refused' ? found === 0 : found <= 1;
    findings.expect(fits, `a receipt that was ${outcome} stands ${found} times in the ledger`);
  }
  findings.expect(unknown.size === 0, `${unknown.size} receipts stand in the ledger that nobody asked for`);
  const { driftCount } = await shop.stockflow.inventory.verify();
  findings.expect(driftCount === 0, `the ledger drifts at ${driftCount} levels`);
  const { levelDriftCount, demandDriftCount } = await shop.stockflow.alerts.reconcile();
  const alertDrift = levelDriftCount + demandDriftCount;
  findings.expect(alertDrift === 0, `alerts and demand drift ${alertDrift} times`);
};

const follow = async (
  baseUrl: string,
  { session }: Shop,
  { leaving, seen }: { leaving: AbortController; seen: number[] },
): Promise<void> => {
  const follower = createStockflow({ baseUrl, session, timeoutMs: TIMEOUT_MS });
  try {
    const options = { signal: leaving.signal, reconnectMs: Number.POSITIVE_INFINITY };
    for await (const { sequence } of follower.alerts.onChange({ lastEventId: '0' }, options))
      seen.push(sequence);
  } catch (error) {
    if (!leaving.signal.aborted) throw error;
  }
};
