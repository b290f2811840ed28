import type { CreateProductsInput } from '@stockflow/sdk';
import { isDecimal, toDecimal } from '../../format/decimal.ts';
import type { FieldId, Mapping } from './fields.ts';

type NewProduct = CreateProductsInput['products'][number];

/** A row that can be imported. Its category is a name: it becomes an id when it is sent. */
export interface GoodRow {
  /** As spreadsheets count: the headers are line 1. */
  line: number;
  product: Omit<NewProduct, 'categoryId' | 'warehouseId' | 'initialQuantity'>;
  category: string | null;
  quantity: number;
}

/** What is wrong with a row, in words. */
export interface RowProblem {
  line: number;
  field: FieldId;
  value: string;
  words: string;
}

export interface CheckedRows {
  good: GoodRow[];
  /** Of rows that are left out; a row may have several. */
  problems: RowProblem[];
  /** How many rows are left out. */
  badRows: number;
}

const QUANTITY_MAX = 2_147_483_647;
const SKU = /^[A-Za-z0-9-]{1,50}$/;

/** The rows as products, or what is wrong with them. The server looks again at every one. */
export const checkRows = (rows: readonly (readonly string[])[], mapping: Mapping): CheckedRows => {
  const good: GoodRow[] = [];
  const problems: RowProblem[] = [];
  const seen = new Map<string, number>();
  let badRows = 0;
  for (const [index, row] of rows.entries()) {
    const line = index + 2;
    const found = checkRow(row, line, mapping);
    const first = seen.get(found.row.product.sku.toLowerCase());
    if (first !== undefined)
      found.problems.push({
        line,
        field: 'sku',
        value: found.row.product.sku,
        words: `stands in line ${first} already`,
      });
    else if (found.row.product.sku !== '') seen.set(found.row.product.sku.toLowerCase(), line);
    if (found.problems.length === 0) good.push(found.row);
    else {
      badRows += 1;
      problems.push(...found.problems);
    }
  }
  return { good, problems, badRows };
};

const checkRow = (
  row: readonly string[],
  line: number,
  mapping: Mapping,
): { row: GoodRow; problems: RowProblem[] } => {
  const problems: RowProblem[] = [];
  const read = (field: FieldId): string => {
    const column = mapping[field];
    return column === null ? '' : (row[column] ?? '').trim();
  };
  const refuse = (field: FieldId, words: string) => problems.push({ line, field, value: read(field), words });
  const longest = (field: FieldId, max: number): string => {
    if (read(field).length > max) refuse(field, `has more than ${max} characters`);
    return read(field);
  };
  const whole = (field: FieldId, max: number): number | null => {
    const value = wholeOf(read(field));
    if (value === null || (value >= 0 && value <= max)) return value;
    refuse(
      field,
      Number.isNaN(value) ? 'is no whole number' : `is not between 0 and ${max.toLocaleString()}`,
    );
    return null;
  };
  const money = (field: FieldId, decimals: number): string => {
    const value = moneyOf(read(field));
    if (value === '' || (isDecimal(value) && (value.split('.')[1] ?? '').length <= decimals)) return value;
    refuse(field, `is no amount of 0 or more with at most ${decimals} decimals`);
    return '';
  };
  const sku = read('sku');
  if (sku === '') refuse('sku', 'is missing');
  else if (!SKU.test(sku)) refuse('sku', 'may have letters (A to Z), digits and hyphens only, at most 50');
  const name = longest('name', 255);
  if (name === '') refuse('name', 'is missing');
  if (read('price') === '') refuse('price', 'is missing');
  const price = money('price', 2);
  const cost = money('cost', 4);
  const weight = whole('weight', 1_000_000_000);
  const threshold = whole('threshold', QUANTITY_MAX);
  const description = longest('description', 10_000);
  const barcode = longest('barcode', 64);
  const product = {
    sku,
    name,
    price,
    ...(cost !== '' && { cost }),
    ...(barcode !== '' && { barcode }),
    ...(description !== '' && { description }),
    ...(threshold !== null && { lowStockThreshold: threshold }),
    ...(weight !== null && weight > 0 && { weightGrams: weight }),
  };
  const category = longest('category', 100);
  const quantity = whole('quantity', QUANTITY_MAX) ?? 0;
  return { row: { line, product, category: category === '' ? null : category, quantity }, problems };
};

/** A whole number as spreadsheets write it: 12, 1,200, 12.0. NaN for what is none, null for nothing. */
const wholeOf = (text: string): number | null => {
  if (text === '') return null;
  const plain = text.replace(/[\s\u00a0\u202f'’]/g, '');
  const bare = /^-?\d{1,3}([.,]\d{3})+$/.test(plain)
    ? plain.replace(/[.,]/g, '')
    : plain.replace(/[.,]0+$/, '');
  return /^-?\d{1,15}$/.test(bare) ? Number(bare) : Number.NaN;
};

/**
 * An amount as files write it: 12.50, 12,50 €, $1,234.50, 1.234,50. The last mark with one or two digits behind it is the
 * decimal one; else the person's own locale decides.
 */
export const moneyOf = (text: string): string => {
  const bare = text.replace(/[^\d.,-]/g, '');
  if (bare === '') return text;
  if (isDecimal(bare) && !/^[1-9]\d{0,2}\.\d{3}$/.test(bare)) return bare;
  const marked = /^(\d{1,3}(?:[.,]?\d{3})*|\d+)[.,](\d{1,2})$/.exec(bare);
  if (marked) return `${(marked[1] ?? '').replace(/[.,]/g, '')}.${marked[2]}`;
  return toDecimal(bare);
};
