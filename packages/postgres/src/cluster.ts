import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import type { Place } from './place.ts';
import { PostgresProblem, type Progress } from './problem.ts';

export interface Cluster {
  place: Place;
  account: Account;
  binaries: Binaries;
  /** A throw-away cluster for tests: gives up durability for speed. Never set for data that anybody wants back. */
  ephemeral: boolean;
}

export const superuser = 'stockflow_admin';
const logBytesMax = 8 * 1024 * 1024;
const startTimeoutMs = 5 * 60_000;

/** Nothing of the caller's environment (PGDATA, PGPORT, locales) may steer the server. */
const serverEnv = {
  PATH: process.env.PATH ?? '',
  LC_ALL: 'C',
  TZ: 'UTC',
  SYSTEMROOT: process.env.SYSTEMROOT,
};

/** Given on the command line at every start, so that this list, and no file in an old data folder, is in force. */
function settingsFor(cluster: Cluster, port: number): Record<string, string> {
  return {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '', // TCP with a password is the only way in; socket paths also have a length limit.
    password_encryption: 'scram-sha-256',
    max_connections: '100',
    shared_buffers: '128MB',
    max_wal_size: '1GB',
    random_page_cost: '1.1', // The data lies on SSDs, or in memory.
    jit: 'off', // Short queries: compiling costs more than it saves.
    // A first bulk load fills empty tables, and until they are analysed plans are guesses: products.createMany
    // of 500 took 3.5 s at 15,000 products with the default minute, 0.2 s with five seconds.
    autovacuum_naptime: '5s',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // The log shall hold no personal data: neither statements nor the "Key (email)=(…)" of a violated constraint.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...(cluster.ephemeral
      ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' }
      : { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' }),
  };
}

/**
 * Makes the data folder when there is none. In a folder beside it, renamed when whole: an `initdb` that was
 * cut short leaves a folder that looks like data and is none. UTF8 with PostgreSQL's own C.UTF-8, so that
 * order and case do not depend on the machine's locales (and an upgrade of libc does not break an index).
 */
export async function createData(cluster: Cluster, password: string): Promise<void> {
  const { place, account, binaries } = cluster;
  const unfinished = join(place.home, 'data.unfinished');
  const passwordFile = join(place.home, 'password.initdb');
  rmSync(unfinished, { recursive: true, force: true });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account.become) chownSync(passwordFile, account.become.uid, account.become.gid);
  try {
    const args = [
      `--pgdata=${unfinished}`,
      `--username=${superuser}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
    ];
    if (cluster.ephemeral) args.push('--no-sync');
    const { code, output } = await run(binaries.initdb, args, account);
    if (code !== 0)
      throw new PostgresProblem(`PostgreSQL could not lay out its data in ${place.home}:\n${output}`);
    renameSync(unfinished, place.data);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** A process that ends without stopping it must not leave it running: it is asked to end, not waited for. */
function endWithUs(child: ChildProcess, signal: NodeJS.Signals): void {
  const ask = () => child.kill(signal);
  process.once('exit', ask);
  child.once('exit', () => process.off('exit', ask));
}

function run(
  program: string,
  args: string[],
  account: Account,
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...account.become, cwd: '/', env: serverEnv, windowsHide: true });
    let output = '';
    const add = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on('data', add);
    child.stderr.on('data', add);
    endWithUs(child, 'SIGTERM');
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** The way in when the password file was lost: PostgreSQL's single-user mode, which only the data's owner can use. */
export function setPassword({ place, account, binaries }: Cluster, password: string): void {
  const result = spawnSync(binaries.postgres, ['--single', '-j', '-D', place.data, 'postgres'], {
    ...account.become,
    cwd: '/',
    env: serverEnv,
    input: `alter role ${superuser} password '${password}';\n`,
    encoding: 'utf8',
  });
  if (result.status !== 0)
    throw new PostgresProblem(`Could not set a new database password:\n${result.stderr}`);
}

export interface RunningServer {
  port: number;
  process: ChildProcess;
}

/** Why a start failed, as far as another try can help. */
export type StartFailure = 'port-taken' | 'memory-in-use';

/** Starts the server and waits until it takes connections. */
export async function startServer(
  cluster: Cluster,
  options: { port: number; password: string; progress: Progress },
): Promise<RunningServer | StartFailure> {
  const { place, account, binaries } = cluster;
  const flags = Object.entries(settingsFor(cluster, options.port)).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const log = openLog(cluster);
  const logFrom = statSync(place.log).size;
  // Detached: Ctrl-C in a terminal goes to every process of the group, and the database has to stop last.
  const child = spawn(binaries.postgres, ['-D', place.data, ...flags], {
    ...account.become,
    cwd: '/',
    env: serverEnv,
    detached: process.platform !== 'win32',
    stdio: ['ignore', log, log],
    windowsHide: true,
  });
  closeSync(log);
  child.unref();
  endWithUs(child, 'SIGINT');
  let spawnError: Error | undefined;
  child.on('error', (error) => {
    spawnError = error;
  });
  const startedAt = Date.now();
  let saidRecovery = false;
  for (;;) {
    if (spawnError) throw spawnError;
    if (child.exitCode !== null || child.signalCode !== null) return explain(place, logFrom);
    const answer = await tryConnection(urlOf(options.port, options.password, 'postgres'));
    if (answer === 'ok') return { port: options.port, process: child };
    if (answer === 'wrong-password') {
      // Another server may have been quicker on this port; ours then ends by itself.
      await sleep(500);
      if (child.exitCode !== null) continue;
      await stopServer(cluster, child);
      throw new PostgresProblem(
        `The password in ${place.password} is not the database's. Delete that file: the next start sets a new one.`,
      );
    }
    if (Date.now() - startedAt > startTimeoutMs) {
      await stopServer(cluster, child);
      throw new PostgresProblem(
        `PostgreSQL did not start in ${startTimeoutMs / 60_000} minutes. Its log: ${place.log}`,
      );
    }
    if (answer === 'starting' && !saidRecovery && Date.now() - startedAt > 2000) {
      saidRecovery = true;
      options.progress('PostgreSQL is recovering after it was stopped hard; this can take a moment.');
    }
    await sleep(20);
  }
}

