import { figureKeeperOf, type LowStockLevelRow, type LowStockRow, readLowStock } from '@stockflow/db';
import { daySchema, listLowStockInput, lowStockAnswerSchema } from '@stockflow/schemas';
import { z } from 'zod';
import { may } from '../core/door.ts';
import { openCursor, toPage } from '../core/page.ts';
import { wireLowStock } from './wire-alert.ts';

// The window's end travels in the cursor: a list that is read over midnight stays one list.
// A cursor can be forged: what PostgreSQL reads as a number must be one.
const decimal = z.string().regex(/^-?\d{1,15}(\.\d{1,40})?$/);
const cursorSchema = z.object({
  ratio: decimal,
  velocity: decimal,
  productId: z.uuid(),
  warehouseId: z.uuid(),
  windowEndsOn: daySchema,
});

/** `alerts.lowStock`: what is low, how long it lasts, and what to order from whom. */
export const listLowStock = may('alerts:read')
  .input(listLowStockInput)
  .output(lowStockAnswerSchema)
  .query(async ({ ctx, input }) => {
    const after = openCursor(input.cursor, cursorSchema);
    const now = ctx.now();
    const companyId = ctx.actor.company.id;
    const windowEndsOn = input.windowEndsOn ?? after?.windowEndsOn ?? null;
    const rows = await readLowStock(ctx.database, companyId, { ...input, windowEndsOn, now, after });
    const [frame] = rows;
    if (!frame) throw new Error('the low-stock statement always answers a frame');
    if (frame.over > 0 && isOwnWindow(input)) figureKeeperOf(ctx.database).ask(companyId, now);
    const levels = rows.filter((row): row is LowStockRow & LowStockLevelRow => row.productId !== null);
    const keyOf = ({ ratio, velocity, productId, warehouseId }: LowStockLevelRow) => ({
      ratio,
      velocity,
      productId,
      warehouseId,
      windowEndsOn: frame.windowEndsOn,
    });
    const page = toPage(levels, input.limit, keyOf, (row) => wireLowStock(row, frame));
    return {
      alerts: page.items,
      totalAlerts: frame.totalAlerts,
      criticalAlerts: frame.criticalAlerts,
      summary: {
        companyId,
        recentSalesDays: frame.windowDays,
        windowStartsOn: frame.windowStartsOn,
        windowEndsOn: frame.windowEndsOn,
        timeZone: frame.timeZone,
        generatedAt: now.toISOString(),
      },
      nextCursor: page.nextCursor,
    };
  });

/** The window whose figures are kept: the company's own, that ends today. */
const isOwnWindow = ({ recentSalesDays, windowEndsOn }: z.output<typeof listLowStockInput>): boolean =>
  recentSalesDays === undefined && windowEndsOn === undefined;
