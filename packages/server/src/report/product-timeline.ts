import { productTimelineStatement, type TimelineLevel, type TimelineRow } from '@stockflow/db';
import { outlookOf, refuse, stockoutDateOf } from '@stockflow/domain';
import { productTimelineInput, productTimelineSchema } from '@stockflow/schemas';
import { may } from '../core/door.ts';

/**
 * `reports.productTimeline`: a product's stock at the end of each day with what moved and what was demanded, and how long what
 * is available lasts; in one warehouse or in all.
 * @example const { days, stockoutDate } = await call.reports.productTimeline({ productId, days: 30 })
 */
export const productTimeline = may('stock:read')
  .input(productTimelineInput)
  .output(productTimelineSchema)
  .query(async ({ ctx, input }) => {
    const companyId = ctx.actor.company.id;
    const statement = productTimelineStatement(companyId, { ...input, now: ctx.now() });
    const [row] = await ctx.database.readInCompany<TimelineRow>(companyId, statement, {
      mayUseReplica: true,
    });
    if (!row) throw refuse('NOT_FOUND', null);
    const { levels, ...rest } = row;
    const sum = (of: (level: TimelineLevel) => number) =>
      levels.reduce((total, level) => total + of(level), 0);
    const watched = levels.filter(({ threshold }) => threshold !== null);
    const { velocity, daysUntilStockout } = outlookOf(
      levels.map((level) => ({ ...level, available: level.onHand - level.reserved })),
    );
    return {
      ...rest,
      productId: input.productId,
      warehouseId: input.warehouseId ?? null,
      onHand: sum(({ onHand }) => onHand),
      reserved: sum(({ reserved }) => reserved),
      available: sum(({ onHand, reserved }) => onHand - reserved),
      threshold: watched.length === 0 ? null : sum(({ threshold }) => threshold ?? 0),
      netUnits: sum(({ netUnits }) => netUnits),
      velocity,
      daysUntilStockout,
      stockoutDate: stockoutDateOf(row.endsOn, daysUntilStockout),
    };
  });
