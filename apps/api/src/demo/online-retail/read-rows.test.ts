import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { classify } from './classify.ts';
import { readRows } from './read-rows.ts';
import { REPORT_COLUMNS, writeReport } from './report.ts';
import { csvOf, row, smallHistory } from './testing/rows.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stockflow-retail-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
const read = (path: string) => readRows(path, () => {});
const history = smallHistory(8);

describe('a file that is one', () => {
  test('is read whole, gzipped or not and whatever its name, with its line numbers', async () => {
    const plain = await read(file('plain.csv', csvOf(history)));
    const zipped = await read(file('zipped.txt', gzipSync(csvOf(history))));
    expect(plain.rows).toEqual(history);
    expect(zipped.rows).toEqual(history);
    expect(plain.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(zipped.sha256).not.toBe(plain.sha256);
  });

  test('may have its columns in another order, and more of them', async () => {
    const text =
      'note,country,customer,unit_price,invoiced_at,quantity,description,stock_code,invoice\n' +
      'x,France,12345,1.50,2011-03-01T10:00:00,2,"A ""B"", C",22423,540001\n';
    expect((await read(file('order.csv', text))).rows).toEqual([
      row({
        invoice: '540001',
        description: 'A "B", C',
        quantity: '2',
        price: '1.50',
        customer: '12345',
        country: 'France',
      }),
    ]);
  });

  test('with broken lines is read on: they are refused with their number', async () => {
    const [first, second] = csvOf(history.slice(0, 2)).trimEnd().split('\n').slice(1);
    const text = `${csvOf([]).trimEnd()}\n${first}\n\nonly,three,fields\n${second}\n`;
    const { rows } = await read(file('broken.csv', text));
    expect(classify(rows).map(({ row: { line }, decision }) => [line, decision.kind])).toEqual([
      [2, 'sold'],
      [3, 'refused'],
      [4, 'refused'],
      [5, 'sold'],
    ]);
  });
});

describe('anything else is said in words', () => {
  test('a missing file, a folder, an empty file', async () => {
    await expect(read(join(folder, 'none.csv'))).rejects.toThrow(/^There is no file .*none\.csv/);
    await expect(read(folder)).rejects.toThrow('is not a file');
    await expect(read(file('empty.csv', ''))).rejects.toThrow('is empty');
  });

  test('other columns are named', async () => {
    await expect(read(file('other.csv', 'a,b\n1,2\n'))).rejects.toThrow(
      /no column invoice, stock_code.*\nIts first line says: a, b/,
    );
  });

  test('a gzip that is cut short or damaged', async () => {
    const whole = gzipSync(csvOf(history));
    await expect(read(file('cut.csv.gz', whole.subarray(0, whole.length / 2)))).rejects.toThrow(
      'is cut short',
    );
    const damaged = Buffer.from(whole);
    damaged.fill(0xff, 200, 260);
    await expect(read(file('damaged.csv.gz', damaged))).rejects.toThrow('is damaged');
  });
});

test('the report has a row for each line that is no plain sale, and a spreadsheet reads it', async () => {
  const rows = classify(history);
  const path = join(folder, 'made', 'report.csv');
  const written = await writeReport(path, rows);
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  const notPlain = rows.filter(
    ({ row: { code }, decision, sku }) => decision.kind !== 'sold' || code !== sku,
  );
  expect(written).toBe(notPlain.length);
  expect(lines).toHaveLength(notPlain.length + 1);
  expect(lines[0]).toBe(REPORT_COLUMNS.join(','));
  expect(lines.filter((line) => line.includes(',refused,postage,')).length).toBe(
    rows.filter(({ row: { code } }) => code === 'POST').length,
  );
});
