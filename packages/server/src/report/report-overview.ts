import {
  figureKeeperOf,
  inboxOf,
  listAlertsStatement,
  type OverviewRow,
  overviewStatement,
} from '@stockflow/db';
import { wireMoney } from '@stockflow/domain';
import { overviewInput, overviewSchema } from '@stockflow/schemas';
import type { Actor } from '../core/actor.ts';
import type { Context } from '../core/context.ts';
import { may } from '../core/door.ts';

const HOUR_MS = 3_600_000;

/**
 * `reports.overview`: what needs a person now (alerts, sales to ship, holds about to end, transfers in transit, open counts)
 * and how the stock stands (units, value, stock-outs). What the caller may not read is null.
 * @example const { sales, stock } = await call.reports.overview({ endingWithinHours: 4 })
 */
export const reportOverview = may('stock:read')
  .input(overviewInput)
  .output(overviewSchema)
  .query(async ({ ctx, input }) => {
    const now = ctx.now();
    const companyId = ctx.actor.company.id;
    const endingBefore = new Date(now.getTime() + input.endingWithinHours * HOUR_MS);
    const [rows, alerts] = await Promise.all([
      ctx.database.readInCompany<OverviewRow>(companyId, overviewStatement(companyId, now, endingBefore), {
        mayUseReplica: true,
      }),
      ctx.actor.scopes.has('alerts:read') ? countAlerts(ctx, ctx.actor, now) : null,
    ]);
    const [row] = rows;
    if (!row) throw new Error('the overview statement always answers a row');
    const { toShip, oldestToShipAt, drafts, products, warehouses, units, value, ...rest } = row;
    return {
      generatedAt: now.toISOString(),
      ...rest,
      alerts,
      sales: ctx.actor.scopes.has('sales:read')
        ? { toShip, oldestToShipAt: oldestToShipAt?.toISOString() ?? null, drafts }
        : null,
      catalogue: { products, warehouses },
      stock: {
        units,
        value: wireMoney(value),
        unitsWithoutCost: row.unitsWithoutCost,
        productsStocked: row.productsStocked,
        stockOuts: row.stockOuts,
      },
    };
  });

/** The inbox's own counts, as it opens: open and acknowledged ones of what is in demand. */
const countAlerts = async ({ database }: Pick<Context, 'database'>, actor: Actor, now: Date) => {
  const companyId = actor.company.id;
  const filter = {
    states: ['open', 'acknowledged'],
    demand: 'recent',
    me: actor.userId,
    limit: 1,
    now,
  } as const;
  const { frame } = inboxOf(await database.readInCompany(companyId, listAlertsStatement(companyId, filter)));
  if (frame.computed > 0) figureKeeperOf(database).ask(companyId, now);
  const { byState, bySeverity } = frame.counts;
  return { open: byState.open, acknowledged: byState.acknowledged, ...bySeverity };
};
