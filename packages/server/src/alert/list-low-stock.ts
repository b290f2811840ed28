import { figureKeeperOf, type LowStockLevelRow, type LowStockRow, readLowStock } from '@stockflow/db';
import {
  daysUntilStockout,
  severityOf,
  stockoutDateOf,
  suggestOrderQuantity,
  velocityOf,
  wireMoney,
} from '@stockflow/domain';
import { daySchema, type LowStockAlert, listLowStockInput, lowStockAnswerSchema } from '@stockflow/schemas';
import { z } from 'zod';
import { may } from '../core/door.ts';
import { openCursor, toPage } from '../core/page.ts';

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
    if (frame.computed > 0 && isOwnWindow(input)) figureKeeperOf(ctx.database).ask(companyId, now);
    const levels = rows.filter((row): row is LowStockRow & LowStockLevelRow => row.productId !== null);
    const keyOf = ({ ratio, velocity, productId, warehouseId }: LowStockLevelRow) => ({
      ratio,
      velocity,
      productId,
      warehouseId,
      windowEndsOn: frame.windowEndsOn,
    });
    const page = toPage(levels, input.limit, keyOf, (row) => alertOf(row, frame));
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

const alertOf = (row: LowStockLevelRow, frame: LowStockRow): LowStockAlert => {
  const days = daysUntilStockout(row);
  const { supplier } = row;
  const need = { ...row, reviewPeriodDays: frame.reviewPeriodDays };
  return {
    product: { id: row.productId, name: row.productName, sku: row.sku },
    warehouse: { id: row.warehouseId, name: row.warehouseName },
    stock: { onHand: row.onHand, reserved: row.reserved, available: row.available, incoming: row.incoming },
    severity: severityOf(days, frame.criticalDays),
    threshold: row.threshold,
    thresholdSource: row.thresholdSource,
    demand: {
      totalRecentSales: row.netUnits,
      dailyAverage: row.netUnits / frame.windowDays,
      activeSalesDays: row.activeSalesDays,
      daysInStock: row.daysInStock,
      velocity: velocityOf(row),
    },
    daysUntilStockout: days,
    daysUntilStockoutReason: days === null ? 'no_recent_sales' : null,
    stockoutDate: stockoutDateOf(frame.windowEndsOn, days),
    supplier: supplier && { ...supplier, price: wireMoney(supplier.price) },
    suggestedOrderQuantity: supplier && suggestOrderQuantity(need, supplier),
  };
};
