import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { accountFor } from './account.ts';
import { binariesFor } from './binaries.ts';
import {
  type Cluster,
  createData,
  setPassword,
  startServer,
  stopServer,
  superuser,
  urlOf,
} from './cluster.ts';
import { checkExternal, identityOf } from './external.ts';
import { handOver, sweepAbandoned } from './housekeeping.ts';
import { clearLeftover } from './leftover.ts';
import { ProcessLock } from './lock.ts';
import { choosePlace, placeAt, rememberedPlace } from './place.ts';
import { defaultPort, freePort } from './port.ts';
import { PostgresProblem, type Progress } from './problem.ts';

export { PostgresProblem, type Progress } from './problem.ts';
export { readRunning, removeEmbedded, resetExternal } from './reset.ts';

export interface PostgresServer {
  /** Connects as the superuser (embedded) or as whom DATABASE_URL names. Holds a password: never print it. */
  adminUrl: string;
  embedded: boolean;
  version: string;
  /** Tells this database from every other and from one that was made anew in its place. */
  identity: string;
  /** Where the data lies, for messages; `undefined` when the database is not ours. */
  dataFolder: string | undefined;
  /** Settles, with words for a person, when the server ends though nobody stopped it. */
  lost: Promise<string>;
  /** Notes where StockFlow is to be found, so that a second start can say it. */
  announce(address: string): void;
  /** Stops cleanly what was started here; calling it twice is harmless. */
  stop(): Promise<void>;
}

export interface PostgresOptions {
  /** StockFlow's own state folder in the project; made when missing. */
  folder?: string;
  /** A PostgreSQL of the user's: used as it is, nothing is started. */
  databaseUrl?: string | undefined;
  /** A throw-away cluster in a temporary folder for tests, with `fsync` off; removed by `stop()`. */
  ephemeral?: boolean;
  /** The port to try first. Taken: another free one, and it is said. */
  port?: number;
  progress?: Progress;
}

/** A real PostgreSQL to run on: the one `databaseUrl` names, or an embedded one on 127.0.0.1. */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const progress = options.progress ?? (() => {});
  if (options.databaseUrl) {
    const { version, identity } = await checkExternal(options.databaseUrl);
    return {
      adminUrl: options.databaseUrl,
      embedded: false,
      version,
      identity,
      dataFolder: undefined,
      lost: new Promise(() => {}),
      announce: () => {},
      stop: async () => {},
    };
  }
  if (options.ephemeral) return startEphemeral(progress);
  if (!options.folder) throw new Error('startPostgres needs a folder, a databaseUrl or ephemeral: true');
  return startLasting(options.folder, options.port, progress);
}

