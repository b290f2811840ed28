import { YEAR_DAYS } from './catalogue.ts';
import type { Random } from './random.ts';
import { type LevelYear, liveThrough } from './stock.ts';
import type { DemoLevel } from './year.ts';

/** How some levels are to end, and how many of each. What a demo is to show must not be left to chance. */
interface Fate {
  levels: number;
  isReached(year: LevelYear, level: DemoLevel): boolean;
}

/** Units asked for a day in the last 60 days. */
function dailyOf({ plan }: DemoLevel): number {
  const last = plan.events.filter(({ isSale, day }) => isSale && day >= YEAR_DAYS - 60);
  return last.reduce((sum, { quantity }) => sum + quantity, 0) / 60;
}

const daysLeft = (year: LevelYear, level: DemoLevel) => year.onHand / dailyOf(level);

const FATES: readonly Fate[] = [
  // Sold out five weeks ago and still missing: being empty must not hide it from the list.
  { levels: 2, isReached: ({ emptySince }) => emptySince !== undefined && emptySince < YEAR_DAYS - 33 },
  { levels: 9, isReached: ({ emptySince }) => emptySince !== undefined && emptySince >= YEAR_DAYS - 20 },
  { levels: 13, isReached: (year, level) => year.onHand > 0 && daysLeft(year, level) < 5 },
  {
    levels: 15,
    isReached: (year, level) =>
      daysLeft(year, level) > 8 && year.onHand <= level.plan.lowStockThreshold * 0.85,
  },
];

/** Lets deliveries to some levels stop early enough for them to end as a fate says. */
export function chooseFates(levels: readonly DemoLevel[], random: Random): void {
  const able = random.shuffled(levels.filter(isAble)).values();
  for (const fate of FATES) {
    let wanted = fate.levels;
    for (let level = able.next(); wanted > 0 && !level.done; level = able.next())
      if (meet(level.value, fate)) wanted--;
  }
}

/** Sells steadily, and neither begins nor ends within the year. */
function isAble(level: DemoLevel): boolean {
  const { firstDay, endDay, pace } = level.product;
  const isSteady = pace === 'fast' || pace === 'steady';
  return isSteady && firstDay === 0 && endDay > YEAR_DAYS && dailyOf(level) > 0.4;
}

/** Tries ever earlier ends of the deliveries until the level ends as wanted. */
function meet(level: DemoLevel, fate: Fate): boolean {
  for (let days = 3; days <= 75; days += 3) {
    const plan = { ...level.plan, deliveriesEnd: YEAR_DAYS - days };
    const year = liveThrough(plan);
    if (!fate.isReached(year, level)) continue;
    level.plan = plan;
    level.year = year;
    return true;
  }
  return false;
}
