import type { CatalogueProduct } from './catalogue.ts';
import { randomOf } from './chance.ts';

/** How a level stands at the end of the year. */
export type Fate =
  | { kind: 'healthy' }
  /** Enough for more than a week, and not above the threshold. */
  | { kind: 'low' }
  /** Gone within the week. */
  | { kind: 'critical' }
  /** Low, and nobody has asked for it for months: listed only when asked for. */
  | { kind: 'quiet' }
  | { kind: 'sold-out'; daysAgo: number }
  /** Discontinued: whatever is left. */
  | { kind: 'ended' };

/** One of them three weeks ago: a list that looks at the last days only would not show it any more. */
const SOLD_OUT_DAYS_AGO = [21, 1, 2, 3, 4, 6, 9, 12, 16, 24];

export interface LevelKey {
  product: CatalogueProduct;
  /** Lines to be expected in the last 60 days, undisturbed. */
  recentLines: number;
  name: string;
}

/** The fate of every level, by its name. Few are in trouble: about one in twelve. */
export function fatesOf(levels: readonly LevelKey[]): Map<string, Fate> {
  const random = randomOf('fates');
  const fates = new Map<string, Fate>(
    levels.map(({ name, product }) => [
      name,
      { kind: product.endedDaysAgo === undefined ? 'healthy' : 'ended' },
    ]),
  );
  const free = random.shuffle(
    levels.filter(
      ({ product }) => product.endedDaysAgo === undefined && product.launchedDaysAgo === undefined,
    ),
  );
  const take = (count: number, fits: (level: LevelKey) => boolean): LevelKey[] =>
    free.filter((level) => fates.get(level.name)?.kind === 'healthy' && fits(level)).slice(0, count);

  const sellsDaily = ({ product, recentLines }: LevelKey) => product.mover === 'fast' && recentLines > 18;
  for (const [index, { name }] of take(SOLD_OUT_DAYS_AGO.length, sellsDaily).entries()) {
    fates.set(name, { kind: 'sold-out', daysAgo: SOLD_OUT_DAYS_AGO[index]! });
  }
  const sells = ({ recentLines }: LevelKey) => recentLines > 5;
  for (const { name } of take(Math.round(levels.length * 0.025), sells))
    fates.set(name, { kind: 'critical' });
  for (const { name } of take(Math.round(levels.length * 0.035), sells)) fates.set(name, { kind: 'low' });
  const isSlow = ({ product, recentLines }: LevelKey) => product.mover === 'slow' && recentLines < 1.5;
  for (const { name } of take(8, isSlow)) fates.set(name, { kind: 'quiet' });
  return fates;
}
