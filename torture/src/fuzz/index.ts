import { request } from 'node:http';
import { type Database, openDatabase } from '@stockflow/db';
import { createStockflow } from '@stockflow/sdk';
import {
  callOverHttp,
  DOORS,
  type Door,
  EXAMPLES,
  makeVictim,
  makeWorld,
  type World,
} from '@stockflow/server/sweep';
import { type Attack, Findings } from '../attack.ts';
import { type Random, randomOf } from '../random.ts';
import { Apis } from '../servers/apis.ts';
import { openTortureDatabase } from '../stage/database.ts';
import { freePorts } from '../stage/free-ports.ts';
import { hostileInput } from './inputs.ts';
import { faultOf } from './judge.ts';
import { type Raw, restOf, spoilt, trpcBatch, trpcRequest } from './requests.ts';

/** Attackers at once, each in a company of its own. */
const ATTACKERS = 4;
/** After so many requests an attacker's company is held against its ledger, and a new one begins. */
const REQUESTS_PER_COMPANY = 400;
/** Doors after which an attacker is no longer in, or no longer the owner. */
const LEAVING = /^auth\.(signOut|changePassword)|^company\.close$|^members\.(transferOwnership|deactivate)$/;
const STAYING = DOORS.filter(({ path }) => !LEAVING.test(path));
const ANSWER_MAX_BYTES = 4_000_000;
const ANSWER_MAX_MS = 30_000;

interface Stand {
  readonly url: string;
  readonly database: Database;
  readonly deadline: number;
  readonly findings: Findings;
  readonly seen: { requests: number; answered: number; refused: number; companies: number };
}

/**
 * Every procedure with inputs made by its own schema, hostile but taken, and with plain garbage; by tRPC, in batches, by REST
 * and with requests that are spoilt below any schema. Nothing may break, tell of our insides, or reach another company.
 */
export const tortureFuzz: Attack = async ({ quick, seed }, setting) => {
  const began = performance.now();
  const findings = new Findings();
  const [postgresPort = 0, apiPort = 0] = await freePorts(2, randomOf(seed, 'fuzz ports'));
  const opened = await openTortureDatabase(process.env.DATABASE_URL || undefined, postgresPort);
  setting.ends.add(() => opened.close());
  const database = openDatabase({ url: opened.appUrl });
  setting.ends.add(() => database.close());
  const apis = new Apis([{ database: { url: opened.appUrl }, port: apiPort, signInsPerAddress: 1_000_000 }]);
  setting.ends.add(() => apis.close());
  await apis.start();
  const url = apis.urls[0] ?? '';
  const victim = await makeVictim(database);

  setting.progress(`${DOORS.length} procedures, ${ATTACKERS} attackers`);
  const seen = { requests: 0, answered: 0, refused: 0, companies: 0 };
  const deadline = performance.now() + (quick ? 6_000 : 120_000);
  const stand: Stand = { url, database, deadline, findings, seen };
  await Promise.all(
    Array.from({ length: ATTACKERS }, (_, attacker) =>
      attackAs(stand, { attacker, random: randomOf(seed, `fuzz ${attacker}`) }),
    ),
  );
  const changed = await victim.changes();
  findings.expect(changed.length === 0, `rows of another company changed in ${changed.join(', ')}`);
  const alive = await fetch(`${url}/readyz`);
  findings.expect(alive.status === 200, `the API says ${alive.status} at /readyz`);
  findings.expect(apis.logged.length === 0, `the API logged errors: ${apis.logged.slice(0, 5).join('\n')}`);
  return {
    attack: 'fuzz',
    seconds: (performance.now() - began) / 1000,
    figures: {
      requests: seen.requests,
      'of them answered': seen.answered,
      'of them refused': seen.refused,
      'companies held against their ledger': seen.companies,
    },
    violations: findings.violations,
  };
};

