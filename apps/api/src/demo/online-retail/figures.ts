import type { DecidedRow } from './classify.ts';

/** Lines of the file and the units on them, as the file signs them. */
export interface Tally {
  lines: number;
  units: number;
}

/** What the file says, counted before anything is sent. */
export interface FileFigures {
  all: Tally;
  sold: Tally;
  /** Units as they come back: 1 or more. */
  returned: Tally;
  /** Units that corrections bring in, and take away (positive). */
  adjustedIn: Tally;
  adjustedOut: Tally;
  refused: Tally;
  /** By what was decided and why, such as `refused: postage`; most lines first. */
  reasons: { decision: string; reason: string; lines: number; units: number }[];
  /** Sales and credit notes with at least one line of goods. */
  invoicesSold: number;
  invoicesReturned: number;
  /** Quantity × price of all sold lines, in parts of 1/10000 of the currency. */
  soldValue: bigint;
  /** Lines that repeat another line of the same invoice in every column; kept. */
  repeatedLines: number;
  /** Invoices whose lines have two times; the first counts. */
  invoicesWithTwoTimes: number;
  /** Lines whose code was written in small letters; booked on the code in capitals. */
  linesFolded: number;
}

const tally = (): Tally => ({ lines: 0, units: 0 });

export function figuresOf(rows: readonly DecidedRow[]): FileFigures {
  const all = tally();
  const by = {
    sold: tally(),
    returned: tally(),
    adjustedIn: tally(),
    adjustedOut: tally(),
    refused: tally(),
  };
  const reasons = new Map<string, FileFigures['reasons'][number]>();
  const invoices = { sold: new Map<string, string>(), returned: new Map<string, string>() };
  const twoTimes = new Set<string>();
  let soldValue = 0n;
  let linesFolded = 0;
  for (const { row, decision, sku } of rows) {
    const inFile = Number(row.quantity) || 0;
    add(all, inFile);
    const { decision: name, reason } = wordsOf(decision);
    const key = `${name}: ${reason}`;
    const counted = reasons.get(key) ?? { decision: name, reason, lines: 0, units: 0 };
    add(counted, inFile);
    reasons.set(key, counted);
    if (decision.kind === 'refused') {
      add(by.refused, inFile);
      continue;
    }
    if (row.code.trim() !== sku) linesFolded++;
    if (decision.kind === 'adjusted') {
      add(decision.change > 0 ? by.adjustedIn : by.adjustedOut, Math.abs(decision.change));
      continue;
    }
    add(by[decision.kind], decision.quantity);
    if (decision.kind === 'sold') soldValue += BigInt(decision.quantity) * partsOf(row.price);
    const first = invoices[decision.kind].get(row.invoice);
    if (first === undefined) invoices[decision.kind].set(row.invoice, row.at);
    else if (first !== row.at) twoTimes.add(row.invoice);
  }
  return {
    all,
    ...by,
    reasons: [...reasons.values()].sort((a, b) => b.lines - a.lines),
    invoicesSold: invoices.sold.size,
    invoicesReturned: invoices.returned.size,
    soldValue,
    repeatedLines: repeatedIn(rows),
    invoicesWithTwoTimes: twoTimes.size,
    linesFolded,
  };
}

/** A decision in the words of the report and the summary. */
export function wordsOf(decision: DecidedRow['decision']): { decision: string; reason: string } {
  if (decision.kind === 'adjusted') {
    return { decision: 'adjusted', reason: `${decision.why} (${decision.reason})` };
  }
  if (decision.kind === 'refused') return { decision: 'refused', reason: decision.reason };
  return { decision: decision.kind, reason: decision.kind === 'sold' ? 'sale' : 'credit_note' };
}

function add(to: Tally, units: number): void {
  to.lines += 1;
  to.units += units;
}

/** A decimal of at most four places as a whole number of ten-thousandths. */
export function partsOf(decimal: string): bigint {
  const [whole = '0', fraction = ''] = decimal.split('.');
  return BigInt(whole) * 10_000n + BigInt(fraction.padEnd(4, '0').slice(0, 4));
}

function repeatedIn(rows: readonly DecidedRow[]): number {
  const seen = new Map<string, Set<string>>();
  let repeated = 0;
  for (const { row } of rows) {
    const ofInvoice = seen.get(row.invoice) ?? new Set();
    seen.set(row.invoice, ofInvoice);
    const { code, description, quantity, at, price, customer, country } = row;
    const text = JSON.stringify([code, description, quantity, at, price, customer, country]);
    if (ofInvoice.has(text)) repeated++;
    else ofInvoice.add(text);
  }
  return repeated;
}
