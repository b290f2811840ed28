import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createStockflow, newId, UnavailableError } from '@stockflow/sdk';
import { type AttackOptions, type AttackResult, type AttackSetting, Findings } from '../attack.ts';
import { randomOf } from '../random.ts';
import { Apis } from '../servers/apis.ts';
import { alertEvents, counted, openShop, ring, type Shop } from '../shop.ts';
import { openTortureDatabase } from '../stage/database.ts';
import { freePorts } from '../stage/free-ports.ts';
import { type Balancer, startHaproxy } from './haproxy.ts';
import { findProgram } from './programs.ts';

const PROCESSES = 3;
/** The limit of the server per account: real, not the torture's. */
const GUESSES_MAX = 10;
const GUESSES_PER_ADDRESS_MAX = 60;
/** So many tries that a call gets through a process that was killed and is not yet known to be gone. */
const SDK = { retriesMax: 10 };

interface Stage {
  readonly apis: Apis;
  readonly balancer: Balancer;
  readonly shop: Shop;
  readonly findings: Findings;
}

/** Three API processes behind HAProxy: what must hold across them, while they are replaced and killed. */
export const balance = async (options: AttackOptions, setting: AttackSetting): Promise<AttackResult> => {
  const began = performance.now();
  const program = findProgram('haproxy');
  const done = (rest: Pick<AttackResult, 'figures' | 'violations'> & { leftOut?: string }): AttackResult => ({
    attack: 'grow balance',
    seconds: (performance.now() - began) / 1000,
    ...rest,
  });
  if (!program) return done({ figures: {}, violations: [], leftOut: 'there is no haproxy on this machine' });

  const ports = await freePorts(PROCESSES + 3, randomOf(options.seed, 'balance ports'));
  const [postgresPort = 0, port = 0, statsPort = 0, ...apiPorts] = ports;
  const database = await openTortureDatabase(undefined, postgresPort);
  setting.ends.add(() => database.close());
  const apis = new Apis(
    apiPorts.map((apiPort) => ({
      database: { url: database.appUrl },
      port: apiPort,
      signInsPerAddress: GUESSES_PER_ADDRESS_MAX,
    })),
  );
  setting.ends.add(() => apis.close());
  await apis.start();
  const balancer = await startHaproxy(program, { port, statsPort, apis: apis.urls });
  setting.ends.add(() => balancer.running.end());
  const shop = await openShop(balancer.url, SDK);
  const findings = new Findings();
  const stage: Stage = { apis, balancer, shop, findings };

  setting.progress('one id, ten times at once, over three processes');
  await sameId(stage, options.quick ? 10 : 100);
  setting.progress('processes are replaced and killed in turn, under load and with a follower');
  const load = await underLoad(stage, options.quick ? 1 : 5 * PROCESSES);
  setting.progress('guesses at passwords, over all processes and with invented addresses');
  await throttles(stage);
  const served = await balancer.served();
  await nobodyThere(stage);
  findings.expect(
    served.every((calls) => calls > 0),
    `a process was given no request: ${served.join(', ')}`,
  );
  findings.expect(
    apis.logged.length === 0,
    `API processes logged errors: ${apis.logged.slice(0, 3).join('\n')}`,
  );
  return done({
    figures: { ...load, 'requests by process': served.join(' / ') },
    violations: findings.violations,
  });
};

/** Sent to whichever process is next: one effect, and the same answer for all. */
const sameId = async ({ balancer, shop, findings }: Stage, rounds: number): Promise<void> => {
  const before = await counted(shop);
  for (let round = 0; round < rounds; round += 1) {
    const idempotencyKey = newId();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => {
        // A client each: one client would put the ten calls into one batch, to one process.
        const caller = createStockflow({ ...SDK, baseUrl: balancer.url, session: shop.session });
        return receiveOne({ ...shop, stockflow: caller }, idempotencyKey);
      }),
    );
    const distinct = new Set(answers.map((answer) => JSON.stringify(answer)));
    findings.expect(distinct.size === 1, `one id had ${distinct.size} different answers`);
  }
  const added = (await counted(shop)) - before;
  findings.expect(added === rounds, `${rounds} ids, each sent ten times, added ${added} units`);
};

const receiveOne = ({ stockflow, counterId, warehouseId }: Shop, idempotencyKey = newId()) =>
  stockflow.inventory.receive({
    lines: [{ productId: counterId, warehouseId, quantity: 1 }],
    idempotencyKey,
  });

/** What fetch says of a connection is in its cause. */
const wordsOf = (error: unknown): string => `${String(error)} (${String((error as Error).cause)})`;

/** What is done all the time, until it is told to stop. */
const repeat = (work: () => Promise<void>): (() => Promise<void>) => {
  let goesOn = true;
  const running = (async () => {
    while (goesOn) await work();
  })();
  running.catch(() => {});
  return async () => {
    goesOn = false;
    await running;
  };
};

