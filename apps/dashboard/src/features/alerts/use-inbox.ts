import type { Alert } from '@stockflow/sdk';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { alertQuery, inboxQuery } from '../../api/alert-queries.ts';
import { refusalOf } from '../../api/refusals.ts';
import { toast } from '../../ui/toast.tsx';
import { type AlertsSearch, inboxFilter } from './address.ts';
import type { ChangeSearch } from './filters.tsx';

/** The list that the address asks for, as far as it says, and the alert that is open. */
export const useInbox = (search: AlertsSearch, change: ChangeSearch) => {
  const asked = JSON.stringify(inboxFilter(search));
  const filter = useMemo<ReturnType<typeof inboxFilter>>(() => JSON.parse(asked), [asked]);
  const query = useInfiniteQuery(inboxQuery(filter));
  const { data, hasNextPage, isFetching, isFetchNextPageError, fetchNextPage } = query;
  const alerts = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  const pages = data?.pages.length ?? 0;
  const wanted = search.page ?? 1;
  // The pages of the address; and the next one when what was done has emptied the list.
  const isShort = pages > 0 && (pages < wanted || alerts.length === 0);
  useEffect(() => {
    if (isShort && hasNextPage && !isFetching && !isFetchNextPageError) void fetchNextPage();
  }, [isShort, hasNextPage, isFetching, isFetchNextPageError, fetchNextPage]);

  const inList = alerts.find(({ id }) => id === search.alert);
  const alone = useQuery({
    ...alertQuery(search.alert ?? ''),
    enabled: search.alert !== undefined && data !== undefined && inList === undefined,
  });
  const open: Alert | undefined =
    inList ?? (alone.data !== undefined && alone.data.id === search.alert ? alone.data : undefined);
  const latest = useRef(change);
  latest.current = change;
  const isGone = search.alert !== undefined && refusalOf(alone.error)?.code === 'NOT_FOUND';
  useEffect(() => {
    if (!isGone) return;
    toast('There is no such alert.', { tone: 'danger' });
    latest.current({ alert: undefined });
  }, [isGone]);
  return { filter, query, alerts, open, counts: data?.pages[0]?.counts };
};
