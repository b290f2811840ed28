import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** The fields of /proc/PID/stat after the name (which may hold spaces and brackets itself): state first. */
function statOf(pid: number): string[] | undefined {
  const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, 'latin1'));
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/**
 * Whether a process of this id runs. One that belongs to another user does (EPERM); a zombie, which nobody
 * reaped as happens in containers without an init, does not, though a signal to it succeeds.
 */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return statOf(pid)?.[0] !== 'Z';
}

/**
 * What tells a process from a later one that was given the same id: the boot and the moment it started.
 * `undefined` where the system does not say (Windows); then the id alone must do.
 */
export function birthOf(pid: number): string | undefined {
  if (process.platform === 'linux') {
    const startedAtTicks = statOf(pid)?.[19];
    const boot = attempt(() => readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()) ?? '';
    return startedAtTicks === undefined ? undefined : `${boot}:${startedAtTicks}`;
  }
  if (process.platform === 'win32') return undefined;
  return attempt(() => execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim());
}

/** Whether the process of this id is a PostgreSQL server on this data folder, and not a stranger with its id. */
export function isPostgresOn(pid: number, dataFolder: string): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform === 'win32') return true;
  const command =
    process.platform === 'linux'
      ? attempt(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' '))
      : attempt(() => execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }));
  if (command === undefined) return false;
  // The server works inside its data folder, so it is found even when the project was moved under it.
  const workingFolder = attempt(() => readlinkSync(`/proc/${pid}/cwd`));
  return command.includes('postgres') && (command.includes(dataFolder) || workingFolder === dataFolder);
}

/** Waits until the process is gone; false when it still runs at the end of the time. */
export async function isGoneWithin(pid: number, timeoutMs: number): Promise<boolean> {
  const end = Date.now() + timeoutMs;
  while (isAlive(pid)) {
    if (Date.now() > end) return false;
    await sleep(20);
  }
  return true;
}
