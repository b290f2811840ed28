import { createHash } from 'node:crypto';
import type { Database } from '@stockflow/db';
import { refuse } from '@stockflow/domain';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';

/** One limit: so many points in so many seconds. */
export interface ThrottleLimit {
  points: number;
  seconds: number;
}

/** The limits that guard passwords and sign-ups; each call of a batch counts. */
export interface ThrottleLimits {
  signInPerAccount: ThrottleLimit;
  signInPerAddress: ThrottleLimit;
  signUpPerAddress: ThrottleLimit;
}

/** Ten wrong guesses an account in a quarter of an hour; an office behind one address may try a hundred. */
export const DEFAULT_LIMITS: ThrottleLimits = {
  signInPerAccount: { points: 10, seconds: 900 },
  signInPerAddress: { points: 100, seconds: 900 },
  signUpPerAddress: { points: 20, seconds: 3600 },
};

/** The throttles of one server. Counters live in the database: all API processes share them. */
export interface Throttles {
  /** Counts one try; throws RATE_LIMITED with the seconds to wait. */
  count(limit: keyof ThrottleLimits, what: string): Promise<void>;
  /** Forgets what was counted: after a right password. */
  forget(limit: keyof ThrottleLimits, what: string): Promise<void>;
}

// The table is shared and must tell nothing of anybody: what is counted is stored as a hash.
const hashed = (what: string): string => createHash('sha256').update(what).digest('base64url').slice(0, 32);

export const createThrottles = (database: Database, limits: ThrottleLimits): Throttles => {
  const limiters = new Map(
    (Object.entries(limits) as [keyof ThrottleLimits, ThrottleLimit][]).map(([name, limit]) => [
      name,
      new RateLimiterPostgres({
        storeClient: database.shared,
        storeType: 'pool',
        tableName: 'rate_limits',
        tableCreated: true,
        // Expired rows are removed by the server's own pruning, not by a timer inside each limiter.
        clearExpiredByTimeout: false,
        keyPrefix: name,
        points: limit.points,
        duration: limit.seconds,
      }),
    ]),
  );
  const limiter = (name: keyof ThrottleLimits) => {
    const found = limiters.get(name);
    if (!found) throw new Error(`no throttle ${name}`);
    return found;
  };
  return {
    async count(name, what) {
      try {
        await limiter(name).consume(hashed(what));
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        const retryAfterSeconds = Math.max(1, Math.ceil(error.msBeforeNext / 1000));
        throw refuse(
          'RATE_LIMITED',
          { retryAfterSeconds },
          `Too many tries. Wait ${retryAfterSeconds} seconds.`,
        );
      }
    },
    async forget(name, what) {
      await limiter(name).delete(hashed(what));
    },
  };
};
