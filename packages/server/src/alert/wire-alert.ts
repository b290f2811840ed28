import { type InboxAlertRow, type InboxFrame, type LowStockLevelRow, wireAlertLife } from '@stockflow/db';
import {
  daysUntilStockout,
  severityOf,
  stockoutDateOf,
  suggestOrderQuantity,
  velocityOf,
  wireMoney,
} from '@stockflow/domain';
import type { Alert, LowStockAlert } from '@stockflow/schemas';

/** The window and the company's settings that an alert's figures are made with. */
type Frame = Pick<InboxFrame, 'windowEndsOn' | 'windowDays' | 'criticalDays' | 'reviewPeriodDays'>;

/** A level's integers made into days, dates and an order quantity. */
export const wireLowStock = (
  row: Omit<LowStockLevelRow, 'ratio' | 'velocity'>,
  frame: Frame,
): LowStockAlert => {
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

/** An alert of the inbox in wire form. */
export const wireAlert = (row: InboxAlertRow, frame: Frame): Alert => {
  const { productId: _, warehouseId: __, assigneeId, ...life } = wireAlertLife(row);
  const figures = wireLowStock(row, frame);
  return {
    ...life,
    ...figures,
    severity: row.state === 'resolved' ? null : figures.severity,
    isLow: row.isLow,
    assignee: assigneeId === null ? null : { id: assigneeId, name: row.assigneeName ?? '' },
  };
};
