import type { ListAlertsInput } from '@stockflow/sdk';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { present } from '../app/address.ts';
import { roots } from './keys.ts';
import { type Filter, pages } from './queries.ts';
import { stockflow } from './stockflow.ts';

export type InboxFilter = Filter<NonNullable<ListAlertsInput>>;

/** Alerts of one page of the inbox. */
export const INBOX_PAGE = 50;

export const inboxKey = (filter: InboxFilter) => [roots.alerts, 'inbox', filter] as const;

/** The inbox. What changes arrives by itself, so that coming back to the window moves nothing under the hand. */
export const inboxQuery = (filter: InboxFilter) => ({
  ...pages(
    inboxKey(filter),
    (page, signal) => stockflow.alerts.list({ ...filter, ...page }, { signal }),
    INBOX_PAGE,
  ),
  refetchOnWindowFocus: false,
  refetchOnReconnect: false,
});

export const alertQuery = (alertId: string) =>
  queryOptions({
    queryKey: [roots.alerts, 'one', alertId],
    queryFn: ({ signal }) => stockflow.alerts.get({ alertId }, { signal }),
  });

/** What became of an alert, the newest first. */
export const alertHistoryQuery = (alertId: string) =>
  pages(
    [roots.alerts, 'history', alertId],
    (page, signal) => stockflow.alerts.history({ alertId, ...page }, { signal }),
    25,
  );

/** Why it is low. `recentSalesDays` as in the list, so that both say the same. */
export const explanationQuery = (productId: string, warehouseId: string, recentSalesDays?: number) =>
  queryOptions({
    queryKey: [roots.alerts, 'explanation', productId, warehouseId, recentSalesDays ?? null],
    queryFn: ({ signal }) =>
      stockflow.alerts.explain(present({ productId, warehouseId, recentSalesDays }), { signal }),
  });

/** How many wait, for the badge in the navigation. */
export const alertTotalsQuery = queryOptions({
  queryKey: [roots.alerts, 'totals'],
  queryFn: ({ signal }) => stockflow.alerts.list({ limit: 1 }, { signal }),
  select: ({ counts }) => counts,
  staleTime: 60_000,
  placeholderData: keepPreviousData,
});
