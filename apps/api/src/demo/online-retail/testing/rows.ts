import { COLUMNS, type RetailRow } from '../read-rows.ts';

/** A line as the file has it: a plain sale unless something else is said. */
export const row = (given: Partial<RetailRow> = {}): RetailRow => ({
  line: 2,
  invoice: '536365',
  code: '22423',
  description: 'REGENCY CAKESTAND 3 TIER',
  quantity: '6',
  at: '2011-03-01T10:00:00',
  price: '12.75',
  customer: '17850',
  country: 'United Kingdom',
  ...given,
});

/** Lines as a file numbers them, from line 2. */
export const numbered = (rows: RetailRow[]): RetailRow[] =>
  rows.map((one, index) => ({ ...one, line: index + 2 }));

/** The text of a file with these lines. */
export function csvOf(rows: readonly RetailRow[]): string {
  const quoted = (field: string) => (/[",]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);
  const lines = rows.map(({ invoice, code, description, quantity, at, price, customer, country }) =>
    [invoice, code, description, quantity, at, price, customer, country].map(quoted).join(','),
  );
  return `${[COLUMNS.join(','), ...lines].join('\n')}\n`;
}

/** Weeks of a small shop: sales, returns, write-offs, stock that turns up, fees and all kinds of odd lines. */
export function smallHistory(weeks: number): RetailRow[] {
  let state = 42;
  const next = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % below;
  };
  const codes = ['22423', '85123A', '85123a', '21212', '47566B', 'DCGS0003', '84879', '23843'];
  const rows: RetailRow[] = [];
  for (let day = 0; day < weeks * 7; day++) {
    const date = new Date(Date.UTC(2011, 2, 2) + day * 86_400_000).toISOString().slice(0, 10);
    if (new Date(`${date}T00:00:00Z`).getUTCDay() === 6) continue;
    for (let order = 0; order < 5; order++) {
      const number = 540_000 + day * 10 + order;
      const at = `${date}T${String(8 + order * 2).padStart(2, '0')}:15:00`;
      const customer = next(4) === 0 ? '' : String(12_346 + next(9));
      const lines = 1 + next(5);
      for (let line = 0; line < lines; line++) {
        const code = codes[next(codes.length)]!;
        rows.push(row({ invoice: String(number), at, customer, code, quantity: String(1 + next(24)) }));
      }
      if (next(3) === 0)
        rows.push(row({ invoice: String(number), at, customer, code: 'POST', quantity: '1' }));
    }
    const evening = `${date}T18:30:00`;
    const code = codes[next(codes.length)]!;
    const correction = { at: evening, customer: '', price: '0.00', code };
    if (day % 3 === 0)
      rows.push(row({ at: evening, invoice: `C${640_000 + day}`, code, quantity: String(-1 - next(5)) }));
    if (day % 4 === 0)
      rows.push(
        row({
          ...correction,
          invoice: String(740_000 + day),
          description: 'damaged',
          quantity: String(-1 - next(9)),
        }),
      );
    if (day % 5 === 0)
      rows.push(
        row({
          ...correction,
          invoice: String(750_000 + day),
          description: '',
          quantity: String(1 + next(30)),
        }),
      );
  }
  return numbered(rows);
}
