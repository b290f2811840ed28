import { expect, test } from 'vitest';
import { makeCsv } from './export-csv.ts';

interface Row {
  name: string | null;
  count: number;
}
const columns = [
  { header: 'Name', value: (row: Row) => row.name },
  { header: 'Count', value: (row: Row) => row.count },
];
async function* listOf(rows: Row[]) {
  yield* rows;
}
const fileOf = async (rows: Row[], rowsMax = 100) => {
  const seen: number[] = [];
  const file = await makeCsv({
    columns,
    rows: listOf(rows),
    rowsMax,
    onProgress: (count) => seen.push(count),
  });
  return { ...file, seen };
};

test('a list becomes a file with a header, in UTF-8 that Excel knows, quoted where it must be', async () => {
  const { text, rows, isCut } = await fileOf([
    { name: 'Tea, "loose"\nleaf', count: 3 },
    { name: null, count: -4 },
  ]);
  expect(text).toBe('\uFEFFName,Count\r\n"Tea, ""loose""\nleaf",3\r\n,-4\r\n');
  expect([rows, isCut]).toEqual([2, false]);
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '＝1', '\r=1'])(
  'a text that a spreadsheet would run is a text in the file: %j',
  async (name) => {
    const { text } = await fileOf([{ name, count: 1 }]);
    expect(text.split('\r\n').slice(1).join('\r\n')).toMatch(/^"?'/);
    expect(text).toContain(name);
  },
);

test('a list that is longer than a file may be is cut, and says so', async () => {
  const rows = Array.from({ length: 600 }, (_, count) => ({ name: 'x', count }));
  const cut = await fileOf(rows, 500);
  expect([cut.rows, cut.isCut, cut.seen]).toEqual([500, true, [250, 500]]);
  expect((await fileOf(rows, 600)).isCut).toBe(false);
});

test('an empty list is a file with a header', async () => {
  expect((await fileOf([])).text).toBe('\uFEFFName,Count\r\n');
});