async function startLasting(
  givenFolder: string,
  port: number | undefined,
  progress: Progress,
): Promise<PostgresServer> {
  const folder = makeFolder(givenFolder);
  const lock = await ProcessLock.take(join(folder, 'lock.json'), progress);
  try {
    const account = accountFor(rememberedPlace(folder)?.data, progress);
    const binaries = binariesFor(account, progress);
    const place = choosePlace(folder, account, progress);
    const cluster: Cluster = { place, account, binaries, ephemeral: false };
    const isNew = !existsSync(place.data);
    let password = readPassword(place.password);
    if (isNew) {
      password = newPassword(place.password);
      progress('Laying out a new database.');
      await createData(cluster, password);
    } else {
      handOver(place, account);
      await clearLeftover(place.data, progress);
      if (password === undefined) {
        progress(`The database's password file was gone; setting a new password in ${place.password}.`);
        password = randomPassword();
        setPassword(cluster, password);
        keepPassword(place.password, password);
      }
    }
    const wished = port ?? readPort(place.port) ?? defaultPort;
    const server = await boot(cluster, { port: wished, password, progress, isLasting: true });
    writeFileSync(place.port, String(server.port));
    await ensureDatabase(urlOf(server.port, password, 'postgres'), 'stockflow');
    const adminUrl = urlOf(server.port, password, 'stockflow');
    return running(cluster, server, {
      adminUrl,
      identity: await asAdmin(adminUrl, identityOf),
      announce: (address) => lock.announce(address),
      afterStop: () => lock.release(),
    });
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function startEphemeral(progress: Progress): Promise<PostgresServer> {
  await sweepAbandoned(progress);
  const account = accountFor(undefined, progress);
  const binaries = binariesFor(account, progress);
  const home = mkdtempSync(join(realpathSync(tmpdir()), 'stockflow-test-'));
  if (account.become) chownSync(home, account.become.uid, account.become.gid);
  const lock = await ProcessLock.take(join(home, 'lock.json'), progress);
  const cluster: Cluster = { place: placeAt(home), account, binaries, ephemeral: true };
  const remove = () => rmSync(home, { recursive: true, force: true });
  try {
    const password = newPassword(cluster.place.password);
    await createData(cluster, password);
    const server = await boot(cluster, { port: await freePort(0), password, progress, isLasting: false });
    return running(cluster, server, {
      adminUrl: urlOf(server.port, password, 'postgres'),
      identity: home,
      announce: (address) => lock.announce(address),
      afterStop: remove,
    });
  } catch (error) {
    remove();
    throw error;
  }
}

interface BootOptions {
  port: number;
  password: string;
  progress: Progress;
  isLasting: boolean;
}

/** Starts, on another port when this one is taken, and again while the memory of a dead server is still in use. */
async function boot(cluster: Cluster, options: BootOptions): ReturnType<typeof startUntil> {
  return startUntil(cluster, options, await freePort(options.port));
}

async function startUntil(cluster: Cluster, options: BootOptions, firstPort: number) {
  let port = firstPort;
  for (let round = 0; round < 40; round++) {
    if (port !== options.port && options.isLasting) {
      options.progress(
        `Port ${options.port} is taken by another program; PostgreSQL listens on ${port} instead.`,
      );
    }
    const result = await startServer(cluster, {
      port,
      password: options.password,
      progress: options.progress,
    });
    if (typeof result === 'object') return result;
    if (result === 'port-taken') port = await freePort(0);
    else await sleep(500);
  }
  throw new PostgresProblem(
    `PostgreSQL does not start on ${cluster.place.data}; its log: ${cluster.place.log}`,
  );
}

interface Ending {
  adminUrl: string;
  identity: string;
  announce(address: string): void;
  afterStop(): void;
}

function running(
  cluster: Cluster,
  server: Exclude<Awaited<ReturnType<typeof startServer>>, string>,
  { adminUrl, identity, announce, afterStop }: Ending,
): PostgresServer {
  const child = server.process;
  let stopping: Promise<void> | undefined;
  const lost = new Promise<string>((resolvePromise) => {
    child.once('exit', () => {
      if (!stopping)
        resolvePromise(`PostgreSQL ended though nobody stopped it. Its log: ${cluster.place.log}`);
    });
  });
  return {
    adminUrl,
    embedded: true,
    identity,
    version: cluster.binaries.version.replace(/(\.0)?-.*/, ''),
    dataFolder: cluster.place.data,
    lost,
    announce,
    stop() {
      stopping ??= stopServer(cluster, child).then(() => {
        afterStop();
      });
      return stopping;
    },
  };
}

function makeFolder(given: string): string {
  const path = resolve(given);
  try {
    mkdirSync(path, { recursive: true });
    return realpathSync(path);
  } catch (error) {
    throw new PostgresProblem(`Cannot make the folder ${path}: ${(error as Error).message}`);
  }
}

const randomPassword = () => randomBytes(24).toString('base64url');

function newPassword(path: string): string {
  const password = randomPassword();
  keepPassword(path, password);
  return password;
}

function keepPassword(path: string, password: string): void {
  rmSync(path, { force: true }); // `mode` counts only for a file that is made new.
  writeFileSync(path, `${password}\n`, { mode: 0o600, flag: 'wx' });
}

/** The embedded database of this folder as its administrator, and where its data lies; undefined where there is none. */
export function embeddedAt(folder: string): { adminUrl: string; dataFolder: string } | undefined {
  const place = existsSync(folder) ? rememberedPlace(folder) : undefined;
  const password = place && readPassword(place.password);
  const port = place && readPort(place.port);
  if (!place || password === undefined || port === undefined) return undefined;
  return { adminUrl: urlOf(port, password, 'stockflow'), dataFolder: place.data };
}

function readPassword(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8').trim() || undefined : undefined;
}

function readPort(path: string): number | undefined {
  const port = existsSync(path) ? Number(readFileSync(path, 'utf8')) : Number.NaN;
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined;
}

async function asAdmin<T>(adminUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function ensureDatabase(adminUrl: string, name: string): Promise<void> {
  return asAdmin(adminUrl, async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database "${name}" owner "${superuser}"`);
  });
}
