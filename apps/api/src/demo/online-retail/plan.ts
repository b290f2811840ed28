import { createHash } from 'node:crypto';
import { addDays, daysBetween } from '../common/local-time.ts';
import { type Article, articlesOf } from './articles.ts';
import type { DecidedRow } from './classify.ts';
import { type ArticleWeek, POLICY, planStock } from './replenish.ts';
import { type Batch, batchesOf, timelineOf } from './timeline.ts';

/** Raise it when the same file would be loaded in another way: what was begun one way is not finished the other. */
const PLAN_VERSION = 1;

export interface Delivery {
  sku: string;
  quantity: number;
  isOpening: boolean;
}

/** One week: what Monday brings, then what the file says. */
export interface WeekOfStock {
  /** The day of the deliveries: Monday, or the file's first day in its first week. */
  day: string;
  deliveries: Delivery[];
  batches: Batch[];
}

/** Everything that will be sent, known before anything is. */
export interface Plan {
  /** Names the file and the way it is loaded; ids and keys are made from it. */
  id: string;
  articles: Article[];
  weeks: WeekOfStock[];
  firstDay: string;
  lastDay: string;
  /** Units on hand of each SKU at the end. */
  endStock: Map<string, number>;
  /** Units that the file sells of each SKU. */
  unitsSold: Map<string, number>;
  unitsOpening: number;
  unitsDelivered: number;
}

/** Plans the load: articles, sales, returns and corrections from the file, opening stock and deliveries by POLICY. */
export function planOf(rows: readonly DecidedRow[], sha256: string): Plan {
  const batches = batchesOf(timelineOf(rows));
  const { firstDay, lastDay } = daysOf(rows);
  const weeks = weeksOf(batches, firstDay);
  const changes = changesOf(weeks);
  const articles = articlesOf(rows);
  const endStock = new Map<string, number>();
  for (const { sku } of articles) {
    const ownWeeks = changes.get(sku) ?? [];
    const { opening, deliveries, end } = planStock(ownWeeks, weeks.length - 1, POLICY);
    const deliver = (week: number, quantity: number, isOpening: boolean) =>
      weeks[week]?.deliveries.push({ sku, quantity, isOpening });
    if (opening > 0) deliver(ownWeeks[0]?.week ?? 0, opening, true);
    for (const { week, quantity } of deliveries) deliver(week, quantity, false);
    endStock.set(sku, end);
  }
  const all = weeks.flatMap(({ deliveries }) => deliveries);
  const unitsOf = (some: Delivery[]) => some.reduce((sum, { quantity }) => sum + quantity, 0);
  return {
    id: planId(sha256),
    articles,
    weeks,
    firstDay,
    lastDay,
    endStock,
    unitsSold: unitsSoldIn(rows),
    unitsOpening: unitsOf(all.filter(({ isOpening }) => isOpening)),
    unitsDelivered: unitsOf(all.filter(({ isOpening }) => !isOpening)),
  };
}

const planId = (sha256: string): string =>
  createHash('sha256')
    .update(`${sha256}\n${PLAN_VERSION}\n${JSON.stringify(POLICY)}`)
    .digest('hex')
    .slice(0, 16);

/** Every week from the first to the last, also those in which nothing happened. */
function weeksOf(batches: readonly Batch[], firstDay: string): WeekOfStock[] {
  const firstMonday = batches[0]?.week ?? firstDay;
  const weeks: WeekOfStock[] = [];
  for (const batch of batches) {
    const index = daysBetween(firstMonday, batch.week) / 7;
    while (weeks.length <= index) {
      const monday = addDays(firstMonday, weeks.length * 7);
      weeks.push({ day: monday < firstDay ? firstDay : monday, deliveries: [], batches: [] });
    }
    weeks[index]?.batches.push(batch);
  }
  return weeks;
}

/** Every article's changes of stock by week, as they happened and as they are sent. */
function changesOf(weeks: readonly WeekOfStock[]): Map<string, ArticleWeek[]> {
  const changes = new Map<string, ArticleWeek[]>();
  const at = (sku: string, week: number): ArticleWeek => {
    const ownWeeks = changes.get(sku) ?? [];
    changes.set(sku, ownWeeks);
    let own = ownWeeks.at(-1);
    if (own?.week !== week) {
      own = { week, netSales: 0, changes: [], changesAsSent: [] };
      ownWeeks.push(own);
    }
    return own;
  };
  for (const [week, { batches }] of weeks.entries()) {
    for (const { entries, corrections } of batches) {
      const inTime = [...entries, ...corrections].sort((a, b) => a.order - b.order);
      for (const item of inTime) {
        if (item.kind === 'adjusted') {
          at(item.sku, week).changes.push(item.change);
          continue;
        }
        for (const { sku, quantity } of item.lines) {
          const units = item.kind === 'sold' ? quantity : -quantity;
          const own = at(sku, week);
          own.netSales += units;
          own.changes.push(-units);
          own.changesAsSent.push(-units);
        }
      }
      for (const { sku, change } of corrections) at(sku, week).changesAsSent.push(change);
    }
  }
  return changes;
}

function unitsSoldIn(rows: readonly DecidedRow[]): Map<string, number> {
  const units = new Map<string, number>();
  for (const { sku, decision } of rows)
    if (decision.kind === 'sold') units.set(sku, (units.get(sku) ?? 0) + decision.quantity);
  return units;
}

function daysOf(rows: readonly DecidedRow[]): { firstDay: string; lastDay: string } {
  const days = rows.flatMap(({ row, decision }) =>
    decision.kind === 'refused' ? [] : [row.at.slice(0, 10)],
  );
  const [first = '', last = first] = [days.reduce(least, days[0] ?? ''), days.reduce(greatest, '')];
  return { firstDay: first, lastDay: last };
}

const least = (a: string, b: string) => (b < a ? b : a);
const greatest = (a: string, b: string) => (b > a ? b : a);
