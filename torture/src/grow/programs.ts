import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const FOLDERS = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/usr/local/sbin'];
const POSTGRES = '/usr/lib/postgresql';

/** Where a program of the system lies, or undefined: a run without it says so and leaves its part out. */
export const findProgram = (name: string): string | undefined =>
  FOLDERS.map((folder) => join(folder, name)).find(isProgram);

/** The folder of the newest PostgreSQL of the system that has all the tools of a server; Debian keeps them by version. */
export const findPostgres = (): string | undefined => {
  const versions = existsSync(POSTGRES) ? readdirSync(POSTGRES).map(Number).filter(Number.isInteger) : [];
  const tools = ['initdb', 'postgres', 'pg_basebackup'];
  return versions
    .sort((one, other) => other - one)
    .map((version) => join(POSTGRES, String(version), 'bin'))
    .find((folder) => tools.every((tool) => isProgram(join(folder, tool))));
};

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Whom to run as: PostgreSQL and PgBouncer refuse to be root. */
export const ordinaryAccount = (): { uid?: number; gid?: number } => {
  if (process.getuid?.() !== 0) return {};
  const ask = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: ask('-u'), gid: ask('-g') };
};

/** A program of the system that runs until it is ended. */
export interface Running {
  readonly pid: number;
  /** What it has said on its standard output and error: the last of it. */
  said(): string;
  end(signal?: NodeJS.Signals): Promise<void>;
}

const SAID_MAX = 20_000;

/** Starts a program and waits until `isUp` says yes; throws with what it said when it ends before, or takes too long. */
export const startProgram = async (
  [program, ...flags]: readonly string[],
  options: { env?: Record<string, string>; account?: { uid?: number; gid?: number }; cwd?: string },
  isUp: () => Promise<boolean>,
): Promise<Running> => {
  const child: ChildProcess = spawn(program ?? '', flags, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', ...options.env },
    cwd: options.cwd ?? '/',
    ...options.account,
  });
  let said = '';
  const hear = (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-SAID_MAX);
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  const ended = once(child, 'exit').catch((error: unknown) => [String(error)]);
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  const end = async (signal: NodeJS.Signals = 'SIGTERM') => {
    if (!isOver) child.kill(signal);
    const hard = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await ended;
    clearTimeout(hard);
  };
  for (let tries = 0; !(await isUp().catch(() => false)); tries += 1) {
    if (isOver || tries === 200) {
      await end('SIGKILL');
      throw new Error(`${program} did not start: ${said}`);
    }
    await sleep(50);
  }
  return { pid: child.pid ?? 0, said: () => said, end };
};

/** Runs a program to its end; throws with what it said when it fails. */
export const runProgram = (
  [program, ...flags]: readonly string[],
  account: { uid?: number; gid?: number } = {},
): string =>
  execFileSync(program ?? '', flags, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' },
    cwd: '/',
    ...account,
  });
