import type { Database } from '../../connection/index.ts';
import { DUE_HOLDS_MAX, dueHolds } from './reservation-rows.ts';

/** A company at work is looked after anew this often: holds that a process made which is gone are found then. */
const ATTEND_EVERY_MS = 60_000;
/** First look after the first contact: whoever came is served first. */
const FIRST_LOOK_MS = 1_000;
/** After a failure, and the longest that a timer waits (Node's own limit is 24.8 days). */
const RETRY_MS = 5_000;
const TIMER_MAX_MS = 86_400_000;
/** Companies that are remembered as looked after. */
const ATTENDED_MAX = 10_000;

/**
 * Ends holds when their time is up. Nothing depends on it: an expired hold stops counting by itself, and whoever is
 * short ends those in the way. It keeps the books tidy. The wall lets nobody look across companies, so it looks where
 * somebody works: at first contact, and when a hold that this process made or saw is due.
 */
export class HoldSweeper {
  readonly #database: Database;
  readonly #expire: (companyId: string, ids: readonly string[]) => Promise<void>;
  readonly #attended = new Map<string, number>();
  readonly #timers = new Map<string, { at: number; timer: NodeJS.Timeout }>();

  constructor(database: Database, expire: (companyId: string, ids: readonly string[]) => Promise<void>) {
    this.#database = database;
    this.#expire = expire;
  }

  attend(companyId: string): void {
    const now = Date.now();
    if (now - (this.#attended.get(companyId) ?? 0) < ATTEND_EVERY_MS) return;
    if (this.#attended.size >= ATTENDED_MAX) this.#attended.clear();
    this.#attended.set(companyId, now);
    this.watch(companyId, new Date(now + FIRST_LOOK_MS));
  }

  watch(companyId: string, dueAt: Date): void {
    const at = dueAt.getTime();
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

  async #look(companyId: string): Promise<void> {
    try {
      const due = await this.#database.readInCompany<{ id: string }>(companyId, dueHolds(companyId, null));
      await this.#expire(
        companyId,
        due.map(({ id }) => id),
      );
      if (due.length === DUE_HOLDS_MAX) return this.watch(companyId, new Date());
      const [next] = await this.#database.readInCompany<{ at: Date | null }>(companyId, nextDue(companyId));
      if (next?.at) this.watch(companyId, next.at);
    } catch {
      // The database is away, or closed for good: then the timer is the last and does nothing.
      this.watch(companyId, new Date(Date.now() + RETRY_MS));
    }
  }
}

const nextDue = (companyId: string) => ({
  name: 'reservations-next-due',
  text: `select expires_at as at
         from reservations
         where company_id = $1 and status = 'active' and expires_at is not null
         order by expires_at
         limit 1`,
  values: [companyId],
});
