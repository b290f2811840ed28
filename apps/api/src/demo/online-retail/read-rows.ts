import { createHash } from 'node:crypto';
import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { CsvError, type Parser, parse } from 'csv-parse';
import { DemoProblem } from '../common/problem.ts';

/** The columns that the file has; in any order, and more do no harm. */
export const COLUMNS = [
  'invoice',
  'stock_code',
  'description',
  'quantity',
  'invoiced_at',
  'unit_price',
  'customer',
  'country',
] as const;

/** One line of the file as it stands there, all text. */
export interface RetailRow {
  /** Its line in the file; the header is line 1. */
  line: number;
  invoice: string;
  code: string;
  description: string;
  quantity: string;
  /** Local date-time without a zone. */
  at: string;
  price: string;
  customer: string;
  country: string;
  /** Set when the line has another number of fields than the header. */
  isBroken?: true;
}

export interface ReadFile {
  rows: RetailRow[];
  /** SHA-256 of the file as it is, in hex. */
  sha256: string;
}

/**
 * Reads a CSV file, gzipped or not, as a stream; a broken line is kept and marked. Throws a DemoProblem when it
 * is no such file: missing, cut short, other columns.
 */
export async function readRows(
  path: string,
  onProgress: (bytesRead: number, size: number) => void,
): Promise<ReadFile> {
  const size = sizeOf(path);
  const hash = createHash('sha256');
  let bytesRead = 0;
  const bytes = createReadStream(path, { highWaterMark: 1 << 18 });
  bytes.on('data', (chunk) => {
    hash.update(chunk);
    bytesRead += chunk.length;
    onProgress(bytesRead, size);
  });
  const parser = parse({ bom: true, relax_column_count: true });
  const [collected, piped] = await Promise.allSettled([
    collect(parser, path),
    isGzip(path) ? pipeline(bytes, createGunzip(), parser) : pipeline(bytes, parser),
  ]);
  // What ends one ends the other too: the collector's own words are the better ones, else the stream's.
  if (collected.status === 'rejected' && collected.reason instanceof DemoProblem) throw collected.reason;
  if (piped.status === 'rejected') throw problemOf(piped.reason, path);
  if (collected.status === 'rejected') throw problemOf(collected.reason, path);
  return { rows: collected.value, sha256: hash.digest('hex') };
}

async function collect(parser: Parser, path: string): Promise<RetailRow[]> {
  const rows: RetailRow[] = [];
  const keep = interner();
  let places: number[] | undefined;
  let width = 0;
  let line = 0;
  for await (const record of parser as AsyncIterable<string[]>) {
    line++;
    if (places === undefined) {
      places = placesOf(record, path);
      width = record.length;
      continue;
    }
    const [invoice, code, description, quantity, at, price, customer, country] = places.map((place) =>
      keep(record[place] ?? ''),
    ) as [string, string, string, string, string, string, string, string];
    const row: RetailRow = { line, invoice, code, description, quantity, at, price, customer, country };
    if (record.length !== width) row.isBroken = true;
    rows.push(row);
    if (description.includes('\n')) line += description.split('\n').length - 1;
  }
  if (places === undefined) throw new DemoProblem(`${path} is empty.`);
  return rows;
}

/** One copy of each text: invoices, codes and countries repeat, and 4.3 million strings would fill the memory. */
function interner(): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    known.set(text, text);
    return text;
  };
}

function placesOf(header: string[], path: string): number[] {
  const names = header.map((name) => name.trim().toLowerCase());
  const missing = COLUMNS.filter((column) => !names.includes(column));
  if (missing.length > 0) {
    const found = names.join(', ');
    throw new DemoProblem(
      `${path} is not the Online Retail file: it has no column ${missing.join(', ')}.\n` +
        `Its first line says: ${found.length > 200 ? `${found.slice(0, 200)}…` : found}`,
    );
  }
  return COLUMNS.map((column) => names.indexOf(column));
}

function sizeOf(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) throw new DemoProblem(`There is no file ${path}.`);
  if (!stat.isFile()) throw new DemoProblem(`${path} is not a file.`);
  return stat.size;
}

/** By its first bytes, whatever its name. */
function isGzip(path: string): boolean {
  const start = Buffer.alloc(2);
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    throw problemOf(error, path);
  }
  try {
    return readSync(file, start, 0, 2, 0) === 2 && start.readUInt16BE() === 0x1f8b;
  } finally {
    closeSync(file);
  }
}

function problemOf(error: unknown, path: string): unknown {
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (error instanceof CsvError) return new DemoProblem(`${path} is not proper CSV: ${message}`);
  if (code === 'Z_BUF_ERROR')
    return new DemoProblem(`${path} is cut short: the gzip stream ends in the middle. Fetch it again.`);
  if (code.startsWith('Z_')) return new DemoProblem(`${path} is damaged: ${message}. Fetch it again.`);
  if (code === 'EACCES') return new DemoProblem(`${path} may not be read by this user.`);
  return error;
}
