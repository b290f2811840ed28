import { orderSteps } from './order-quantity.ts';
import { daysUntilStockout, severityOf, stockoutDateOf, velocityOf } from './stockout.ts';

/** Where a threshold may come from, in the order in which they count. */
export interface ThresholdCandidate {
  readonly source: 'level' | 'product' | 'category' | 'company';
  readonly name: string | null;
  readonly threshold: number | null;
}

/** What the explanation of one level goes by. Quantities in base units. */
export interface ExplainedLevel {
  readonly productName: string;
  readonly warehouseName: string;
  /** Why nothing may be low here, if anything. */
  readonly unwatched: readonly Absence[];
  readonly onHand: number;
  /** What is promised, without holds whose time is up. */
  readonly reserved: number;
  readonly incoming: number;
  /** Candidates in their order; the company's always has a value. */
  readonly thresholds: readonly ThresholdCandidate[];
  readonly hysteresis: number;
  readonly windowDays: number;
  readonly windowEndsOn: string;
  readonly unitsSold: number;
  readonly unitsReturned: number;
  readonly netUnits: number;
  readonly daysInStock: number;
  readonly criticalDays: number;
  readonly reviewPeriodDays: number;
  readonly supplier: {
    readonly name: string;
    readonly leadTimeDays: number;
    readonly minimumOrderQuantity: number;
    readonly packSize: number;
  } | null;
}

/** Why a level is not in the list of what is low and in demand. */
export type Absence =
  | 'above_threshold'
  | 'no_recent_sales'
  | 'bundle'
  | 'product_inactive'
  | 'product_discontinued'
  | 'product_archived'
  | 'warehouse_inactive';

/** One step of the arithmetic: what went in by name, and what came out. */
export interface ExplainStep {
  readonly step: string;
  readonly formula: string;
  readonly numbers: Readonly<Record<string, number | string | null>>;
  readonly result: number | string | boolean | null;
}

/** What follows from the inputs. */
export interface Explained {
  readonly verdict: 'listed' | 'listed_without_demand' | 'not_low' | 'not_watched';
  readonly absences: readonly Absence[];
  readonly available: number;
  readonly threshold: number;
  readonly countingSource: ThresholdCandidate['source'];
  readonly dailyAverage: number;
  readonly velocity: number;
  readonly daysUntilStockout: number | null;
  readonly stockoutDate: string | null;
  readonly severity: 'critical' | 'low';
  readonly suggestedOrderQuantity: number | null;
  readonly steps: readonly ExplainStep[];
  readonly toClear: { readonly units: number; readonly threshold: number | null } | null;
  readonly toBecomeLow: {
    readonly units: number;
    readonly days: number | null;
    readonly date: string | null;
  } | null;
}

/**
 * The arithmetic of one level's alert, step by step: the same functions that the list goes by, so the two cannot disagree.
 * Pure. What would clear it: available over threshold and hysteresis. What would make it low: available down to the
 * threshold, and at this velocity that takes ceil(units × days in stock / net units) days.
 * @example explainLevel({ …, onHand: 12, netUnits: 30, daysInStock: 90 }).velocity // 0.3333…
 */
export const explainLevel = (level: ExplainedLevel): Explained => {
  const available = level.onHand - level.reserved;
  const counting = countingThreshold(level.thresholds);
  const threshold = counting.threshold ?? 0;
  const isLow = available <= threshold;
  const demand = { available, netUnits: level.netUnits, daysInStock: level.daysInStock };
  const days = daysUntilStockout(demand);
  const absences: Absence[] = [
    ...level.unwatched,
    ...(isLow ? [] : (['above_threshold'] as const)),
    ...(level.netUnits > 0 ? [] : (['no_recent_sales'] as const)),
  ];
  const watched = level.unwatched.length === 0;
  const figures = {
    available,
    threshold,
    countingSource: counting.source,
    dailyAverage: level.netUnits / level.windowDays,
    velocity: velocityOf(demand),
    daysUntilStockout: days,
    stockoutDate: stockoutDateOf(level.windowEndsOn, days),
    severity: severityOf(days, level.criticalDays),
  };
  const order = level.supplier && orderSteps({ ...demand, ...level }, level.supplier);
  return {
    ...figures,
    verdict: verdictOf(watched, isLow, level.netUnits),
    absences,
    suggestedOrderQuantity: order?.ordered ?? null,
    steps: [...stepsOf(level, figures, isLow), ...orderStepsOf(level, available)],
    toClear: watched && isLow ? clearing(available, threshold + level.hysteresis) : null,
    toBecomeLow: watched && !isLow ? becomingLow(level, available - threshold) : null,
  };
};