const attackAs = async (
  stand: Stand,
  { attacker, random }: { attacker: number; random: Random },
): Promise<void> => {
  for (let company = 0; performance.now() < stand.deadline; company += 1) {
    const world = await makeWorld(stand.database, `Fuzz${attacker}x${company}`);
    const keeper = await world.owner.call.apiKeys.create({
      name: 'keeper',
      scopes: ['stock:read', 'company:read', 'company:write'],
    });
    for (let sent = 0; sent < REQUESTS_PER_COMPANY && performance.now() < stand.deadline; sent += 1) {
      const door = random.pick(random.chance(98) ? STAYING : DOORS);
      const isIn = await sendOne(stand, { world, door, random });
      if (!isIn && !(await isOwnerStill(stand.url, world))) break;
    }
    await holdBooks(stand, keeper.key);
  }
};

/** Sends one request; false when the attacker was not let in. */
const sendOne = async (
  { url, database, findings, seen }: Stand,
  { world, door, random }: { world: World; door: Door; random: Random },
): Promise<boolean> => {
  // What went before may have taken away what an example needs.
  const example = await exampleOf(door, world, database).catch(() => ({}));
  const called = { door, input: hostileInput(door, example, random) };
  const way = random.below(10);
  const plain =
    way < 4
      ? trpcRequest(called)
      : way < 8
        ? restOf(called, world.owner.companyId)
        : trpcBatch([called, { door, input: example }, { door, input: hostileInput(door, example, random) }]);
  const raw = random.chance(25) ? spoilt(plain, random) : plain;
  seen.requests += 1;
  const answer = await send(url, raw, world.owner.token).catch((error: Error) => ({ error }));
  if ('error' in answer) {
    findings.expect(false, `${saidOf(raw)} is not answered: ${answer.error.message}`);
    return true;
  }
  const fault = faultOf(raw.method, answer);
  findings.expect(fault === null, `${saidOf(raw)} ${fault}`);
  if (answer.status < 400) seen.answered += 1;
  else seen.refused += 1;
  return answer.status !== 401 && answer.status !== 403;
};

const exampleOf = async (door: Door, world: World, database: Database): Promise<unknown> =>
  EXAMPLES[door.path]?.(world, database);

const saidOf = ({ method, path, body = '' }: Raw): string =>
  `${method} ${path.slice(0, 300)} ${body.toString('utf8').slice(0, 600)}`;

/** node:http sends what fetch refuses to. A stream is left once it has said something. */
const send = (
  url: string,
  { method, path, headers, body }: Raw,
  token: string,
): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    const sent = request(
      `${url}${path}`,
      {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...headers,
          ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
        },
        timeout: ANSWER_MAX_MS,
      },
      (response) => {
        const { statusCode: status = 0 } = response;
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
          if (!response.headers['content-type']?.startsWith('text/event-stream')) {
            if (text.length > ANSWER_MAX_BYTES) response.destroy(new Error('the answer does not end'));
            return;
          }
          sent.destroy();
          resolve({ status, text: '' });
        });
        response.on('end', () => resolve({ status, text }));
        response.on('error', reject);
      },
    );
    sent.on('timeout', () => sent.destroy(new Error(`no answer within ${ANSWER_MAX_MS} ms`)));
    sent.on('error', reject);
    sent.end(body);
  });

const isOwnerStill = async (url: string, { owner }: World): Promise<boolean> => {
  const me = { path: 'auth.me', type: 'query' } as const;
  const { data } = await callOverHttp(url, me, { input: {}, token: owner.token });
  return (data as { user: { role: string } } | undefined)?.user.role === 'owner';
};

/** Whatever went through: levels are what the ledger says, and so are alerts and demand. */
const holdBooks = async ({ url, findings, seen }: Stand, apiKey: string): Promise<void> => {
  const { inventory, alerts, ...stockflow } = createStockflow({ baseUrl: url, apiKey });
  const isOpen = await stockflow.company.get().then(
    () => true,
    () => false,
  );
  if (!isOpen) return; // a company that was closed lets nobody in
  seen.companies += 1;
  const { driftCount } = await inventory.verify();
  findings.expect(driftCount === 0, `the ledger of a fuzzed company drifts at ${driftCount} levels`);
  const { levelDriftCount, demandDriftCount } = await alerts.reconcile();
  const drift = levelDriftCount + demandDriftCount;
  findings.expect(drift === 0, `alerts and demand of a fuzzed company drift ${drift} times`);
};
