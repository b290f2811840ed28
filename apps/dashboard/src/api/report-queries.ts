import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { present } from '../app/address.ts';
import { reads } from './stockflow.ts';

/** Figures of a whole company cost the server more than a list: they are read again after a write, and else once a minute. */
const STALE_MS = 60_000;

export const overviewQuery = queryOptions({
  ...reads.reports.overview(),
  staleTime: STALE_MS,
  refetchInterval: STALE_MS,
});

export const salesTrendQuery = (days: number) =>
  queryOptions({
    ...reads.reports.salesTrend({ days }),
    placeholderData: keepPreviousData,
    staleTime: STALE_MS,
  });

export const turnoverQuery = (days: number) =>
  queryOptions({
    ...reads.reports.turnover({ days }),
    placeholderData: keepPreviousData,
    staleTime: STALE_MS,
  });

/** A product's stock over time, in one warehouse or in all. */
export const productTimelineQuery = (productId: string, warehouseId: string | undefined, days: number) =>
  queryOptions({
    ...reads.reports.productTimeline(present({ productId, warehouseId, days })),
    placeholderData: (before) => (before?.productId === productId ? before : undefined),
  });
