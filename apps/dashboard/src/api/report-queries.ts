import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { present } from '../app/address.ts';
import { roots } from './keys.ts';
import { stockflow } from './stockflow.ts';

/** Figures of a whole company cost the server more than a list: they are read again after a write, and else once a minute. */
const STALE_MS = 60_000;

export const overviewQuery = queryOptions({
  queryKey: [roots.reports, 'overview'],
  queryFn: ({ signal }) => stockflow.reports.overview({}, { signal }),
  staleTime: STALE_MS,
  refetchInterval: STALE_MS,
});

export const salesTrendQuery = (days: number) =>
  queryOptions({
    queryKey: [roots.reports, 'sales', days],
    queryFn: ({ signal }) => stockflow.reports.salesTrend({ days }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: STALE_MS,
  });

export const turnoverQuery = (days: number) =>
  queryOptions({
    queryKey: [roots.reports, 'turnover', days],
    queryFn: ({ signal }) => stockflow.reports.turnover({ days }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: STALE_MS,
  });

/** A product's stock over time, in one warehouse or in all. */
export const productTimelineQuery = (productId: string, warehouseId: string | undefined, days: number) =>
  queryOptions({
    queryKey: [roots.reports, 'timeline', productId, warehouseId ?? 'all', days],
    queryFn: ({ signal }) =>
      stockflow.reports.productTimeline(present({ productId, warehouseId, days }), { signal }),
    placeholderData: (before) => (before?.productId === productId ? before : undefined),
  });
