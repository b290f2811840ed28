import type { CreateSaleInput, ProductListItem } from '@stockflow/sdk';
import { fromDecimal, isDecimal, sum, times, toDecimal } from '../../format/decimal.ts';

/** A line of a sale that is being written. */
export interface DraftLine {
  product: ProductListItem;
  warehouseId: string | null;
  quantity: number | null;
  /** As it is typed. */
  unitPrice: string;
}

/** The lines with one more of a product: scanned twice, it is sold twice. */
export const withProduct = (lines: readonly DraftLine[], product: ProductListItem): DraftLine[] => {
  const index = lines.findIndex((line) => line.product.id === product.id);
  if (index === -1) {
    return [...lines, { product, warehouseId: null, quantity: 1, unitPrice: fromDecimal(product.price) }];
  }
  return lines.map((line, at) => (at === index ? { ...line, quantity: (line.quantity ?? 0) + 1 } : line));
};

/** What a line costs, or null while it makes no sense yet. */
export const lineTotal = (line: DraftLine): string | null => {
  const price = toDecimal(line.unitPrice);
  return line.quantity === null || !isDecimal(price) ? null : times(price, line.quantity);
};

/** The total of the lines that make sense. */
export const saleTotal = (lines: readonly DraftLine[]): string =>
  sum(lines.map(lineTotal).filter((total) => total !== null));

/** What is missing before the server can be asked, by field. */
export const missingIn = (lines: readonly DraftLine[]): Record<string, string> => {
  if (lines.length === 0) return { product: 'Add a product first.' };
  const missing: Record<string, string> = {};
  for (const [index, line] of lines.entries()) {
    if (line.warehouseId === null) missing[`lines.${index}.warehouseId`] = 'Choose a warehouse.';
    if (line.quantity === null) missing[`lines.${index}.quantity`] = 'Say how many.';
  }
  return missing;
};

/** The line as the API takes it. */
export const lineInput = (line: DraftLine): CreateSaleInput['lines'] =>
  line.warehouseId === null || line.quantity === null
    ? []
    : [
        {
          productId: line.product.id,
          warehouseId: line.warehouseId,
          quantity: line.quantity,
          unitPrice: toDecimal(line.unitPrice),
        },
      ];
