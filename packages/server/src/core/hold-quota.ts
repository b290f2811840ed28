import { type Database, type HeldBy, heldBy } from '@stockflow/db';
import { type Refusal, refuse } from '@stockflow/domain';
import type { Actor } from './actor.ts';

/** How many holds with an end one person or key may have at once. */
export const HOLDS_PER_CREDENTIAL = 10_000;
/** So much of the quota a process gives out before it counts again, and has under way at most: others do not see those. */
const UNSEEN_PART = 1 / 40;
/** What was counted so long ago is counted again: holds have ended since. */
const COUNT_HOLDS_MS = 60_000;
/** Whoever is full is not counted again sooner. */
const FULL_HOLDS_MS = 100;
const CREDENTIALS_MAX = 10_000;

/** What is known of one credential. */
interface Known {
  held: number;
  /** Given out and not yet settled. */
  underWay: number;
  /** Under way when the count began: it may have seen them or not. */
  maybeCounted: number;
  /** Given out since the count began. */
  given: number;
  countedAt: number;
  firstEndsAt: Date | null;
  counting: Promise<void> | null;
  settled: (() => void)[];
}

/** A hold that may be made: `settle` when it was, or was not. */
export interface Admission {
  /** Throw it where the hold is decided: an answer that was given before is given again, full or not. */
  readonly refusal: Refusal | null;
  settle(): void;
}

const ADMITTED = { refusal: null };

/**
 * Keeps one key from holding all of a company's stock. Exact within a process, and nearly free: holds are counted in the
 * database once for each fortieth of the quota, and near its end. With each other process a twentieth more may be held:
 * what it gave out since a count, and what was under way then.
 */
export class HoldQuota {
  readonly #database: Database;
  readonly #max: number;
  readonly #unseenMax: number;
  readonly #known = new Map<string, Known>();

  constructor(database: Database, max: number = HOLDS_PER_CREDENTIAL) {
    this.#database = database;
    this.#max = max;
    this.#unseenMax = Math.max(1, Math.floor(max * UNSEEN_PART));
  }

  /** Asks for one more hold of the caller. */
  async admit(actor: Actor, now: Date): Promise<Admission> {
    const known = this.#of(actor.id);
    for (;;) {
      const isKnown = Date.now() - known.countedAt < COUNT_HOLDS_MS;
      const spoken = known.held + known.maybeCounted + known.given;
      if (known.underWay >= this.#unseenMax) {
        await nextSettled(known);
        continue;
      }
      if (isKnown && spoken < this.#max && known.given < this.#unseenMax) {
        known.given += 1;
        known.underWay += 1;
        return { ...ADMITTED, settle: () => settle(known) };
      }
      const isFresh = Date.now() - known.countedAt < FULL_HOLDS_MS;
      if (isFresh && known.held >= this.#max) return { refusal: full(this.#max, known, now), settle() {} };
      // Some that the count may have missed: when one of them has settled the next count sees it.
      if (known.counting === null && isFresh && spoken >= this.#max && known.underWay > 0)
        await nextSettled(known);
      await this.#count(known, actor, now);
    }
  }

  #of(actorId: string): Known {
    let known = this.#known.get(actorId);
    if (!known) {
      if (this.#known.size >= CREDENTIALS_MAX) this.#forgetOldest();
      known = {
        held: 0,
        underWay: 0,
        maybeCounted: 0,
        given: 0,
        countedAt: Number.NEGATIVE_INFINITY,
        firstEndsAt: null,
        counting: null,
        settled: [],
      };
      this.#known.set(actorId, known);
    }
    return known;
  }

  #forgetOldest(): void {
    for (const [id, known] of this.#known) {
      if (known.underWay > 0 || known.counting) continue;
      this.#known.delete(id);
      return;
    }
  }

  /** One count at a time for a credential: who comes meanwhile waits for it. */
  async #count(known: Known, actor: Actor, now: Date): Promise<void> {
    known.counting ??= (async () => {
      const given = known.given;
      const maybeCounted = known.underWay;
      const statement = heldBy(actor.company.id, { actorId: actor.id, now, countMax: this.#max });
      const [row] = await this.#database.readInCompany<HeldBy>(actor.company.id, statement);
      known.held = row?.held ?? 0;
      known.firstEndsAt = row?.firstEndsAt ?? null;
      known.maybeCounted = maybeCounted;
      known.given -= given;
      known.countedAt = Date.now();
    })().finally(() => {
      known.counting = null;
    });
    await known.counting;
  }
}

const nextSettled = (known: Known): Promise<void> => new Promise((resolve) => known.settled.push(resolve));

const settle = (known: Known): void => {
  known.underWay -= 1;
  for (const resolve of known.settled.splice(0)) resolve();
};

const full = (max: number, { firstEndsAt }: Known, now: Date): Refusal => {
  const waitMs = (firstEndsAt?.getTime() ?? now.getTime()) - now.getTime();
  const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1000));
  return refuse(
    'RATE_LIMITED',
    { retryAfterSeconds },
    `You hold ${max} reservations, which is the most. Commit or release some; the first ends by itself in ${retryAfterSeconds} seconds.`,
  );
};
