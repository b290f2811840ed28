import { insertCategory } from '@stockflow/db';
import { categorySchema, createCategoryInput } from '@stockflow/schemas';
import { uuidv7 } from 'uuidv7';
import { may } from '../core/door.ts';

/**
 * `categories.create`: a group of products with one low-stock threshold (base units, default 10; null leaves it
 * to the company). Refuses: NAME_TAKEN (whatever the name's case), STATE_CONFLICT when the caller's id exists.
 * @example await call.categories.create({ name: 'Tea', lowStockThreshold: 24 })
 */
export const createCategory = may('catalogue:write')
  .input(createCategoryInput)
  .output(categorySchema)
  .mutation(({ ctx, input }) => {
    const { id = uuidv7(), name, description, lowStockThreshold } = input;
    const category = { id, name, description, lowStockThreshold, now: ctx.now() };
    return ctx.write(input, (tx) => insertCategory(tx, category));
  });
