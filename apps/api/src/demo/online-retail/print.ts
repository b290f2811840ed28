import Table from 'cli-table3';
import { clock, grouped } from '../common/progress.ts';
import { POLICY } from './replenish.ts';
import type { Result } from './result.ts';

/** Lines for a person: what was decided, what it came to, whether the database agrees, what is low. */
export function asText(result: Result, rowsMax: number): string {
  return [
    decisions(result),
    assumptions(result),
    comparison(result),
    times(result),
    lowStock(result, rowsMax),
    entrance(result),
  ].join('\n\n');
}

function decisions({ figures, file, report, plan }: Result): string {
  const table = plainTable(['decision', 'why', 'lines', 'units in the file'], [2, 3]);
  for (const { decision, reason, lines, units } of figures.reasons)
    table.push([decision, reason, grouped(lines), grouped(units)]);
  const { all, refused } = figures;
  const taken = all.lines - refused.lines;
  return [
    `${file.path}: ${grouped(all.lines)} lines, ${file.firstDay} to ${file.lastDay}, ${grouped(all.units)} units net.`,
    table.toString(),
    `${grouped(all.lines)} lines = ${grouped(taken)} taken + ${grouped(refused.lines)} refused.`,
    `${grouped(plan.articles.length)} products; ${grouped(figures.linesFolded)} lines had their code in small letters ` +
      'and are booked on the one in capitals.',
    `${grouped(figures.repeatedLines)} lines repeat another of their invoice and are kept; ` +
      `${figures.invoicesWithTwoTimes} invoices have two times, the first counts.`,
    `${grouped(report.rows)} lines that were not simply taken as sales, each with its reason: ${report.path}`,
  ].join('\n');
}

function assumptions({ plan }: Result): string {
  return (
    `Assumed, since the file has no deliveries: ${grouped(plan.unitsOpening)} units of opening stock (the least that ` +
    `covers every line), ${grouped(plan.unitsDelivered)} delivered.\n` +
    `Each Monday what is at or under ${POLICY.reorderWeeks} weeks of the average of the last ` +
    `${POLICY.windowWeeks} weeks is filled up to ${POLICY.upToWeeks} weeks.`
  );
}

function comparison({ reconciled: { comparisons, ledger, agrees } }: Result): string {
  const table = plainTable(['read back from the database', 'file and plan', 'database', ''], [1, 2]);
  for (const { what, file, database } of comparisons) {
    const isSame = BigInt(file) === BigInt(database);
    table.push([what, grouped(Number(file)), grouped(Number(database)), isSame ? 'equal' : 'DIFFERS']);
  }
  const drift =
    ledger.driftCount === 0 ? 'without drift' : `with ${grouped(ledger.driftCount)} levels that have DRIFTED`;
  return [
    table.toString(),
    `Ledger replayed ${drift}: ${grouped(ledger.levelsChecked)} levels, ${grouped(ledger.movementsChecked)} movements.`,
    agrees ? 'The database agrees with the file.' : 'The database DOES NOT AGREE with the file.',
  ].join('\n');
}

function times({ tookMs, loaded }: Result): string {
  const table = plainTable(['call', 'calls', 'lines', 'seconds', 'lines/s'], [1, 2, 3, 4]);
  for (const [name, { calls, lines, ms }] of Object.entries(loaded.spent)) {
    const perSecond = ms > 0 ? Math.round((lines / ms) * 1000) : 0;
    table.push([NAMES[name] ?? name, grouped(calls), grouped(lines), seconds(ms), grouped(perSecond)]);
  }
  const before = loaded.calls.doneBefore;
  return [
    table.toString(),
    ...(before > 0 ? [`${grouped(before)} calls were done by an earlier run and not sent again.`] : []),
    `${clock(tookMs.total / 1000)} in all: reading the file ${seconds(tookMs.read)} s, planning ${seconds(tookMs.plan)} s, ` +
      `connecting ${seconds(tookMs.connect)} s, loading ${seconds(tookMs.load)} s, reading back and checking ${seconds(tookMs.check)} s.`,
  ].join('\n');
}

const NAMES: Record<string, string> = {
  products: 'products.createMany',
  receive: 'inventory.receive',
  adjust: 'inventory.adjust',
  import: 'sales.import',
};

function lowStock({ alerts: { answer, all } }: Result, rowsMax: number): string {
  const table = plainTable(
    ['SKU', 'product', 'on hand', 'threshold', 'sold', 'a day', 'days left', 'severity'],
    [2, 3, 4, 5, 6],
  );
  for (const { product, stock, threshold, demand, daysUntilStockout, severity } of all.slice(0, rowsMax)) {
    table.push([
      product.sku,
      product.name,
      grouped(stock.onHand),
      grouped(threshold),
      grouped(demand.totalRecentSales),
      demand.velocity.toFixed(2),
      daysUntilStockout === null ? '–' : grouped(daysUntilStockout),
      severity,
    ]);
  }
  const { windowStartsOn, windowEndsOn, recentSalesDays } = answer.summary;
  const out = all.filter(({ stock }) => stock.onHand === 0).length;
  const more = all.length - Math.min(rowsMax, all.length);
  return [
    `Low stock as of ${windowEndsOn} (sales of ${recentSalesDays} days from ${windowStartsOn})`,
    table.toString(),
    ...(more > 0 ? [`… and ${grouped(more)} more: --rows ${all.length} shows all, --json has all.`] : []),
    `${grouped(answer.totalAlerts)} alerts: ${grouped(answer.criticalAlerts)} critical, ${grouped(out)} of them out of stock.`,
  ].join('\n');
}

function entrance({ company }: Result): string {
  if (!company.signIn) return `Company: ${company.name}`;
  const { email, password } = company.signIn;
  return `Company "${company.name}". To look around: npm start, then sign in as ${email} with ${password}`;
}

const seconds = (ms: number) => (ms / 1000).toFixed(1);

function plainTable(head: string[], numbers: number[]) {
  const colAligns = head.map((_, column): 'left' | 'right' => (numbers.includes(column) ? 'right' : 'left'));
  // No colours: the output is read in files and other programs as well.
  return new Table({ head, colAligns, style: { head: [], border: [], compact: true } });
}
