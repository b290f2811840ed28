/**
 * When and how much is delivered. Looked at every Monday: when stock is at or under `reorderWeeks` of the average
 * week, as much comes as makes it `upToWeeks` again. The average is of net sales in the `windowWeeks` before (or of
 * as many as there have been since the article's first line): nobody looks ahead.
 */
export interface Policy {
  windowWeeks: number;
  reorderWeeks: number;
  upToWeeks: number;
}

export const POLICY: Policy = { windowWeeks: 8, reorderWeeks: 3, upToWeeks: 8 };

/** What happened to one article in one week. */
export interface ArticleWeek {
  /** Weeks since the week in which the file begins. */
  week: number;
  /** Units sold less units returned. */
  netSales: number;
  /** Changes of stock in the order in which they happened. */
  changes: number[];
  /** The same changes in the order in which they are sent. */
  changesAsSent: number[];
}

export interface StockPlan {
  /** Units that must be there at the start of the article's first week. */
  opening: number;
  deliveries: { week: number; quantity: number }[];
  /** Units left at the end. */
  end: number;
}

/**
 * Opening stock and deliveries of one article. The file has neither, so the opening stock is the one figure that
 * looks ahead, and only as far as it must: it begins at nothing and is raised by what the first uncovered line
 * lacks, until every line is covered, in the order of time and in the order of sending.
 */
export function planStock(weeks: readonly ArticleWeek[], lastWeek: number, policy: Policy): StockPlan {
  for (let opening = 0; ; ) {
    const run = simulate(weeks, { opening, lastWeek, policy });
    if (typeof run !== 'number') return { opening, ...run };
    // A delivery depends on the stock, so what is lacking is found by trying again, not by adding up.
    opening += run;
  }
}

interface Start {
  opening: number;
  lastWeek: number;
  policy: Policy;
}

/** The deliveries and what is left; or how many units the first uncovered line lacks. */
function simulate(
  weeks: readonly ArticleWeek[],
  { opening, lastWeek, policy }: Start,
): Omit<StockPlan, 'opening'> | number {
  const firstWeek = weeks[0]?.week ?? 0;
  const deliveries: StockPlan['deliveries'] = [];
  const netSales: number[] = [];
  let stock = opening;
  let next = 0;
  for (let week = firstWeek; week <= lastWeek; week++) {
    const quantity = orderOf(stock, netSales, policy);
    if (quantity > 0) deliveries.push({ week, quantity });
    stock += quantity;
    const here = weeks[next]?.week === week ? weeks[next++] : undefined;
    netSales.push(here?.netSales ?? 0);
    if (!here) continue;
    const lack = Math.max(lackOf(stock, here.changes), lackOf(stock, here.changesAsSent));
    if (lack > 0) return lack;
    stock = here.changes.reduce((sum, change) => sum + change, stock);
  }
  return { deliveries, end: stock };
}

function orderOf(stock: number, netSales: readonly number[], policy: Policy): number {
  const window = netSales.slice(-policy.windowWeeks);
  const average = window.reduce((sum, units) => sum + units, 0) / Math.max(1, window.length);
  if (average <= 0 || stock > policy.reorderWeeks * average) return 0;
  return Math.max(0, Math.ceil(policy.upToWeeks * average) - stock);
}

/** What the first change lacks that would make the stock negative. */
function lackOf(stock: number, changes: readonly number[]): number {
  let left = stock;
  for (const change of changes) {
    left += change;
    if (left < 0) return -left;
  }
  return 0;
}
