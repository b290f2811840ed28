import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DemoProblem } from '../common/problem.ts';
import type { DecidedRow } from './classify.ts';
import { wordsOf } from './figures.ts';

export const REPORT_COLUMNS = ['line', 'invoice', 'code', 'quantity', 'decision', 'reason', 'sku', 'notes'];

/**
 * Writes every line that was not simply taken as a sale: refused, returned, adjusted, or sold under a code that was
 * written in small letters. One row a line, in the file's order. Returns the number of rows.
 */
export async function writeReport(path: string, rows: readonly DecidedRow[]): Promise<number> {
  let written = 0;
  function* lines(): Generator<string> {
    yield `${REPORT_COLUMNS.join(',')}\n`;
    for (const decided of rows) {
      const fields = fieldsOf(decided);
      if (!fields) continue;
      written++;
      yield `${fields.map(quoted).join(',')}\n`;
    }
  }
  try {
    mkdirSync(dirname(path), { recursive: true });
    await pipeline(Readable.from(lines(), { objectMode: false }), createWriteStream(path));
  } catch (error) {
    throw new DemoProblem(`The report cannot be written to ${path}: ${(error as Error).message}`);
  }
  return written;
}

function fieldsOf({ row, decision, sku }: DecidedRow): (string | number)[] | undefined {
  const isFolded = row.code.trim() !== sku;
  if (decision.kind === 'sold' && !isFolded) return undefined;
  const words = wordsOf(decision);
  const reason = decision.kind === 'sold' ? 'code_in_capitals' : words.reason;
  const notes = decision.kind === 'adjusted' ? decision.notes : row.description.trim();
  const bookedOn = decision.kind === 'refused' ? '' : sku;
  return [row.line, row.invoice, row.code, row.quantity, words.decision, reason, bookedOn, notes];
}

const quoted = (field: string | number): string => {
  const text = String(field);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
