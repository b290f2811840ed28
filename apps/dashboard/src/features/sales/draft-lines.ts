import type { CreateSaleInput } from '@stockflow/sdk';
import { fromDecimal, isDecimal, sum, times, toDecimal } from '../../format/decimal.ts';
import type { ScannedProduct } from '../../parts/scan/find-code.ts';

/** A line of a sale that is being written. */
export interface DraftLine {
  product: { id: string; name: string; sku: string };
  warehouseId: string | null;
  quantity: number | null;
  /** As it is typed. */
  unitPrice: string;
}

/** The lines with more of a product: scanned twice, it is sold twice. */
export const withProduct = (lines: readonly DraftLine[], product: ScannedProduct, more = 1): DraftLine[] => {
  const index = lines.findIndex((line) => line.product.id === product.id);
  if (index === -1) {
    const { id, name, sku, price = '' } = product;
    const unitPrice = fromDecimal(price);
    return [...lines, { product: { id, name, sku }, warehouseId: null, quantity: more, unitPrice }];
  }
  return lines.map((line, at) => (at === index ? { ...line, quantity: (line.quantity ?? 0) + more } : line));
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

/** What was kept of lines, as far as it can be read. */
export const readDraftLines = (raw: unknown): DraftLine[] => (Array.isArray(raw) ? raw.filter(isLine) : []);

const isLine = (raw: unknown): raw is DraftLine => {
  const { product, warehouseId, quantity, unitPrice } = (raw ?? {}) as Record<string, unknown>;
  const { id, name, sku } = (product ?? {}) as Record<string, unknown>;
  return (
    [id, name, sku, unitPrice].every((value) => typeof value === 'string') &&
    (warehouseId === null || typeof warehouseId === 'string') &&
    (quantity === null || Number.isSafeInteger(quantity))
  );
};
