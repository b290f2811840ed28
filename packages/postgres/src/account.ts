import { execFileSync, spawnSync } from 'node:child_process';
import { lstatSync, readFileSync } from 'node:fs';
import { PostgresProblem, type Progress } from './problem.ts';

/** The system user that PostgreSQL's processes run as. */
export interface Account {
  name: string;
  /** Set when we are root and must become another: PostgreSQL refuses to run as root. */
  become?: { uid: number; gid: number };
}

const accountName = 'postgres';

/**
 * Ourselves, or, as root, the owner of the data that is already there, or the system's `postgres` user,
 * which is made when missing. `nobody` is the last resort, where no user can be made (a read-only /etc).
 */
export function accountFor(dataFolder: string | undefined, progress: Progress): Account {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return { name: process.env.USER ?? 'you' };
  const owner = dataFolder === undefined ? undefined : ownerOf(dataFolder);
  if (owner !== undefined && owner.uid !== 0) {
    return { name: nameOf(owner.uid) ?? String(owner.uid), become: owner };
  }
  const existing = lookUp(accountName);
  if (existing) return { name: accountName, become: existing };
  progress(`PostgreSQL does not run as root: making the system user "${accountName}" for it.`);
  makeUser();
  const made = lookUp(accountName);
  if (made) return { name: accountName, become: made };
  const nobody = lookUp('nobody');
  if (!nobody) {
    throw new PostgresProblem(
      'PostgreSQL does not run as root, and no system user could be made for it.\n' +
        'Run StockFlow as an ordinary user, make a user named "postgres", or set DATABASE_URL.',
    );
  }
  progress('No system user could be made; PostgreSQL runs as "nobody".');
  return { name: 'nobody', become: nobody };
}

function ownerOf(path: string): { uid: number; gid: number } | undefined {
  try {
    const { uid, gid } = lstatSync(path);
    return { uid, gid };
  } catch {
    return undefined;
  }
}

/** `id` also asks directories (LDAP and the like) that /etc/passwd does not show. */
function lookUp(name: string): { uid: number; gid: number } | undefined {
  try {
    const ask = (flag: string) =>
      Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }));
    return { uid: ask('-u'), gid: ask('-g') };
  } catch {
    return undefined;
  }
}

function nameOf(uid: number): string | undefined {
  try {
    const line = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((entry) => entry.split(':')[2] === String(uid));
    return line?.split(':')[0];
  } catch {
    return undefined;
  }
}

/** `useradd` nearly everywhere; `adduser` on busybox systems. */
function makeUser(): void {
  const noShell = '/usr/sbin/nologin';
  const made = spawnSync('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--shell',
    noShell,
    accountName,
  ]);
  if (made.status === 0) return;
  spawnSync('addgroup', ['-S', accountName]);
  spawnSync('adduser', ['-S', '-D', '-H', '-G', accountName, accountName]);
}

/**
 * Whether a shell command succeeds for the account. Asked of the system instead of worked out from mode bits:
 * groups, ACLs, read-only and `noexec` mounts all have a say.
 */
export function canRun(account: Account, command: string, args: string[]): boolean {
  return spawnSync(command, args, { ...account.become, cwd: '/', stdio: 'ignore' }).status === 0;
}

/** Whether a folder in a place that everybody may write to (/tmp) was made by us and can be changed by nobody else. */
export function isOnlyOurs(folder: string): boolean {
  const { uid, mode } = lstatSync(folder);
  return uid === process.getuid?.() && (mode & 0o022) === 0;
}
