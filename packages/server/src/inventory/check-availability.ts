import { type AvailabilityRow, availabilityOf, availabilityStatement } from '@stockflow/db';
import { notFound } from '@stockflow/domain';
import { availabilityInput, availabilitySchema } from '@stockflow/schemas';
import { may } from '../core/door.ts';

/**
 * `inventory.availability`: how much of up to 100 products can be promised, per warehouse and in all; of a bundle how many
 * could be made in each warehouse. A hold whose time is up does not count. A moment later it may be less: to be sure of it,
 * reserve it.
 * Refuses: NOT_FOUND for a product that is not the company's; a warehouse that is not has nothing.
 * @example const { items } = await call.inventory.availability({ productIds: [productId] })
 */
export const checkAvailability = may('stock:read')
  .input(availabilityInput)
  .output(availabilitySchema)
  .query(async ({ ctx, input }) => {
    const companyId = ctx.actor.company.id;
    const [row] = await ctx.database.readInCompany<AvailabilityRow>(
      companyId,
      availabilityStatement(companyId, input),
    );
    if (!row) throw new Error('availability was asked and not answered');
    const answer = availabilityOf(input.productIds, row);
    const known = new Set(answer.items.map(({ productId }) => productId));
    if (input.productIds.some((id) => !known.has(id))) throw notFound('product');
    return answer;
  });
