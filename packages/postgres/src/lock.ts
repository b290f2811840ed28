import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { PostgresProblem } from './problem.ts';
import { birthOf, isAlive } from './processes.ts';

export interface LockNote {
  pid: number;
  birth: string | undefined;
  token: string;
  startedAt: string;
  address?: string;
}

/** What the lock file says, or `undefined` when there is none or it was cut short by a crash. */
export function readLock(path: string): LockNote | undefined {
  try {
    const note = JSON.parse(readFileSync(path, 'utf8')) as LockNote;
    return typeof note.pid === 'number' && typeof note.token === 'string' ? note : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the process that wrote the note still runs; an id that was given to another process since does not count. */
export function isHeld(note: LockNote | undefined): note is LockNote {
  if (note === undefined || !isAlive(note.pid)) return false;
  const birth = birthOf(note.pid);
  return birth === undefined || note.birth === undefined || birth === note.birth;
}

/**
 * One process at a time per folder. A plain file with `O_EXCL`, since Node has no `flock`: a lock whose
 * writer is gone is moved away (only one of two can move it), and whoever took over looks again a moment
 * later whether the lock is still its own.
 */
export class ProcessLock {
  readonly #path: string;
  readonly #note: LockNote;
  readonly #onExit = () => this.release();

  private constructor(path: string, note: LockNote) {
    this.#path = path;
    this.#note = note;
  }

  static async take(path: string, log: (line: string) => void): Promise<ProcessLock> {
    const note: LockNote = {
      pid: process.pid,
      birth: birthOf(process.pid),
      token: randomUUID(),
      startedAt: new Date().toISOString(),
    };
    const lock = new ProcessLock(path, note);
    for (let round = 0; round < 20; round++) {
      if (lock.#create()) return lock.#held();
      const found = readLock(path);
      if (isHeld(found)) throw alreadyRunning(found, path);
      if (lock.#moveStaleAway(found)) {
        log('Found the lock of a StockFlow that crashed; taking over. Its data is kept.');
        if (!lock.#create()) continue;
        await sleep(100);
        if (readLock(path)?.token === note.token) return lock.#held();
      }
      await sleep(20);
    }
    throw alreadyRunning(readLock(path), path);
  }

  /** Adds where the server is to be found, for the message to whoever comes second. */
  announce(address: string): void {
    this.#note.address = address;
    if (readLock(this.#path)?.token !== this.#note.token) return;
    const fresh = `${this.#path}.${this.#note.token}`;
    writeFileSync(fresh, JSON.stringify(this.#note));
    renameSync(fresh, this.#path);
  }

  release(): void {
    process.off('exit', this.#onExit);
    if (readLock(this.#path)?.token === this.#note.token) rmSync(this.#path, { force: true });
  }

  /** From here on an end of the process, other than a hard kill, frees the folder. */
  #held(): this {
    process.once('exit', this.#onExit);
    return this;
  }

  #create(): boolean {
    try {
      writeFileSync(this.#path, JSON.stringify(this.#note), { flag: 'wx' });
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    }
  }

  #moveStaleAway(expected: LockNote | undefined): boolean {
    const aside = `${this.#path}.stale-${this.#note.token}`;
    try {
      renameSync(this.#path, aside);
    } catch {
      return false; // Another process was quicker.
    }
    const moved = readLock(aside);
    const isStale = moved?.token === expected?.token;
    // Between the look and the move a live one may have come: put it back, unless its place is taken.
    if (!isStale) {
      try {
        linkSync(aside, this.#path);
      } catch {}
    }
    rmSync(aside, { force: true });
    return isStale;
  }
}

function alreadyRunning(note: LockNote | undefined, path: string): PostgresProblem {
  if (note === undefined)
    return new PostgresProblem(`Another StockFlow is starting on this folder (${path}).`);
  const where = note.address === undefined ? 'still starting' : note.address;
  return new PostgresProblem(
    `StockFlow is already running in this folder: process ${note.pid}, ${where}, since ${note.startedAt}.\n` +
      `Use that one, or stop it first: kill ${note.pid}`,
  );
}
