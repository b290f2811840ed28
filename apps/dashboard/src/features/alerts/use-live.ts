import type { Alert, AlertEvent, AlertPage } from '@stockflow/sdk';
import { type InfiniteData, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useAlertFeed } from '../../api/alert-feed.ts';
import {
  alertHistoryQuery,
  alertQuery,
  explanationQuery,
  type InboxFilter,
  inboxQuery,
} from '../../api/alert-queries.ts';
import { stockflow } from '../../api/stockflow.ts';
import { useIdentity } from '../../app/identity.ts';
import { STATES } from './address.ts';
import { isInList, useInboxCache } from './inbox-cache.ts';

/** Events within so many milliseconds are one change of the screen. */
const GATHER_MS = 250;
/** Over so many alerts at once the whole list is read again instead of each of them. */
const EACH_MAX = 20;
/** After the last movement of a hand on the list it counts as resting. */
const REST_MS = 4_000;
/** A list that was read a moment ago is as good as read now: who opens the page waits for nothing. */
const JUST_READ_MS = 5_000;

type Pages = InfiniteData<AlertPage>;

interface Level {
  alertId: string;
  productId: string;
  warehouseId: string;
}

export interface Live {
  /** Came while the list was open: marked. */
  fresh: ReadonlySet<string>;
  /** Alerts that wait to be let in, since a hand is on the list; null for "something has changed". */
  waiting: number | null;
  /** Lets them in. */
  letIn: () => void;
}

/**
 * The inbox as it changes: what stands in the list changes in its place; what is new comes in at once when nobody has a hand
 * on the list, and else waits, so that nothing moves under it.
 */
export const useLive = (filter: InboxFilter, isHeld: boolean): Live => {
  const client = useQueryClient();
  const cache = useInboxCache();
  const { user } = useIdentity();
  const hand = useHand();
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const [arrived, setArrived] = useState<ReadonlySet<string>>(new Set());
  const [isStale, setStale] = useState(false);
  const now = useRef({ filter, isHeld });
  now.current = { filter, isHeld };
  const key = JSON.stringify(filter);

  // Another list begins anew.
  useEffect(() => {
    setFresh(new Set());
    setArrived(new Set());
    setStale(false);
  }, [key]);

  const idsInList = useCallback(() => {
    const pages = client.getQueryData<Pages>(inboxQuery(now.current.filter).queryKey)?.pages ?? [];
    return new Set<string>(pages.flatMap(({ items }) => items.map(({ id }) => id)));
  }, [client]);

  const letIn = useCallback(async () => {
    setArrived(new Set());
    setStale(false);
    const before = idsInList();
    await client.refetchQueries({ queryKey: inboxQuery(now.current.filter).queryKey, exact: true });
    const added = [...idsInList()].filter((id) => !before.has(id));
    if (before.size > 0) setFresh((known) => new Set([...known, ...added]));
  }, [client, idsInList]);

  const take = useCallback(
    async (levels: readonly Level[]) => {
      const { filter } = now.current;
      for (const { alertId, productId, warehouseId } of levels) {
        void client.invalidateQueries({ queryKey: alertHistoryQuery(alertId).queryKey });
        void client.invalidateQueries({ queryKey: alertQuery(alertId).queryKey });
        void client.invalidateQueries({ queryKey: explanationQuery(productId, warehouseId).queryKey });
      }
      if (client.getQueryData(inboxQuery(filter).queryKey) === undefined) return;
      const isFree = !now.current.isHeld && !hand.isBusy();
      if (levels.length > EACH_MAX) return isFree ? letIn() : setStale(true);
      const inList = idsInList();
      const read = await Promise.all(levels.map((level) => readAs(filter, level)));
      const alerts = new Map<string, Alert>(
        read.flatMap((alert) => (alert === null ? [] : [[alert.id, alert]])),
      );
      cache.change((alert) => alerts.get(alert.id) ?? alert);
      const added = [...alerts.values()].filter(
        (alert) => !inList.has(alert.id) && isInList(filter, alert, user?.id) && isInDemand(filter, alert),
      );
      void cache.recount();
      if (added.length === 0) return;
      if (isFree) return letIn();
      setArrived((known) => new Set([...known, ...added.map(({ id }) => id)]));
    },
    [client, cache, hand, idsInList, letIn, user?.id],
  );

  useGathered(take, () => {
    const readAt = client.getQueryState(inboxQuery(now.current.filter).queryKey)?.dataUpdatedAt ?? 0;
    const isJustRead = Date.now() - readAt < JUST_READ_MS;
    if (isJustRead || (!now.current.isHeld && !hand.isBusy())) void letIn();
    else setStale(true);
  });
  const waiting = isStale ? null : arrived.size;
  return useMemo(() => ({ fresh, waiting, letIn: () => void letIn() }), [fresh, waiting, letIn]);
};

/** Gathers events for a moment: an import of sales turns hundreds of alerts in one second. */
function useGathered(take: (levels: readonly Level[]) => Promise<void>, onGap: () => void): void {
  const gathered = useRef(new Map<string, Level>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef({ take, onGap });
  latest.current = { take, onGap };
  useEffect(() => () => clearTimeout(timer.current), []);
  useAlertFeed({
    onGap: () => latest.current.onGap(),
    onEvent: ({ data }: AlertEvent) => {
      gathered.current.set(data.alertId, data);
      timer.current ??= setTimeout(() => {
        timer.current = undefined;
        const levels = [...gathered.current.values()];
        gathered.current.clear();
        // What could not be read now is read with the next event, or when the connection is back.
        latest.current.take(levels).catch(() => latest.current.onGap());
      }, GATHER_MS);
    },
  });
}

/** An alert by its level, with the figures of the list's window and under the filters that only the server can judge. */
const readAs = async (filter: InboxFilter, { productId, warehouseId }: Level): Promise<Alert | null> => {
  const { warehouseIds, severity: _, assigned: __, states: ___, sort: ____, ...same } = filter;
  if (warehouseIds !== undefined && !(warehouseIds as readonly string[]).includes(warehouseId)) return null;
  const one = {
    productId,
    warehouseIds: [warehouseId],
    states: [...STATES],
    demand: 'any' as const,
    limit: 1,
  };
  const { items } = await stockflow.alerts.list({ ...same, ...one });
  return items[0] ?? null;
};

const isInDemand = ({ demand }: InboxFilter, alert: Alert): boolean =>
  demand === 'any' || alert.demand.totalRecentSales > 0;

/** Whether somebody has a hand on the list, or has scrolled into it. */
function useHand() {
  const lastAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const onHand = (event: Event) => {
      const { target } = event;
      const isOnList = target instanceof Element && target.closest('[data-hand]') !== null;
      if (isOnList || (event.type === 'keydown' && target === document.body))
        lastAt.current = performance.now();
    };
    const kinds = ['pointermove', 'pointerdown', 'touchmove', 'keydown', 'wheel'] as const;
    for (const kind of kinds) document.addEventListener(kind, onHand, { passive: true });
    return () => {
      for (const kind of kinds) document.removeEventListener(kind, onHand);
    };
  }, []);
  return useMemo(
    () => ({ isBusy: () => performance.now() - lastAt.current < REST_MS || window.scrollY > 160 }),
    [],
  );
}
