import { type SalesDayRow, salesTrendStatement } from '@stockflow/db';
import { salesTotals, wireMoney } from '@stockflow/domain';
import { salesTrendInput, salesTrendSchema } from '@stockflow/schemas';
import { may } from '../core/door.ts';

/**
 * `reports.salesTrend`: completed sales, units, revenue and refunds of each day of a window that ends today, with the totals
 * of it and of as many days before it.
 * @example const { days, total, previous } = await call.reports.salesTrend({ days: 90 })
 */
export const salesTrend = may('sales:read')
  .input(salesTrendInput)
  .output(salesTrendSchema)
  .query(async ({ ctx, input }) => {
    const companyId = ctx.actor.company.id;
    const statement = salesTrendStatement(companyId, ctx.now(), input.days);
    const rows = await ctx.database.readInCompany<SalesDayRow>(companyId, statement, { mayUseReplica: true });
    const before = rows.slice(0, input.days);
    const days = rows.slice(input.days);
    const [first, last] = [days[0], days.at(-1)];
    if (!first || !last) throw new Error('the trend has a row for every day');
    return {
      startsOn: first.day,
      endsOn: last.day,
      timeZone: first.timeZone,
      currency: first.currency,
      days: days.map(wireDay),
      total: salesTotals(days),
      previous: {
        startsOn: before[0]?.day ?? first.day,
        endsOn: before.at(-1)?.day ?? first.day,
        ...salesTotals(before),
      },
    };
  });

const wireDay = ({ day, sales, units, revenue, refunds }: SalesDayRow) => ({
  day,
  sales,
  units,
  revenue: wireMoney(revenue),
  refunds: wireMoney(refunds),
});
