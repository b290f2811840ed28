import { type TurnoverRow, turnoverStatement } from '@stockflow/db';
import { wireMoney } from '@stockflow/domain';
import { turnoverInput, turnoverSchema } from '@stockflow/schemas';
import { may } from '../core/door.ts';

const YEAR_DAYS = 365;

/**
 * `reports.turnover`: cost of goods sold over average stock value, as turns a year and as days that the average stock lasts.
 * Both values come from the ledger, at what a unit costs today.
 * @example const { turnsPerYear, daysOfStock } = await call.reports.turnover({ days: 365 })
 */
export const turnover = may('stock:read')
  .input(turnoverInput)
  .output(turnoverSchema)
  .query(async ({ ctx, input }) => {
    const companyId = ctx.actor.company.id;
    const statement = turnoverStatement(companyId, ctx.now(), input.days);
    const [row] = await ctx.database.readInCompany<TurnoverRow>(companyId, statement, {
      mayUseReplica: true,
    });
    if (!row) throw new Error('the turnover statement always answers a row');
    const sold = Number(row.costOfGoodsSold);
    const held = Number(row.averageStockValue);
    const turns = held > 0 ? ((sold / held) * YEAR_DAYS) / input.days : null;
    return {
      ...row,
      days: input.days,
      costOfGoodsSold: wireMoney(row.costOfGoodsSold),
      averageStockValue: wireMoney(row.averageStockValue),
      turnsPerYear: turns,
      daysOfStock: turns !== null && turns > 0 ? YEAR_DAYS / turns : null,
    };
  });
