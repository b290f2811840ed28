import type { Database } from '../connection/index.ts';
import { reconcileNightly } from './nightly.ts';
import type { AlertsCompared } from './reconcile.ts';
import { type Horizons, rewatchRound } from './rewatch.ts';
import { wakeSnoozed } from './wake-snoozed.ts';

/** A company at work is looked after anew this often: what a process that is gone has left is found then. */
const ATTEND_EVERY_MS = 60_000;
/** First look after the first contact: whoever came is served first. */
const FIRST_LOOK_MS = 1_000;
/** After a failure. */
const RETRY_MS = 5_000;
/** While transactions that began before a change are under way. */
const WAITING_MS = 250;
/** The longest that a timer waits (Node's own limit is 24.8 days). */
const TIMER_MAX_MS = 86_400_000;
/** Between two questions whether the night is over. */
const NIGHT_EVERY_MS = 600_000;
/** Companies that are remembered as looked after. */
const ATTENDED_MAX = 10_000;
/** Levels that a caller waits for, and for how long; the rest goes on behind its back. */
const AWAITED_LEVELS_MAX = 500;
const AWAITED_MS_MAX = 2_000;

interface Run {
  isAskedAgain: boolean;
  /** Callers that wait for their change, each with the levels it still waits for. */
  readonly waiters: Set<{ left: number; resolve: () => void }>;
}

/**
 * Brings levels up to date after thresholds have changed, and wakes snoozed alerts when their time is up. The wall lets
 * nobody look across companies, so it looks where somebody works: after a change that this process made, at first
 * contact, and when a snooze that it made or saw ends; there it also compares what is kept with the books once a day. One run for each company at a time; after a crash the next process
 * that the company meets goes on where the last one stopped, for what is pending stands in the database.
 */
export class Rewatcher {
  readonly #database: Database;
  readonly #runs = new Map<string, Run>();
  readonly #horizons = new Map<string, Horizons>();
  readonly #attended = new Map<string, number>();
  readonly #timers = new Map<string, { at: number; timer: NodeJS.Timeout }>();
  readonly #nights = new Map<string, number>();

  /** Told of what differed in the night, and was made right. */
  onDrift: (companyId: string, compared: AlertsCompared) => void = () => {};

  constructor(database: Database) {
    this.#database = database;
  }

  /** Says that somebody works in this company: what is pending there is looked after from now on. */
  attend(companyId: string): void {
    const now = Date.now();
    if (now - (this.#attended.get(companyId) ?? 0) < ATTEND_EVERY_MS) return;
    if (this.#attended.size >= ATTENDED_MAX) this.#attended.clear();
    this.#attended.set(companyId, now);
    this.#lookAt(companyId, now + FIRST_LOOK_MS);
  }

  /** Says that an alert of this company is snoozed until then: somebody will look. */
  watchSnooze(companyId: string, until: Date): void {
    this.#lookAt(companyId, until.getTime());
  }

  /**
   * Says that a change of thresholds was committed. Waits until its levels are up to date, or 500 levels are, or two
   * seconds have passed: the rest goes on in the background. Never throws: the change stands, whatever becomes of this.
   */
  async kick(companyId: string): Promise<void> {
    const run = this.#start(companyId);
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      run.waiters.add({ left: AWAITED_LEVELS_MAX, resolve });
      timer = setTimeout(resolve, AWAITED_MS_MAX);
    });
    clearTimeout(timer);
  }

  #start(companyId: string): Run {
    const known = this.#runs.get(companyId);
    if (known) {
      known.isAskedAgain = true;
      return known;
    }
    const run: Run = { isAskedAgain: true, waiters: new Set() };
    this.#runs.set(companyId, run);
    // In the next microtask: whoever kicks waits by then.
    void Promise.resolve().then(() => this.#run(companyId, run));
    return run;
  }

  async #run(companyId: string, run: Run): Promise<void> {
    try {
      while (run.isAskedAgain) {
        run.isAskedAgain = false;
        const present = [...run.waiters];
        await this.#round(companyId, run);
        for (const waiter of present) release(run, waiter);
      }
    } catch {
      this.#lookAt(companyId, Date.now() + RETRY_MS);
    }
    this.#runs.delete(companyId);
    for (const waiter of run.waiters) release(run, waiter);
  }

  async #round(companyId: string, run: Run): Promise<void> {
    const horizons = this.#horizons.get(companyId) ?? new Map();
    this.#horizons.set(companyId, horizons);
    for (;;) {
      const { found, waiting } = await rewatchRound(this.#database, companyId, {
        horizons,
        onWritten: (levels) => {
          for (const waiter of run.waiters) {
            waiter.left -= levels;
            if (waiter.left <= 0) release(run, waiter);
          }
        },
      });
      if (found === 0) this.#horizons.delete(companyId);
      if (waiting > 0) this.#lookAt(companyId, Date.now() + WAITING_MS);
      if (found === waiting) return;
    }
  }

  #lookAt(companyId: string, at: number): void {
    if (this.#database.isClosing) return;
    const planned = this.#timers.get(companyId);
    if (planned && planned.at <= at) return;
    if (planned) clearTimeout(planned.timer);
    const wait = Math.min(Math.max(at - Date.now(), 0), TIMER_MAX_MS);
    const timer = setTimeout(() => {
      this.#timers.delete(companyId);
      void this.#look(companyId);
    }, wait);
    timer.unref();
    this.#timers.set(companyId, { at, timer });
  }

  async #nightly(companyId: string): Promise<void> {
    const now = Date.now();
    if (now - (this.#nights.get(companyId) ?? 0) < NIGHT_EVERY_MS) return;
    if (this.#nights.size >= ATTENDED_MAX) this.#nights.clear();
    this.#nights.set(companyId, now);
    const compared = await reconcileNightly(this.#database, companyId, new Date(now));
    if (!compared) return;
    const drift = { demand: compared.demand.drifting, levels: compared.levels.drifting };
    this.#database.observer?.reconciled(drift);
    if (drift.demand + drift.levels > 0) this.onDrift(companyId, compared);
  }

  async #look(companyId: string): Promise<void> {
    if (this.#database.isClosing) return;
    this.#start(companyId);
    try {
      const next = await wakeSnoozed(this.#database, companyId);
      if (next) this.#lookAt(companyId, next.getTime());
      await this.#nightly(companyId);
    } catch {
      this.#lookAt(companyId, Date.now() + RETRY_MS);
    }
  }
}

const release = (run: Run, waiter: { left: number; resolve: () => void }): void => {
  run.waiters.delete(waiter);
  waiter.resolve();
};

const rewatchers = new WeakMap<Database, Rewatcher>();

/** The rewatcher of a database: one per process, made on first use. */
export const rewatcherOf = (database: Database): Rewatcher => {
  const known = rewatchers.get(database);
  if (known) return known;
  const rewatcher = new Rewatcher(database);
  rewatchers.set(database, rewatcher);
  return rewatcher;
};
