import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, openDatabase } from '@stockflow/db';
import { createStockflow } from '@stockflow/sdk';
import { createServer } from '@stockflow/server';
import pino from 'pino';
import { type AttackOptions, type AttackResult, type AttackSetting, Findings } from '../attack.ts';
import { randomOf } from '../random.ts';
import { counted, openShop, type Shop } from '../shop.ts';
import { freePorts } from '../stage/free-ports.ts';
import { holdDoctor } from './doctor.ts';
import { findPostgres } from './programs.ts';
import { type Pair, startPair } from './standby.ts';

interface Stage {
  readonly pair: Pair;
  readonly shop: Shop;
  /** The same company by another API process, which took none of the writes. */
  readonly other: Shop;
  readonly databases: readonly Database[];
  readonly findings: Findings;
  readonly writes: number;
}

/** Lists from a streaming replica that is healthy, late, halted, gone, and made a primary. */
export const replica = async (options: AttackOptions, setting: AttackSetting): Promise<AttackResult> => {
  const began = performance.now();
  const findings = new Findings();
  const done = (rest: Partial<AttackResult>): AttackResult => ({
    attack: 'grow replica',
    seconds: (performance.now() - began) / 1000,
    figures: {},
    violations: findings.violations,
    ...rest,
  });
  const bin = findPostgres();
  if (!bin)
    return done({ leftOut: 'there is no PostgreSQL of the system (with pg_basebackup) on this machine' });

  const ports = await freePorts(4, randomOf(options.seed, 'replica ports'));
  const pair = await startPair(bin, ports);
  setting.ends.add(() => pair.close());
  const servers = await Promise.all(ports.slice(2).map((port) => serve(pair, port, setting)));
  const [first, second] = servers;
  if (!first || !second) throw new Error('two servers were started');
  const shop = await openShop(first.url);
  const other = {
    ...shop,
    stockflow: createStockflow({ baseUrl: second.url, session: shop.session }),
  };
  const databases = servers.map(({ database }) => database);
  const stage: Stage = { pair, shop, other, databases, findings, writes: options.quick ? 60 : 1_000 };
  const figures: Record<string, string> = {};
  const round = async (name: string, mustRead: boolean) => {
    setting.progress(name);
    const { reads, passedOn, behind } = await writeAndRead(stage, name);
    figures[name] =
      `${2 * stage.writes} reads, ${reads} by the replica, ${passedOn} by the primary; it was behind at ${behind} of ${stage.writes / 10} looks`;
    findings.expect(reads > 0 === mustRead, `${name}: the replica answered ${reads} reads`);
  };
  await untilCaughtUp(pair);
  const doctorSays = (is: 'ok' | 'problem') => holdDoctor('replica', { ...pair, is }, findings);
  await doctorSays('ok');
  await round('replica follows', true);
  await pair.onReplica(`alter system set recovery_min_apply_delay = '20ms'`);
  await pair.onReplica('select pg_reload_conf()');
  await round('replica replays 20 ms late', true);
  await pair.onReplica('select pg_wal_replay_pause()');
  await round('replica is halted', false);
  await pair.onReplica('select pg_wal_replay_resume()');
  await pair.crashReplica();
  await doctorSays('problem');
  await round('replica is gone', false);
  await pair.startReplica();
  await pair.onReplica('alter system reset recovery_min_apply_delay');
  await pair.onReplica('select pg_reload_conf()');
  await untilCaughtUp(pair);
  await sleep(5_100); // it is left alone for five seconds
  await round('replica is back', true);
  await pair.onReplica('select pg_promote()');
  await round('replica was made a primary', false);
  await doctorSays('problem');
  return done({ figures });
};

const serve = async (pair: Pair, port: number, { ends }: AttackSetting) => {
  const database = openDatabase({ url: pair.appUrl, replicaUrl: pair.replicaUrl, poolMax: 5 });
  ends.add(() => database.close());
  const url = `http://127.0.0.1:${port}`;
  const server = await createServer({ database, logger: pino({ level: 'silent' }), publicUrl: url });
  ends.add(() => server.close());
  await server.listen({ port, host: '127.0.0.1' });
  return { url, database };
};

/** Each write is looked for at once: by its own process, and by one that knows nothing of it. */
const writeAndRead = async (stage: Stage, name: string) => {
  const { pair, shop, other, databases, findings, writes } = stage;
  let expected = await counted(shop);
  const before = sum(databases);
  let behind = 0;
  for (let write = 0; write < writes; write += 1) {
    const { movements } = await shop.stockflow.inventory.receive({
      lines: [{ productId: shop.counterId, warehouseId: shop.warehouseId, quantity: 1 }],
    });
    expected += movements.length;
    const lag = write % 10 === 0 ? pair.onReplica(ON_HAND(shop.counterId)).catch(() => []) : undefined;
    const [own, others] = await Promise.all([counted(shop), counted(other)]);
    findings.expect(own === expected, `${name}: a caller did not see its own write: ${own}, not ${expected}`);
    findings.expect(
      others === expected,
      `${name}: another process did not see the write: ${others}, not ${expected}`,
    );
    const [seen] = (await lag) ?? [];
    if (seen && Number(seen.on_hand) < expected) behind += 1;
  }
  const after = sum(databases);
  return { reads: after.reads - before.reads, passedOn: after.passedOn - before.passedOn, behind };
};

/** As the administrator, who sees all companies: the replica as it is, without waiting for it. */
const ON_HAND = (productId: string) => `select on_hand from inventory where product_id = '${productId}'`;

const sum = (databases: readonly Database[]) =>
  databases
    .map((database) => database.replicaFigures())
    .reduce<{ reads: number; passedOn: number }>(
      (all, one) => ({ reads: all.reads + (one?.reads ?? 0), passedOn: all.passedOn + (one?.passedOn ?? 0) }),
      { reads: 0, passedOn: 0 },
    );

const untilCaughtUp = async (pair: Pair): Promise<void> => {
  const [at] = await pair.onPrimary('select pg_current_wal_flush_lsn()::text as lsn');
  for (let tries = 0; tries < 100; tries += 1) {
    const [row] = await pair.onReplica(`select pg_last_wal_replay_lsn() >= '${String(at?.lsn)}' as there`);
    if (row?.there === true) return;
    await sleep(50);
  }
  throw new Error('the replica never caught up');
};
