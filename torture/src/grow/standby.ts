import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareDatabase } from '@stockflow/db';
import pg from 'pg';
import { ordinaryAccount, type Running, runProgram, startProgram } from './programs.ts';

const PASSWORD = 'only-for-this-run';
const NAME = 'stockflow';

/** A primary and its streaming replica, both of the system's PostgreSQL, on loopback. */
export interface Pair {
  readonly version: string;
  readonly adminUrl: string;
  /** As the application connects. */
  readonly appUrl: string;
  readonly replicaUrl: string;
  onPrimary(text: string): Promise<Record<string, unknown>[]>;
  onReplica(text: string): Promise<Record<string, unknown>[]>;
  /** SIGKILL to the replica. */
  crashReplica(): Promise<void>;
  startReplica(): Promise<void>;
  close(): Promise<void>;
}

/** `bin`: the folder of `initdb`, `postgres` and `pg_basebackup`. */
export const startPair = async (
  bin: string,
  [primaryPort = 0, replicaPort = 0]: readonly number[],
): Promise<Pair> => {
  const account = ordinaryAccount();
  const folder = mkdtempSync(join(tmpdir(), 'stockflow-replica-'));
  const [primaryData, replicaData] = [join(folder, 'primary'), join(folder, 'replica')];
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, PASSWORD);
  if (account.uid !== undefined && account.gid !== undefined)
    for (const path of [folder, passwordFile]) chownSync(path, account.uid, account.gid);
  const urlAt = (port: number, database = NAME) =>
    `postgresql://postgres:${PASSWORD}@127.0.0.1:${port}/${database}`;
  const running: Running[] = [];
  const start = async (data: string, port: number): Promise<Running> => {
    const settings = { port, listen_addresses: '127.0.0.1', unix_socket_directories: '', fsync: 'off' };
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const isUp = async () => (await ask(urlAt(port, 'postgres'), 'select 1')).length === 1;
    const server = await startProgram([join(bin, 'postgres'), '-D', data, ...flags], { account }, isUp);
    running.push(server);
    return server;
  };
  const close = async () => {
    for (const server of running.toReversed()) await server.end('SIGINT');
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    runProgram(
      [
        join(bin, 'initdb'),
        '-D',
        primaryData,
        '-U',
        'postgres',
        '-A',
        'scram-sha-256',
        '-E',
        'UTF8',
        '-N',
        `--pwfile=${passwordFile}`,
      ],
      account,
    );
    await start(primaryData, primaryPort);
    await ask(urlAt(primaryPort, 'postgres'), `create database ${NAME}`);
    const { appUrl } = await prepareDatabase({ adminUrl: urlAt(primaryPort) });
    runProgram(
      [
        join(bin, 'pg_basebackup'),
        '-D',
        replicaData,
        '-R',
        '-c',
        'fast',
        '-N',
        '-d',
        urlAt(primaryPort, 'postgres'),
      ],
      account,
    );
    let replica = await start(replicaData, replicaPort);
    const replicaUrl = new URL(appUrl);
    replicaUrl.port = String(replicaPort);
    const [row] = await ask(urlAt(primaryPort), 'show server_version');
    return {
      version: String(row?.server_version),
      adminUrl: urlAt(primaryPort),
      appUrl,
      replicaUrl: replicaUrl.toString(),
      onPrimary: (text) => ask(urlAt(primaryPort), text),
      onReplica: (text) => ask(urlAt(replicaPort), text),
      crashReplica: () => replica.end('SIGKILL'),
      startReplica: async () => {
        replica = await start(replicaData, replicaPort);
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
};

const ask = async (url: string, text: string): Promise<Record<string, unknown>[]> => {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  try {
    await client.connect();
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end().catch(() => {});
  }
};
