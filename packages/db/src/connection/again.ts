import { setTimeout as sleep } from 'node:timers/promises';
import { isRetryable, translated } from './errors.ts';

/** How often work is run again after a deadlock or a serialization failure. */
const RETRIES_MAX = 2;

/** Runs it again after a deadlock or a serialization failure. */
export const again = async <T>(work: () => Promise<T>): Promise<T> => {
  for (let retry = 0; ; retry += 1) {
    try {
      return await work();
    } catch (error) {
      if (retry === RETRIES_MAX || !isRetryable(error)) throw translated(error);
      // Whoever met in a deadlock must not start again at the same moment.
      await sleep(5 + Math.random() * 20 * (retry + 1));
    }
  }
};
