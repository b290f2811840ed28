import type { FieldProblem } from '@stockflow/schemas';
import { partsOf, textOf, UNIT_PRICE_DECIMALS } from '../money.ts';
import { refuse } from '../refusal.ts';

/** A line with its price, as it is summed. */
export interface PricedLine {
  readonly quantity: number;
  readonly unitPrice: string;
}

/** The totals of a sale or return: exact decimal strings with four decimals. */
export interface SaleTotals {
  readonly total: string;
  readonly lineTotals: readonly string[];
}

// The columns are numeric(20, 4).
const TOTAL_PARTS_MAX = 10n ** 20n - 1n;

/**
 * quantity × unit price for each line, and their sum; exact, whatever the quantity.
 * @param path where the sale stands in the caller's input, for the refusal of a sum of more than 16 digits
 * @example totalsOf([{ quantity: 3, unitPrice: '1.10' }], '').total // "3.3000"
 */
export const totalsOf = (lines: readonly PricedLine[], path: string): SaleTotals => {
  const parts = lines.map(
    ({ quantity, unitPrice }) => partsOf(unitPrice, UNIT_PRICE_DECIMALS) * BigInt(quantity),
  );
  const total = parts.reduce((sum, part) => sum + part, 0n);
  if (total > TOTAL_PARTS_MAX) throw refuse('VALIDATION_FAILED', { fields: [tooLarge(path)] });
  return {
    total: textOf(total, UNIT_PRICE_DECIMALS),
    lineTotals: parts.map((part) => textOf(part, UNIT_PRICE_DECIMALS)),
  };
};

const tooLarge = (path: string): FieldProblem => ({
  path: path === '' ? 'lines' : `${path}.lines`,
  message: `The total would be more than ${textOf(TOTAL_PARTS_MAX, UNIT_PRICE_DECIMALS)}.`,
});
