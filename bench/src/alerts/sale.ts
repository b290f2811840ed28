import { type Bench, type Contender, shareOfFloor } from '../rounds.ts';
import type { KeepOptions } from './data/cache.ts';
import type { Kind } from './load-types.ts';
import { startSeller } from './seller.ts';

const CALLERS = 8;
const FAR = 'level watched, far from low';
const OPEN = 'level low, its alert open';
const EACH = 'each sale opens an alert';

/**
 * What alerts add to a completed sale (`sales.create` and `sales.complete`, one line, over HTTP through the SDK): levels that
 * nobody watches (the floor), levels far from their threshold, levels whose alert is open all the time, and levels that
 * every sale turns low. Bar: 0.8 of the floor's calls.
 */
export const alertsSale = async ({ progress }: Pick<KeepOptions, 'progress'>): Promise<Bench> => {
  const seller = await startSeller(progress);
  const selling = (name: string, kind: Kind): Contender => ({
    name,
    run: (ms) => seller.sell({ kind, callers: CALLERS, ms }),
  });
  return {
    contenders: [
      selling('completed sale, level not watched (floor)', 'unwatched'),
      selling(FAR, 'plenty'),
      selling(OPEN, 'low'),
      selling(EACH, 'brink'),
    ],
    // A quarter more for each.
    bars: shareOfFloor({ [FAR]: 0.8, [OPEN]: 0.8, [EACH]: 0.8 }),
    close: seller.close,
  };
};
