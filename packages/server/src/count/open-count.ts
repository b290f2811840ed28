import {
  type CompanyTransaction,
  type CountRow,
  insertCount,
  lockCounting,
  readCountable,
  readTally,
  recordEvents,
  requireReferences,
  wireCount,
} from '@stockflow/db';
import { invalidField, invalidReference, refuse } from '@stockflow/domain';
import { COUNT_LINES_MAX, countSchema, openCountInput } from '@stockflow/schemas';
import { uuidv7 } from 'uuidv7';
import type { z } from 'zod';
import type { Actor } from '../core/actor.ts';
import { may } from '../core/door.ts';
import { addProducts, requireCountable } from './add-products.ts';
import { countEventData } from './count-event.ts';

type Input = z.output<typeof openCountInput>;

/**
 * `counts.open`: opens a stock count in one warehouse, of what is named or of everything there, at most 10,000 products.
 * Stock moves on meanwhile. A product is in one open count of a warehouse at most.
 * Refuses: INVALID_REFERENCE; VALIDATION_FAILED for a bundle, for nothing to count, and for more than fits; STATE_CONFLICT
 * for a product that another open count has, and for an id that exists.
 * @example const count = await call.counts.open({ warehouseId, blind: true })
 */
export const openCount = may('stock:write')
  .input(openCountInput)
  .output(countSchema)
  .mutation(({ ctx, input }) =>
    ctx.write(input, async (tx) => {
      const now = ctx.now();
      const count = await opened(tx, input, { actor: ctx.actor, now });
      recordEvents(tx, [{ type: 'count.opened', data: countEventData(count) }], now);
      return wireCount(count);
    }),
  );

const opened = async (
  tx: CompanyTransaction,
  input: Input,
  { actor, now }: { actor: Actor; now: Date },
): Promise<CountRow> => {
  const { warehouseId, productIds, categoryIds } = input;
  if (!(await lockCounting(tx, warehouseId))) {
    throw invalidReference([{ path: 'warehouseId', what: 'warehouse' }]);
  }
  const categories = (categoryIds ?? []).map((id, index) => ({
    table: 'product_categories' as const,
    id,
    path: `categoryIds.${index}`,
  }));
  await requireReferences(tx, categories);
  const named = (productIds ?? []).map((productId, index) => ({ productId, path: `productIds.${index}` }));
  await requireCountable(tx, warehouseId, named);
  const countable = await readCountable(tx, { warehouseId, productIds, categoryIds });
  refuseSize(countable.length);
  const head = await insertCount(
    tx,
    { id: input.id ?? uuidv7(), warehouseId, blind: input.blind, notes: input.notes ?? null },
    { actor: { type: actor.kind, id: actor.id }, now },
  );
  if (!head) {
    throw refuse(
      'STATE_CONFLICT',
      { state: 'exists', allowed: [] },
      'There is already a count with this id.',
    );
  }
  await addProducts(tx, head, countable);
  return { ...head, ...(await readTally(tx, head.id)) };
};

const refuseSize = (lines: number): void => {
  if (lines === 0) throw invalidField('warehouseId', 'There is nothing here to count.');
  if (lines <= COUNT_LINES_MAX) return;
  throw invalidField(
    'warehouseId',
    `A count has at most ${COUNT_LINES_MAX} products, and more are here. Count some categories at a time.`,
  );
};
