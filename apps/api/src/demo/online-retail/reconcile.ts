import type { LedgerVerified, Stockflow } from '@stockflow/sdk';
import type { ProgressLine } from '../common/progress.ts';
import { type FileFigures, partsOf } from './figures.ts';
import type { Plan } from './plan.ts';
import { CHANNEL, type Ids } from './steps.ts';

/** One figure that both must agree on. */
export interface Comparison {
  what: string;
  file: number | bigint;
  database: number | bigint;
}

export interface Reconciled {
  comparisons: Comparison[];
  ledger: LedgerVerified;
  /** True when every comparison agrees and the ledger has no drift. */
  agrees: boolean;
}

interface ReconcileOptions {
  figures: FileFigures;
  plan: Plan;
  ids: Ids;
  progress: ProgressLine;
  signal: AbortSignal;
  /** Reads the movements of sales as well, every one of them. */
  isAudit: boolean;
}

/**
 * Holds what is in the database now, read back through public procedures, against what the file and the plan say.
 * Nothing is taken from the answers to the writes. Deliveries, returns and corrections are read movement by movement;
 * what was sold of a product is what came in less what is left, which holds because the ledger is replayed as well.
 * An audit reads the half million movements of sales too.
 */
export async function reconcile(stockflow: Stockflow, options: ReconcileOptions): Promise<Reconciled> {
  const { figures, plan, ids, isAudit } = options;
  const ledger = await stockflow.inventory.verify({}, { timeoutMs: 120_000 });
  const moved = await readLedger(stockflow, options);
  const onHand = await readLevels(stockflow);
  const sales = await readSales(stockflow, options);
  const { RECEIPT, RETURN, ADJUSTMENT, SALE } = moved;
  const soldOf = (productId: string): number =>
    [RECEIPT, RETURN, ADJUSTMENT].reduce((sum, { of }) => sum + (of.get(productId) ?? 0), 0) -
    (onHand.get(productId) ?? 0);
  const alike = (isAlike: (sku: string, productId: string) => boolean): number =>
    plan.articles.filter(({ sku }) => isAlike(sku, ids.product(sku))).length;
  const { sold, returned, adjustedIn, adjustedOut } = figures;
  const comparisons: Comparison[] = [
    { what: 'units sold', file: sold.units, database: sumOf([...ids.products.values()].map(soldOf)) },
    ...(isAudit ? [{ what: 'units sold, each movement', file: sold.units, database: SALE.out }] : []),
    { what: 'lines sold', file: sold.lines, database: sales.lines },
    { what: 'sales', file: figures.invoicesSold, database: sales.count },
    { what: 'value sold (GBP × 10,000)', file: figures.soldValue, database: sales.value },
    { what: 'units returned', file: returned.units, database: RETURN.in },
    { what: 'lines returned', file: returned.lines, database: RETURN.movements },
    { what: 'units adjusted in', file: adjustedIn.units, database: ADJUSTMENT.in },
    { what: 'units adjusted out', file: adjustedOut.units, database: ADJUSTMENT.out },
    { what: 'lines adjusted', file: adjustedIn.lines + adjustedOut.lines, database: ADJUSTMENT.movements },
    {
      what: 'units received (assumed)',
      file: plan.unitsOpening + plan.unitsDelivered,
      database: RECEIPT.in,
    },
    {
      what: 'products with units sold as in the file',
      file: plan.articles.length,
      database: alike((sku, id) => soldOf(id) === (plan.unitsSold.get(sku) ?? 0)),
    },
    {
      what: 'products with stock as planned',
      file: plan.articles.length,
      database: alike((sku, id) => onHand.get(id) === plan.endStock.get(sku)),
    },
    {
      what: 'units on hand at the end',
      file: sumOf(plan.endStock.values()),
      database: sumOf(onHand.values()),
    },
  ];
  const isSame = ({ file, database }: Comparison) => BigInt(file) === BigInt(database);
  return { comparisons, ledger, agrees: ledger.driftCount === 0 && comparisons.every(isSame) };
}

const KINDS = ['RECEIPT', 'RETURN', 'ADJUSTMENT', 'SALE'] as const;
type Kind = (typeof KINDS)[number];
interface Moved {
  movements: number;
  in: number;
  out: number;
  /** Change of each product. */
  of: Map<string, number>;
}

async function readLedger(
  stockflow: Stockflow,
  { figures, plan, progress, signal, isAudit }: ReconcileOptions,
): Promise<Record<Kind, Moved>> {
  const none = (): Moved => ({ movements: 0, in: 0, out: 0, of: new Map() });
  const moved: Record<Kind, Moved> = { RECEIPT: none(), RETURN: none(), ADJUSTMENT: none(), SALE: none() };
  const { all, refused, sold } = figures;
  const deliveries = plan.weeks.reduce((sum, week) => sum + week.deliveries.length, 0);
  const expected = all.lines - refused.lines - (isAudit ? 0 : sold.lines) + deliveries;
  progress.begin('Reading the ledger back', expected, 'movements');
  for (const kind of KINDS.slice(0, isAudit ? 4 : 3)) {
    const sums = moved[kind];
    for await (const { productId, onHandChange } of stockflow.inventory.history({
      kinds: [kind],
      limit: 250,
    })) {
      signal.throwIfAborted();
      sums.movements += 1;
      if (onHandChange > 0) sums.in += onHandChange;
      else sums.out -= onHandChange;
      sums.of.set(productId, (sums.of.get(productId) ?? 0) + onHandChange);
      progress.add(1);
    }
  }
  progress.end();
  return moved;
}

/** Units on hand of each product. */
async function readLevels(stockflow: Stockflow): Promise<Map<string, number>> {
  const onHandOf = new Map<string, number>();
  for await (const { productId, onHand } of stockflow.inventory.levels({ limit: 250 }))
    onHandOf.set(productId, (onHandOf.get(productId) ?? 0) + onHand);
  return onHandOf;
}

async function readSales(stockflow: Stockflow, { figures, progress, signal }: ReconcileOptions) {
  const sales = { count: 0, lines: 0, value: 0n };
  progress.begin('Reading the sales back', figures.invoicesSold, 'sales');
  for await (const { total, lineCount } of stockflow.sales.list({ channel: CHANNEL, limit: 250 })) {
    signal.throwIfAborted();
    sales.count += 1;
    sales.lines += lineCount;
    sales.value += partsOf(total);
    progress.add(1);
  }
  progress.end();
  return sales;
}

function sumOf(numbers: Iterable<number>): number {
  let sum = 0;
  for (const number of numbers) sum += number;
  return sum;
}
