import type { AlertPage, ListAlertsInput } from '@stockflow/sdk';
import { keepPreviousData, type QueryFilters } from '@tanstack/react-query';
import { present } from '../app/address.ts';
import { type Filter, paged } from './queries.ts';
import { reads } from './stockflow.ts';

export type InboxFilter = Filter<NonNullable<ListAlertsInput>>;

/** Alerts of one page of the inbox. */
export const INBOX_PAGE = 50;

/** The inbox. What changes arrives by itself, so that coming back to the window moves nothing under the hand. */
export const inboxQuery = (filter: InboxFilter) => ({
  ...paged(reads.alerts.list.pages({ ...filter, limit: INBOX_PAGE })),
  refetchOnWindowFocus: false,
  refetchOnReconnect: false,
});

/** Every inbox that was read, whatever its filter. */
export const inboxes = {
  queryKey: ['stockflow', 'alerts', 'list'],
  predicate: ({ queryKey }) => queryKey[4] === 'pages',
} satisfies QueryFilters;

/** What an inbox was asked for, by its key. */
export const inboxFilterOf = ([, , , input]: readonly unknown[]): InboxFilter => input as InboxFilter;

export const alertQuery = (alertId: string) => reads.alerts.get({ alertId });

/** Every alert that was read alone. */
export const alertsAlone = { queryKey: ['stockflow', 'alerts', 'get'] } satisfies QueryFilters;

/** What became of an alert, the newest first. */
export const alertHistoryQuery = (alertId: string) =>
  paged(reads.alerts.history.pages({ alertId, limit: 25 }));

/** Why it is low. `recentSalesDays` as in the list, so that both say the same. */
export const explanationQuery = (productId: string, warehouseId: string, recentSalesDays?: number) =>
  reads.alerts.explain(present({ productId, warehouseId, recentSalesDays }));

/** How many wait, for the badge in the navigation. */
export const alertTotalsQuery = {
  ...reads.alerts.list({ limit: 1 }),
  select: ({ counts }: AlertPage) => counts,
  staleTime: 60_000,
  placeholderData: keepPreviousData<AlertPage>,
};
