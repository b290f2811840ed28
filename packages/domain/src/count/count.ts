import type { CountStatus } from '@stockflow/schemas';
import { refuse } from '../refusal.ts';
import type { StockLine } from '../stock/types.ts';

/** What the rules look at in a count, under lock. */
export interface CountState {
  readonly id: string;
  readonly warehouseId: string;
  readonly status: CountStatus;
  readonly version: number;
}

/** What the rules look at in a line of a count. Base units. */
export interface CountLineState {
  readonly productId: string;
  readonly sku: string;
  readonly countedQuantity: number | null;
  /** On hand in the books at the moment of counting; null until it was counted. */
  readonly expectedOnHand: number | null;
  readonly notes: string | null;
}

/** Refuses to change a count that is posted or cancelled. */
export const refuseClosed = ({ status }: CountState, participle: string): void => {
  if (status === 'open') return;
  throw refuse(
    'STATE_CONFLICT',
    { state: status, allowed: ['open'] },
    `This count is ${status}; only an open one can be ${participle}.`,
  );
};

/**
 * Refuses lines that somebody counted since their `expectedRounds`: two people at one shelf do not write over each other
 * unseen. All of them are named. `rounds` says how often each product of the count was counted; one that is not in it: never.
 */
export const refuseRecounted = (
  { warehouseId }: Pick<CountState, 'warehouseId'>,
  lines: readonly { readonly productId: string; readonly expectedRounds?: number | undefined }[],
  rounds: ReadonlyMap<string, number>,
): void => {
  const conflicts = lines.flatMap(({ productId, expectedRounds }) => {
    const current = rounds.get(productId) ?? 0;
    if (expectedRounds === undefined || expectedRounds === current) return [];
    return [{ id: productId, warehouseId, expected: expectedRounds, current }];
  });
  if (conflicts.length > 0) throw refuse('VERSION_CONFLICT', { conflicts });
};

/**
 * By how much the books are wrong: counted − expected, where expected is what the books had at the moment of counting.
 * Null until it was counted. A sale between counting and posting changes both the shelf and the books, and not this.
 */
export const differenceOf = ({
  countedQuantity,
  expectedOnHand,
}: Pick<CountLineState, 'countedQuantity' | 'expectedOnHand'>): number | null =>
  countedQuantity === null || expectedOnHand === null ? null : countedQuantity - expectedOnHand;

const SKUS_NAMED = 10;

/**
 * What is posted of a count: of every counted line its difference, as a change and not as a figure, so that no movement
 * since the counting is lost. Lines without a difference are among them: they move nothing, but their levels are locked,
 * to be marked as counted. Lines that were not counted are refused, or left as they are.
 * @example 20 expected and 19 counted is a movement of −1, also after two more were sold.
 */
export const planPosting = (
  count: CountState,
  lines: readonly CountLineState[],
  uncounted: 'refuse' | 'skip',
): StockLine[] => {
  const missing = lines.filter(({ countedQuantity }) => countedQuantity === null);
  if (uncounted === 'refuse' && missing.length > 0) throw notCounted(missing);
  return lines.flatMap((line): StockLine[] => {
    const difference = differenceOf(line);
    if (difference === null) return [];
    return [
      {
        productId: line.productId,
        warehouseId: count.warehouseId,
        kind: 'COUNT',
        onHandChange: difference,
        reservedChange: 0,
        referenceType: 'stock_count',
        referenceId: count.id,
        notes: line.notes ?? undefined,
      },
    ];
  });
};

const notCounted = (missing: readonly CountLineState[]) => {
  const named = missing.slice(0, SKUS_NAMED).map(({ sku }) => sku);
  const more = missing.length > named.length ? ` and ${missing.length - named.length} more` : '';
  return refuse(
    'STATE_CONFLICT',
    { state: 'uncounted', allowed: ['counted'] },
    `Not counted yet: ${named.join(', ')}${more}. Count them, or post with uncounted: "skip".`,
  );
};
