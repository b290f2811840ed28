import type { AdjustStockInput, ImportSalesInput, ReceiveStockInput, Stockflow } from '@stockflow/sdk';

/**
 * One call of a load. Its input is made when it is sent: all of them at once would not fit into memory. No
 * two stock lines of a load are alike in level, time, change and notes.
 */
export type LoadStep =
  | { kind: 'receive'; lines: number; input(): ReceiveStockInput }
  | { kind: 'adjust'; lines: number; input(): AdjustStockInput }
  | { kind: 'import'; lines: number; input(): ImportSalesInput };

/** Longer than the SDK's default: a call of 2,000 lines on a busy machine is no failure. */
const CALL = { timeoutMs: 120_000 };

export interface RunOptions {
  /** Ends the run before its next call. */
  signal?: AbortSignal | undefined;
  /** Told after each step with its index and how long the call took; also of those that were done before. */
  onDone?: (index: number, took: { ms: number } | 'before') => void;
}

/**
 * Sends the steps one after the other, so that every level sees its changes in order and what is done is always
 * a beginning of the steps. A second run therefore needs no notes of its own: it finds the last stock step that
 * stands in the ledger and goes on after it. Sales that were sent after that one are skipped by the server, which
 * knows their numbers.
 */
export async function runSteps(
  stockflow: Stockflow,
  steps: readonly LoadStep[],
  options: RunOptions = {},
): Promise<void> {
  const begin = await countDone(stockflow, steps);
  for (let index = 0; index < begin; index++) options.onDone?.(index, 'before');
  for (const [index, step] of steps.entries()) {
    if (index < begin) continue;
    options.signal?.throwIfAborted();
    const startedAt = performance.now();
    await send(stockflow, step);
    options.onDone?.(index, { ms: performance.now() - startedAt });
  }
}

async function send(stockflow: Stockflow, step: LoadStep): Promise<void> {
  if (step.kind === 'receive') await stockflow.inventory.receive(step.input(), CALL);
  else if (step.kind === 'adjust') await stockflow.inventory.adjust(step.input(), CALL);
  else await stockflow.sales.import(step.input(), CALL);
}

type StockStep = Exclude<LoadStep, { kind: 'import' }>;

/** How many of the first steps are certainly done: up to the last receipt or adjustment in the ledger. */
async function countDone(stockflow: Stockflow, steps: readonly LoadStep[]): Promise<number> {
  const stockSteps = steps.flatMap((step, index) => (step.kind === 'import' ? [] : [{ step, index }]));
  let done = 0;
  let open = stockSteps.length;
  while (done < open) {
    const middle = (done + open) >> 1;
    const { step } = stockSteps[middle]!;
    if (await isInLedger(stockflow, step)) done = middle + 1;
    else open = middle;
  }
  return done === 0 ? 0 : stockSteps[done - 1]!.index + 1;
}

/**
 * Whether the step's first line stands in the ledger; a step is there whole or not at all. Asked of the ledger and
 * not of the idempotency key: keys are kept for two days, and a load may be taken up later than that.
 */
async function isInLedger(stockflow: Stockflow, step: StockStep): Promise<boolean> {
  const { productId, warehouseId, notes, occurredAt, ...line } = step.input().lines[0]!;
  const change = 'quantity' in line ? line.quantity : line.quantityChange;
  const kind = step.kind === 'receive' ? 'RECEIPT' : 'ADJUSTMENT';
  const history = stockflow.inventory.history({ productId, warehouseId, kinds: [kind], limit: 250 });
  for await (const movement of history) {
    const isSameTime = occurredAt === undefined || Date.parse(movement.occurredAt) === Date.parse(occurredAt);
    if (isSameTime && movement.notes === notes && movement.onHandChange === change) return true;
  }
  return false;
}
