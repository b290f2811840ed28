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

/**
 * Holds what is in the database now, read back through public procedures, against what the file and the plan say:
 * every movement of the ledger, every level, every sale's total. Nothing is taken from the answers to the writes.
 */
export async function reconcile(
  stockflow: Stockflow,
  { figures, plan, ids, progress }: { figures: FileFigures; plan: Plan; ids: Ids; progress: ProgressLine },
): Promise<Reconciled> {
  const moved = await readLedger(stockflow, figures, progress);
  const levels = await compareLevels(stockflow, plan, ids);
  const sales = await readSales(stockflow);
  const ledger = await stockflow.inventory.verify({}, { timeoutMs: 120_000 });
  const compare = (what: string, file: number | bigint, database: number | bigint): Comparison => ({
    what,
    file,
    database,
  });
  const { sold, returned, adjustedIn, adjustedOut } = figures;
  const comparisons = [
    compare('units sold', sold.units, -moved.SALE.units),
    compare('lines sold', sold.lines, sales.lines),
    compare('units returned', returned.units, moved.RETURN.units),
    compare('units adjusted in', adjustedIn.units, moved.ADJUSTMENT.in),
    compare('units adjusted out', adjustedOut.units, moved.ADJUSTMENT.out),
    compare('lines adjusted', adjustedIn.lines + adjustedOut.lines, moved.ADJUSTMENT.movements),
    compare('sales', figures.invoicesSold, sales.count),
    compare('value sold (GBP × 10,000)', figures.soldValue, sales.value),
    compare('units received (assumed)', plan.unitsOpening + plan.unitsDelivered, moved.RECEIPT.units),
    compare('products whose stock is as planned', plan.articles.length, levels.asPlanned),
    compare('units on hand at the end', sumOf(plan.endStock.values()), levels.onHand),
  ];
  const agrees =
    ledger.driftCount === 0 && comparisons.every(({ file, database }) => BigInt(file) === BigInt(database));
  return { comparisons, ledger, agrees };
}

const KINDS = ['SALE', 'RETURN', 'ADJUSTMENT', 'RECEIPT'] as const;
type Kind = (typeof KINDS)[number];
interface Moved {
  movements: number;
  units: number;
  in: number;
  out: number;
}

/** Reads every movement of the ledger. */
async function readLedger(
  stockflow: Stockflow,
  figures: FileFigures,
  progress: ProgressLine,
): Promise<Record<Kind, Moved>> {
  const none = (): Moved => ({ movements: 0, units: 0, in: 0, out: 0 });
  const moved: Record<Kind, Moved> = { SALE: none(), RETURN: none(), ADJUSTMENT: none(), RECEIPT: none() };
  progress.begin('Reading the ledger back', figures.all.lines - figures.refused.lines, 'movements');
  for (const kind of KINDS) {
    const of = moved[kind];
    for await (const { onHandChange } of stockflow.inventory.history({ kinds: [kind], limit: 250 })) {
      of.movements += 1;
      of.units += onHandChange;
      if (onHandChange > 0) of.in += onHandChange;
      else of.out -= onHandChange;
      progress.add(1);
    }
  }
  progress.end();
  return moved;
}

async function compareLevels(stockflow: Stockflow, plan: Plan, ids: Ids) {
  const onHandOf = new Map<string, number>();
  for await (const { productId, onHand } of stockflow.inventory.levels({ limit: 250 }))
    onHandOf.set(productId, onHand);
  const asPlanned = plan.articles.filter(
    ({ sku }) => onHandOf.get(ids.product(sku)) === plan.endStock.get(sku),
  ).length;
  return { asPlanned, onHand: sumOf(onHandOf.values()) };
}

async function readSales(stockflow: Stockflow) {
  const sales = { count: 0, lines: 0, value: 0n };
  for await (const { total, lineCount } of stockflow.sales.list({ channel: CHANNEL, limit: 250 })) {
    sales.count += 1;
    sales.lines += lineCount;
    sales.value += partsOf(total);
  }
  return sales;
}

function sumOf(numbers: Iterable<number>): number {
  let sum = 0;
  for (const number of numbers) sum += number;
  return sum;
}
