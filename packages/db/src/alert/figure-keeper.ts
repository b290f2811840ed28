import type { Database } from '../connection/index.ts';
import { FIGURES_MAX, keepFigures } from './figures.ts';

/** Between two rounds for one company: a busy list is not computed all the time. */
const REST_MS = 1_000;

/**
 * Keeps the figures of low levels up to date behind the back of who asks for the list: one round at a time for each
 * company, and a rest after it. What was asked for meanwhile is one more round. A failure is left to the next who asks.
 */
export class FigureKeeper {
  readonly #database: Database;
  readonly #atWork = new Map<string, { now: Date; isAskedAgain: boolean }>();

  constructor(database: Database) {
    this.#database = database;
  }

  /** Says that figures had to be computed. */
  ask(companyId: string, now: Date): void {
    const work = this.#atWork.get(companyId);
    if (work) {
      work.isAskedAgain = true;
      work.now = now;
      return;
    }
    this.#atWork.set(companyId, { now, isAskedAgain: false });
    void this.#keep(companyId);
  }

  async #keep(companyId: string): Promise<void> {
    const work = this.#atWork.get(companyId);
    if (!work) return;
    work.isAskedAgain = false;
    try {
      let kept = FIGURES_MAX;
      while (kept === FIGURES_MAX) kept = await keepFigures(this.#database, companyId, work.now);
    } catch {
      // The database is away or closed: the list computes what is not kept.
    }
    setTimeout(() => {
      if (work.isAskedAgain) return void this.#keep(companyId);
      this.#atWork.delete(companyId);
    }, REST_MS).unref();
  }
}

const keepers = new WeakMap<Database, FigureKeeper>();

/** The keeper of a database: one per process, made on first use. */
export const figureKeeperOf = (database: Database): FigureKeeper => {
  const known = keepers.get(database);
  if (known) return known;
  const keeper = new FigureKeeper(database);
  keepers.set(database, keeper);
  return keeper;
};