export function urlOf(port: number, password: string, database: string): string {
  return `postgresql://${superuser}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

async function tryConnection(
  connectionString: string,
): Promise<'ok' | 'starting' | 'wrong-password' | 'closed'> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return 'ok';
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === '57P03') return 'starting';
    return code === '28P01' || code === '28000' ? 'wrong-password' : 'closed';
  } finally {
    await client.end().catch(() => {});
  }
}

/** A file and not a pipe: a pipe to a killed parent would break under the server. */
function openLog({ place, account }: Cluster): number {
  if (existsSync(place.log) && statSync(place.log).size > logBytesMax)
    renameSync(place.log, `${place.log}.1`);
  const log = openSync(place.log, 'a', 0o600);
  if (account.become) chownSync(place.log, account.become.uid, account.become.gid);
  chmodSync(place.log, 0o600);
  return log;
}

function explain(place: Place, logFrom: number): StartFailure {
  const said = readFileSync(place.log).subarray(logFrom).toString('utf8').trim();
  if (/could not bind|could not create any TCP\/IP sockets/.test(said)) return 'port-taken';
  if (/shared memory block .* is still in use/.test(said)) return 'memory-in-use';
  const tail = said.split('\n').slice(-8).join('\n');
  if (/incompatible with server/.test(said)) {
    throw new PostgresProblem(`The data in ${place.data} is of another PostgreSQL version:\n${tail}`);
  }
  if (/No space left on device/.test(said))
    throw new PostgresProblem(`The disk of ${place.home} is full:\n${tail}`);
  throw new PostgresProblem(`PostgreSQL did not start. Its log ${place.log} ends with:\n${tail}`);
}

/**
 * A fast shutdown: open transactions are rolled back, what was committed is written. The hard stop comes only
 * when that takes too long, and loses nothing either: the next start recovers from the write-ahead log.
 */
export async function stopServer(cluster: Cluster, child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.ref();
  if (process.platform === 'win32') {
    await run(cluster.binaries.pgCtl, ['stop', '-D', cluster.place.data, '-m', 'fast'], cluster.account);
  } else {
    child.kill('SIGINT');
  }
  const hardStop = setTimeout(() => child.kill('SIGQUIT'), 30_000);
  await gone;
  clearTimeout(hardStop);
}
