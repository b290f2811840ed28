import {
  type CompanyTransaction,
  type CountHead,
  lockCount,
  lockCounting,
  readCounted,
  readTally,
  recordCounted,
  touchCount,
  wireCount,
} from '@stockflow/db';
import { invalidField, refuse, refuseClosed, refuseFuture, refuseRecounted } from '@stockflow/domain';
import { COUNT_LINES_MAX, countSchema, type FieldProblem, recordCountInput } from '@stockflow/schemas';
import type { z } from 'zod';
import { may } from '../core/door.ts';
import { addProducts, requireCountable } from './add-products.ts';

type Input = z.output<typeof recordCountInput>;

/**
 * `counts.record`: what was counted of up to 500 products, all or none; again for one that was counted before replaces it.
 * It is compared with what the books have at the moment of counting: now, or `countedAt`. A product that was found and is
 * not in the count comes into it. Nothing moves until `counts.post`.
 * Refuses: NOT_FOUND; STATE_CONFLICT unless it is open, and for a product that another open count has; INVALID_REFERENCE;
 * VALIDATION_FAILED for a bundle, or a `countedAt` in the future or before the count; VERSION_CONFLICT when somebody has
 * counted a product since its `expectedRounds`.
 * @example await call.counts.record({ countId, lines: [{ productId, quantity: 19 }] })
 */
export const recordCount = may('stock:write')
  .input(recordCountInput)
  .output(countSchema)
  .mutation(({ ctx, input }) =>
    ctx.write(input, async (tx) => {
      const now = ctx.now();
      refuseFuture(
        input.lines.map(({ countedAt: at }, index) => ({ path: `lines.${index}.countedAt`, at })),
        now,
      );
      const count = await lockCount(tx, input.countId);
      refuseClosed(count, 'recorded');
      refuseEarly(count, input);
      await takeIn(tx, count, input);
      const { lines } = input;
      await recordCounted(tx, count, { lines, actor: { type: ctx.actor.kind, id: ctx.actor.id }, now });
      return wireCount(await touchCount(tx, count));
    }),
  );

const refuseEarly = ({ openedAt }: CountHead, { lines }: Input): void => {
  const fields = lines.flatMap(({ countedAt }, index): FieldProblem[] =>
    countedAt !== undefined && Date.parse(countedAt) < openedAt.getTime()
      ? [
          {
            path: `lines.${index}.countedAt`,
            message: `The count was opened at ${openedAt.toISOString()}, after this.`,
          },
        ]
      : [],
  );
  if (fields.length > 0) throw refuse('VALIDATION_FAILED', { fields });
};

/** What was found on the shelf and is not in the count yet. */
const takeIn = async (tx: CompanyTransaction, count: CountHead, { lines }: Input): Promise<void> => {
  const productIds = lines.map(({ productId }) => productId);
  const known = await readCounted(tx, count.id, productIds);
  refuseRecounted(count, lines, known);
  const found = lines.flatMap(({ productId }, index) =>
    known.has(productId) ? [] : [{ productId, path: `lines.${index}.productId` }],
  );
  if (found.length === 0) return;
  const { lineCount } = await readTally(tx, count.id);
  if (lineCount + found.length > COUNT_LINES_MAX) {
    throw invalidField('lines', `A count has at most ${COUNT_LINES_MAX} products; this has ${lineCount}.`);
  }
  await lockCounting(tx, count.warehouseId);
  await requireCountable(tx, count.warehouseId, found);
  await addProducts(
    tx,
    count,
    found.map(({ productId }) => productId),
  );
};
