import { router } from '../core/door.ts';
import { productTimeline } from './product-timeline.ts';
import { reportOverview } from './report-overview.ts';
import { salesTrend } from './sales-trend.ts';
import { turnover } from './turnover.ts';

export const reportRouter = router({
  overview: reportOverview,
  productTimeline,
  salesTrend,
  turnover,
});