/** The candidate that counts: the first that has a value. */
export const countingThreshold = (thresholds: readonly ThresholdCandidate[]): ThresholdCandidate => {
  const counting = thresholds.find(({ threshold }) => threshold !== null);
  if (!counting) throw new Error('the company always has a threshold');
  return counting;
};

const verdictOf = (watched: boolean, isLow: boolean, netUnits: number): Explained['verdict'] => {
  if (!watched) return 'not_watched';
  if (!isLow) return 'not_low';
  return netUnits > 0 ? 'listed' : 'listed_without_demand';
};

const clearing = (available: number, clearAbove: number) => ({
  units: clearAbove + 1 - available,
  threshold: available > 0 ? available - 1 : null,
});

const becomingLow = ({ netUnits, daysInStock, windowEndsOn }: ExplainedLevel, units: number) => {
  if (netUnits <= 0) return { units, days: null, date: null };
  const sold = BigInt(netUnits);
  const days = Number((BigInt(units) * BigInt(daysInStock) + sold - 1n) / sold);
  return { units, days, date: stockoutDateOf(windowEndsOn, days) };
};

type Figures = Pick<
  Explained,
  | 'available'
  | 'threshold'
  | 'countingSource'
  | 'dailyAverage'
  | 'velocity'
  | 'daysUntilStockout'
  | 'stockoutDate'
  | 'severity'
>;

const stepsOf = (level: ExplainedLevel, figures: Figures, isLow: boolean): ExplainStep[] => {
  const { onHand, reserved, netUnits, daysInStock, windowDays, unitsSold, unitsReturned, criticalDays } =
    level;
  const { available, threshold } = figures;
  return [
    step('available', 'on hand − reserved', { onHand, reserved }, available),
    step(
      'threshold',
      'the first that exists: level, product, category, company',
      Object.fromEntries(level.thresholds.map((each) => [each.source, each.threshold])),
      threshold,
    ),
    step('isLow', 'available ≤ threshold', { available, threshold }, isLow),
    step('totalRecentSales', 'units sold − units returned', { unitsSold, unitsReturned }, netUnits),
    step(
      'dailyAverage',
      'total recent sales / days of the window',
      { netUnits, windowDays },
      figures.dailyAverage,
    ),
    step(
      'velocity',
      'total recent sales / days in stock; 0 when nothing sold',
      { netUnits, daysInStock, exactly: netUnits > 0 ? `${netUnits}/${daysInStock}` : '0' },
      figures.velocity,
    ),
    step(
      'daysUntilStockout',
      'floor(available × days in stock / total recent sales); 0 when nothing is available, none without sales',
      { available, daysInStock, netUnits },
      figures.daysUntilStockout,
    ),
    step(
      'stockoutDate',
      'last day of the window + days until stock-out',
      { windowEndsOn: level.windowEndsOn, daysUntilStockout: figures.daysUntilStockout },
      figures.stockoutDate,
    ),
    step(
      'severity',
      'critical when days until stock-out ≤ critical days',
      { daysUntilStockout: figures.daysUntilStockout, criticalDays },
      figures.severity,
    ),
  ];
};

const orderStepsOf = (level: ExplainedLevel, available: number): ExplainStep[] => {
  const { supplier, reviewPeriodDays, netUnits, daysInStock, incoming } = level;
  const order = supplier && orderSteps({ ...level, available }, supplier);
  if (!supplier || !order) {
    const without = supplier ? 'nothing sold in the window' : 'no primary supplier';
    return [step('suggestedOrderQuantity', `none: ${without}`, {}, null)];
  }
  const { leadTimeDays, minimumOrderQuantity, packSize } = supplier;
  const { coverDays, covered, short, wanted, ordered } = order;
  return [
    step('coverDays', 'lead time + review period', { leadTimeDays, reviewPeriodDays }, coverDays),
    step(
      'covered',
      'ceil(total recent sales × cover days / days in stock)',
      { netUnits, coverDays, daysInStock },
      covered,
    ),
    step('short', 'covered − available − incoming', { covered, available, incoming }, short),
    step('wanted', 'at least the MOQ; 0 when nothing is short', { short, minimumOrderQuantity }, wanted),
    step('suggestedOrderQuantity', 'in whole packs, rounded up', { wanted, packSize }, ordered),
  ];
};

const step = (
  name: string,
  formula: string,
  numbers: ExplainStep['numbers'],
  result: ExplainStep['result'],
): ExplainStep => ({ step: name, formula, numbers, result });
