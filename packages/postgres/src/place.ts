import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { type Account, canRun, isOnlyOurs } from './account.ts';
import { PostgresProblem, type Progress } from './problem.ts';

/** Where one cluster lives: `data` is PostgreSQL's own, the rest is ours. */
export interface Place {
  home: string;
  data: string;
  password: string;
  log: string;
  port: string;
}

export function placeAt(home: string): Place {
  const at = (name: string) => join(home, name);
  return { home, data: at('data'), password: at('password'), log: at('postgres.log'), port: at('port') };
}

const noteOf = (folder: string) => join(folder, 'place.json');
const markOf = (home: string) => join(home, 'belongs-to');

/** The place chosen earlier for this state folder, if it is still there and still this folder's. */
export function rememberedPlace(folder: string): Place | undefined {
  const inside = placeAt(join(folder, 'postgres'));
  if (existsSync(inside.data)) return inside;
  try {
    const { home } = JSON.parse(readFileSync(noteOf(folder), 'utf8')) as { home: string };
    const owner = readFileSync(markOf(home), 'utf8');
    // A project that was copied brings the note along: it must not work on the original's data.
    const isOurs = owner === folder || !existsSync(owner);
    return isOurs && existsSync(home) ? placeAt(home) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Inside the state folder, or where PostgreSQL's user cannot enter it (a project under a 0700 home, and we
 * are root) or the file system keeps no permissions, in a lasting place with a name made from the folder's.
 */
export function choosePlace(folder: string, account: Account, progress: Progress): Place {
  const remembered = rememberedPlace(folder);
  if (remembered) {
    if (remembered.home !== join(folder, 'postgres')) writeFileSync(markOf(remembered.home), folder);
    return remembered;
  }
  const inside = join(folder, 'postgres');
  if (isUsable(inside, account)) return placeAt(inside);
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  const name = `${basename(dirname(folder)).replace(/[^\w-]/g, '') || 'project'}-${hash}`;
  for (const base of outsideFolders(account)) {
    const home = join(base, name);
    if (!makeOurs(base) || !isUsable(home, account)) continue;
    writeFileSync(markOf(home), folder);
    writeFileSync(noteOf(folder), JSON.stringify({ home, reason: `"${account.name}" cannot use ${inside}` }));
    const warning = home.startsWith(tmpdir())
      ? ' It is a temporary folder: a restart of the machine may empty it.'
      : '';
    progress(
      `PostgreSQL's user "${account.name}" cannot use ${inside}; keeping the data in ${home} instead.${warning}`,
    );
    return placeAt(home);
  }
  throw new PostgresProblem(
    `PostgreSQL's user "${account.name}" can use neither ${inside} nor any other place for its data.\n` +
      'Make the project folder reachable for it, or set DATABASE_URL.',
  );
}

function outsideFolders(account: Account): string[] {
  const lasting = account.become
    ? '/var/lib/stockflow'
    : join(process.env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'stockflow');
  return [lasting, join(tmpdir(), `stockflow-data-${process.getuid?.() ?? 0}`)];
}

/** In a folder that another could write to, the data could be swapped under us. */
function makeOurs(base: string): boolean {
  try {
    mkdirSync(base, { recursive: true, mode: 0o755 });
    return process.platform === 'win32' || isOnlyOurs(base);
  } catch {
    return false;
  }
}

/** A root with umask 077 would shut PostgreSQL out of the folder above, which is StockFlow's own. */
export function letPass(home: string, account: Account): void {
  const above = statSync(dirname(home));
  if (account.become && above.uid === 0) chmodSync(dirname(home), (above.mode & 0o7777) | 0o001);
}

/** Made, handed to the account, closed to others, and then tried by the account itself. */
function isUsable(home: string, account: Account): boolean {
  const existed = existsSync(home);
  try {
    mkdirSync(home, { recursive: true, mode: 0o755 });
    letPass(home, account);
    chmodSync(home, 0o700);
    if (account.become) chownSync(home, account.become.uid, account.become.gid);
    if (process.platform === 'win32') return true;
    const keepsPermissions = (statSync(home).mode & 0o077) === 0;
    const probe = 'cd "$1" && : > "$1/probe" && rm "$1/probe"';
    if (keepsPermissions && canRun(account, '/bin/sh', ['-c', probe, 'sh', home])) return true;
  } catch (error) {
    if (!account.become && (error as NodeJS.ErrnoException).code === 'EACCES' && existed) {
      throw new PostgresProblem(
        `${home} is another user's. Was StockFlow started as root before? Start it so again.`,
      );
    }
  }
  try {
    if (!existed) rmdirSync(home);
  } catch {}
  return false;
}