const underLoad = async (stage: Stage, rounds: number): Promise<Record<string, number>> => {
  const { apis, balancer, shop, findings } = stage;
  const before = await counted(shop);
  let acknowledged = 0;
  let plain = 0;
  let refusals = 0;
  let isPolite = true;
  const seen: number[] = [];
  const follower = createStockflow({ ...SDK, baseUrl: balancer.url, session: shop.session });
  const leaving = new AbortController();
  const following = (async () => {
    for await (const { sequence } of follower.alerts.onChange(
      { lastEventId: '0' },
      { signal: leaving.signal },
    ))
      seen.push(sequence);
  })().catch((error: unknown) => {
    if (!leaving.signal.aborted) findings.violations.push(`the follower was told ${String(error)}`);
  });
  const failed = (what: string) => (error: unknown) =>
    void findings.violations.push(`${what}: ${String(error)}`);
  const stops = [
    ...Array.from({ length: 4 }, () =>
      repeat(async () => {
        const isIn = await receiveOne(shop).catch(failed('a receipt was refused'));
        if (isIn) acknowledged += 1;
      }),
    ),
    repeat(() => ring(shop).catch(failed('an adjustment was refused'))),
    // No SDK, so nothing sends it again: a process that is replaced politely fails no request at all.
    repeat(async () => {
      const wasPolite = isPolite;
      const answer = await fetch(`${balancer.url}/api/products?limit=1`, {
        headers: { authorization: `Bearer ${shop.session}` },
      }).catch((error: unknown) => ({ ok: false, status: wordsOf(error) }));
      plain += 1;
      if (answer.ok) return;
      if (wasPolite && isPolite)
        findings.violations.push(`a plain request had ${answer.status} as a process was replaced`);
      else refusals += 1;
    }),
  ];
  for (let round = 0; round < rounds; round += 1) {
    isPolite = true;
    await apis.stop(round % PROCESSES);
    await apis.startOne(round % PROCESSES);
    await sleep(500);
    isPolite = false;
    await apis.crash((round + 1) % PROCESSES);
    await apis.startOne((round + 1) % PROCESSES);
    await sleep(500);
  }
  for (const stop of stops) await stop();

  const added = (await counted(shop)) - before;
  findings.expect(
    added === acknowledged,
    `${acknowledged} receipts were acknowledged and ${added} are there`,
  );
  const { driftCount } = await shop.stockflow.inventory.verify();
  findings.expect(driftCount === 0, `the ledger drifts at ${driftCount} levels`);
  const told = await alertEvents(shop);
  for (let tries = 0; seen.length < told.length && tries < 100; tries += 1) await sleep(100);
  leaving.abort();
  await following;
  findings.expect(
    JSON.stringify(seen) === JSON.stringify(told),
    `the follower saw ${seen.length} events of ${told.length}, or not in their order`,
  );
  return {
    replaced: rounds,
    killed: rounds,
    'receipts acknowledged': acknowledged,
    'plain requests': plain,
    'of them failed at a kill': refusals,
    'alert events, each seen once': told.length,
  };
};

/** A limit is one for all processes, and an invented X-Forwarded-For is no new caller. */
const throttles = async ({ balancer, shop, findings }: Stage): Promise<void> => {
  const guess = async (email: string): Promise<number> => {
    const answer = await fetch(`${balancer.url}/api/trpc/auth.signIn`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-forwarded-for': [...randomBytes(4)].join('.'),
        connection: 'close',
      },
      body: JSON.stringify({ email, password: 'none of mine' }),
    });
    return answer.status;
  };
  const ofOne = await Promise.all(Array.from({ length: 3 * GUESSES_MAX }, () => guess(shop.email)));
  const heard = ofOne.filter((status) => status === 401).length;
  findings.expect(heard === GUESSES_MAX, `${heard} guesses at one account were heard, not ${GUESSES_MAX}`);
  const many = 2 * GUESSES_PER_ADDRESS_MAX;
  const ofMany = await Promise.all(Array.from({ length: many }, () => guess(`${newId()}@grow.example`)));
  const all = ofMany.filter((status) => status === 401).length + ofOne.length;
  findings.expect(
    all === GUESSES_PER_ADDRESS_MAX,
    `${all} guesses of one address were heard, not ${GUESSES_PER_ADDRESS_MAX}: it was believed to be several`,
  );
};

/** With no process left HAProxy answers itself: in words that the SDK knows, so that it sends the same again. */
const nobodyThere = async ({ apis, balancer, shop, findings }: Stage): Promise<void> => {
  await Promise.all(apis.urls.map((_, index) => apis.stop(index)));
  const impatient = createStockflow({ baseUrl: balancer.url, session: shop.session, retriesMax: 0 });
  const told = await impatient.products.list({ limit: 1 }).then(
    () => 'an answer',
    (error: unknown) => error,
  );
  findings.expect(told instanceof UnavailableError, `with no process left a caller was told ${String(told)}`);
};
