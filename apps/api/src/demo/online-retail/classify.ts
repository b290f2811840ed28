import { costInput, QUANTITY_MAX, SALE_LINES_MAX, skuSchema } from '@stockflow/schemas';
import { type AdjustmentReason, correctionReason } from './correction-reason.ts';
import { whyNotGoods } from './not-goods.ts';
import type { RetailRow } from './read-rows.ts';

/** What becomes of a line. Quantities in units, signed as the stock changes. */
export type Decision =
  | { kind: 'sold'; quantity: number }
  | { kind: 'returned'; quantity: number }
  | { kind: 'adjusted'; change: number; reason: AdjustmentReason; notes: string; why: AdjustedWhy }
  | { kind: 'refused'; reason: string };

/** Which of the three kinds of zero-price line it is. */
export type AdjustedWhy = 'write_off' | 'stock_found' | 'issued_without_price';

/** A line, its decision, and what was read from it. */
export interface DecidedRow {
  row: RetailRow;
  decision: Decision;
  /** The code in capitals: `85123a` and `85123A` are one article. */
  sku: string;
}

const INVOICE = /^(A|C)?\d+$/;
const INTEGER = /^-?\d{1,10}$/;
const DECIMAL = /^-?\d+(\.\d+)?$/;
const LOCAL_TIME = /^\d{4}-(0\d|1[0-2])-([0-2]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;

/** Decides every line of the file; what a line is depends on its own columns and on how long its invoice is. */
export function classify(rows: readonly RetailRow[]): DecidedRow[] {
  const linesOf = new Map<string, number>();
  for (const { invoice } of rows) linesOf.set(invoice, (linesOf.get(invoice) ?? 0) + 1);
  const goodsProblem = remembered(problemOfCode);
  const isCharge = remembered((price) => costInput.safeParse(price).success);
  const isTime = remembered(isLocalTime);
  return rows.map((row) => {
    const sku = row.code.trim().toUpperCase();
    const invoiceLines = linesOf.get(row.invoice) ?? 0;
    const reason =
      problemOfForm(row, isTime) ??
      goodsProblem(sku) ??
      (row.price.startsWith('-') ? 'negative_price' : undefined) ??
      (isCharge(row.price) ? undefined : 'unfit_price') ??
      (invoiceLines > SALE_LINES_MAX ? 'invoice_too_long' : undefined);
    const decision: Decision = reason ? { kind: 'refused', reason } : decideGoods(row, invoiceLines);
    return { row, decision, sku };
  });
}

/** A line of goods whose columns are in order. */
function decideGoods(row: RetailRow, invoiceLines: number): Decision {
  const quantity = Number(row.quantity);
  const isFree = Number(row.price) === 0;
  if (row.invoice.startsWith('C')) {
    return quantity < 0
      ? { kind: 'returned', quantity: -quantity }
      : { kind: 'refused', reason: 'credit_of_more_goods' };
  }
  if (quantity > 0 && !isFree) return { kind: 'sold', quantity };
  if (!isFree) return { kind: 'refused', reason: 'sale_of_fewer_than_none' };
  const said = tidy(row.description);
  const isNothingSaid = /^\?*$/.test(said);
  // Lone and without a customer it is a clerk's correction of the shelf: its sign is the shelf's.
  if (invoiceLines === 1 && row.customer === '') {
    return {
      kind: 'adjusted',
      change: quantity,
      reason: correctionReason(said, quantity),
      notes: noteOf(row, isNothingSaid ? 'no reason in the file' : said),
      why: quantity < 0 ? 'write_off' : 'stock_found',
    };
  }
  // In an order, or for a customer, goods went out that have no price of their own.
  if (quantity < 0) return { kind: 'refused', reason: 'sale_of_fewer_than_none' };
  return {
    kind: 'adjusted',
    change: -quantity,
    reason: row.customer === '' ? 'other' : 'sample',
    notes: noteOf(
      row,
      row.customer === ''
        ? 'issued on an order without a price of its own'
        : `free of charge for customer ${row.customer}`,
    ),
    why: 'issued_without_price',
  };
}

/** Says where it comes from: no two lines of the file have the same note, so the ledger can be asked for it. */
const noteOf = ({ invoice, line }: RetailRow, words: string) =>
  `Invoice ${invoice}, line ${line}: ${words}`.slice(0, 1000);

function problemOfForm(row: RetailRow, isTime: (at: string) => boolean): string | undefined {
  if (row.isBroken) return 'wrong_number_of_fields';
  if (!INVOICE.test(row.invoice)) return 'unreadable_invoice';
  if (!INTEGER.test(row.quantity) || Number(row.quantity) === 0) return 'unreadable_quantity';
  if (Math.abs(Number(row.quantity)) > QUANTITY_MAX) return 'quantity_too_large';
  if (!DECIMAL.test(row.price)) return 'unreadable_price';
  if (!isTime(row.at)) return 'unreadable_time';
  return row.invoice.startsWith('A') ? 'bad_debt' : undefined;
}

function problemOfCode(code: string): string | undefined {
  return whyNotGoods(code) ?? (skuSchema.safeParse(code).success ? undefined : 'unfit_code');
}

function isLocalTime(at: string): boolean {
  // The pattern lets 31 February through; a date that JavaScript moves on is none.
  return LOCAL_TIME.test(at) && new Date(`${at}Z`).toISOString().startsWith(at);
}

/** One blank between words, none around them. */
export const tidy = (text: string): string => text.trim().replace(/\s+/g, ' ');

/** Asked once for each different text. */
function remembered<T>(ask: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    if (!known.has(text)) known.set(text, ask(text));
    return known.get(text) as T;
  };
}
