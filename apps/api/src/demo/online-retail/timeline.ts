import { SALE_LINES_MAX, STOCK_LINES_MAX } from '@stockflow/schemas';
import { mondayOf } from '../common/local-time.ts';
import type { DecidedRow } from './classify.ts';
import type { AdjustmentReason } from './correction-reason.ts';

/** A sale or a credit note, with all of its lines of goods. */
export interface Entry {
  kind: 'sold' | 'returned';
  /** Its place in the file's order. */
  order: number;
  invoice: string;
  /** Local date-time of its first line: 43 invoices have two, a minute apart. */
  at: string;
  customer: string;
  country: string;
  lines: { sku: string; quantity: number; unitPrice: string }[];
}

/** A change of stock that is neither sale nor return. */
export interface Correction {
  kind: 'adjusted';
  order: number;
  sku: string;
  change: number;
  reason: AdjustmentReason;
  notes: string;
  at: string;
}

/** What is sent together: first the entries as one import, then the corrections as one adjustment. */
export interface Batch {
  /** Monday of its week. */
  week: string;
  entries: Entry[];
  corrections: Correction[];
}

/** The most entries that one import can hold. */
const ENTRIES_MAX = 500;

/** Everything that was taken, in the order of the file; an entry stands where its first line stands. */
export function timelineOf(rows: readonly DecidedRow[]): (Entry | Correction)[] {
  const timeline: (Entry | Correction)[] = [];
  const entries = new Map<string, Entry>();
  for (const { row, decision, sku } of rows) {
    if (decision.kind === 'refused') continue;
    const { at } = row;
    if (decision.kind === 'adjusted') {
      const { change, reason, notes } = decision;
      timeline.push({ kind: 'adjusted', order: timeline.length, sku, change, reason, notes, at });
      continue;
    }
    // Its lines need not stand together: another invoice interrupts 542806.
    let entry = entries.get(row.invoice);
    if (!entry) {
      const { invoice, customer, country } = row;
      const order = timeline.length;
      entry = { kind: decision.kind, order, invoice, at, customer, country, lines: [] };
      entries.set(invoice, entry);
      timeline.push(entry);
    }
    entry.lines.push({ sku, quantity: decision.quantity, unitPrice: row.price });
  }
  return timeline;
}

/** Cuts the timeline into calls. None reaches over a Monday: that is when deliveries come. */
export function batchesOf(timeline: readonly (Entry | Correction)[]): Batch[] {
  const batches: Batch[] = [];
  const weeks = new Map<string, string>();
  let batch: Batch | undefined;
  let lines = 0;
  for (const item of timeline) {
    const day = item.at.slice(0, 10);
    const week = weeks.get(day) ?? mondayOf(day);
    weeks.set(day, week);
    const added = item.kind === 'adjusted' ? 0 : item.lines.length;
    const isFull =
      batch === undefined ||
      batch.week !== week ||
      lines + added > SALE_LINES_MAX ||
      (item.kind === 'adjusted'
        ? batch.corrections.length === STOCK_LINES_MAX
        : batch.entries.length === ENTRIES_MAX);
    if (batch === undefined || isFull) {
      batch = { week, entries: [], corrections: [] };
      batches.push(batch);
      lines = 0;
    }
    lines += added;
    if (item.kind === 'adjusted') batch.corrections.push(item);
    else batch.entries.push(item);
  }
  return batches;
}
