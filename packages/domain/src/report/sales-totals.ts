import { wireMoney } from '../catalogue/money.ts';
import { partsOf, textOf, UNIT_PRICE_DECIMALS } from '../money.ts';

/** Sales of a day or of several. Money is decimal text of at most four decimals. */
export interface SalesFigures {
  sales: number;
  units: number;
  revenue: string;
  refunds: string;
}

/**
 * The sum of days, exact to the last decimal.
 * @example salesTotals([{ sales: 1, units: 3, revenue: '0.1', refunds: '0' }, { sales: 1, units: 1, revenue: '0.2', refunds: '0' }]).revenue // "0.30"
 */
export const salesTotals = (days: readonly SalesFigures[]): SalesFigures => ({
  sales: days.reduce((sum, day) => sum + day.sales, 0),
  units: days.reduce((sum, day) => sum + day.units, 0),
  revenue: sumOf(days.map(({ revenue }) => revenue)),
  refunds: sumOf(days.map(({ refunds }) => refunds)),
});

const sumOf = (amounts: readonly string[]): string =>
  wireMoney(
    textOf(
      amounts.reduce((sum, amount) => sum + partsOf(amount, UNIT_PRICE_DECIMALS), 0n),
      UNIT_PRICE_DECIMALS,
    ),
  );
