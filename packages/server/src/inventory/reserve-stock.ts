import { reservationEvents } from '@stockflow/db';
import { planReservation } from '@stockflow/domain';
import { reservationSchema, reserveStockInput } from '@stockflow/schemas';
import { uuidv7 } from 'uuidv7';
import { may } from '../core/door.ts';
import { wireReservation } from './wire-reservation.ts';

/**
 * `inventory.reserve`: holds stock for a while; up to 500 lines, all or none. A line names its warehouse or leaves it to
 * the strategy; a bundle holds its components. Lines that share a level, or a component, are one demand. The hold ends by
 * itself after `ttlSeconds`, by the database's time, and stops counting that moment.
 * Refuses: INSUFFICIENT_STOCK, naming every line that is short; INVALID_REFERENCE; VALIDATION_FAILED for a product or
 * warehouse that is not active; STATE_CONFLICT when the id is taken; RATE_LIMITED for who holds as much as one may.
 * @example await call.inventory.reserve({ lines: [{ productId, warehouseId, quantity: 2 }], ttlSeconds: 600 })
 */
export const reserveStock = may('stock:write')
  .input(reserveStockInput)
  .output(reservationSchema)
  .mutation(async ({ ctx, input }) => {
    const id = input.id ?? uuidv7();
    const placed = input.lines.flatMap(({ productId, warehouseId }) =>
      warehouseId ? [{ productId, warehouseId }] : [],
    );
    const open = input.lines.filter(({ warehouseId }) => warehouseId === undefined);
    const admission = await ctx.holds.admit(ctx.actor, ctx.now());
    const holding = ctx.moveStock(input, {
      needs: {
        levels: placed,
        everywhere: [...new Set(open.map(({ productId }) => productId))],
        warehouseIds: input.warehouseIds ?? [],
        reservationIds: input.id ? [input.id] : [],
      },
      plan: (world) => {
        if (admission.refusal) throw admission.refusal;
        const change = planReservation(world, { ...input, id });
        return {
          ...change,
          events: reservationEvents(change.reservation, 'created'),
          answer: () => wireReservation(change.reservation),
        };
      },
    });
    const reservation = await holding.finally(() => admission.settle());
    if (reservation.expiresAt !== null) ctx.watchHold(reservation.expiresAt);
    return reservation;
  });
