import type { Examples } from './common.ts';

export const REPORT_EXAMPLES: Examples = {
  'reports.overview': () => ({ endingWithinHours: 48 }),
  'reports.productTimeline': ({ ids }) => ({ productId: ids.product, warehouseId: ids.warehouse, days: 30 }),
  'reports.salesTrend': () => ({ days: 7 }),
  'reports.turnover': () => ({ days: 30 }),
};
