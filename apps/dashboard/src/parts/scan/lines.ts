import type { ScannedProduct } from './find-code.ts';

/** One product on a list that is being scanned. */
export interface ScanLine {
  productId: string;
  sku: string;
  name: string;
  /** Null while its field is empty. */
  quantity: number | null;
  /** As it is typed; empty for unknown. */
  unitCost: string;
}

/** Lines of one stock call. */
export const LINES_MAX = 500;

/** The lines with so many more of a product: scanned twice, it is there twice. What was scanned last stands first. */
export const withScanned = (
  lines: readonly ScanLine[],
  product: ScannedProduct,
  times: number,
): ScanLine[] => {
  const known = lines.find((line) => line.productId === product.id);
  const line = known ?? {
    productId: product.id,
    sku: product.sku,
    name: product.name,
    quantity: 0,
    unitCost: '',
  };
  const rest = lines.filter((other) => other.productId !== product.id);
  return [{ ...line, quantity: (line.quantity ?? 0) + times }, ...rest];
};

/** The lines with other fields in one of them. */
export const withChanged = (
  lines: readonly ScanLine[],
  productId: string,
  fields: Partial<ScanLine>,
): ScanLine[] => lines.map((line) => (line.productId === productId ? { ...line, ...fields } : line));

/** Units of all lines. */
export const unitsOf = (lines: readonly { quantity: number | null }[]): number =>
  lines.reduce((sum, line) => sum + (line.quantity ?? 0), 0);

/** What was kept, as far as it can be read. */
export const readLines = (raw: unknown): ScanLine[] => (Array.isArray(raw) ? raw.filter(isLine) : []);

const isLine = (raw: unknown): raw is ScanLine => {
  const line = raw as Record<string, unknown> | null;
  return (
    ['productId', 'sku', 'name', 'unitCost'].every((field) => typeof line?.[field] === 'string') &&
    (line?.quantity === null || Number.isSafeInteger(line?.quantity))
  );
};
