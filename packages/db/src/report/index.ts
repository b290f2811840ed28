export { type OverviewRow, overviewStatement } from './overview.ts';
export { productTimelineStatement, type TimelineLevel, type TimelineRow } from './product-timeline.ts';
export { type SalesDayRow, salesTrendStatement } from './sales-trend.ts';
export { type TurnoverRow, turnoverStatement } from './turnover.ts';
