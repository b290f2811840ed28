import type { AlertEvent } from '@stockflow/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { LiveAlertsState } from './live-feed.ts';
import { useProvided } from './provider.tsx';
import { invalidateStockflow } from './queries.ts';

export interface LiveAlertsOptions {
  /** False: nothing is followed. Default true. */
  enabled?: boolean | undefined;
  /** Told of each event as it comes, in order. */
  onEvent?: ((event: AlertEvent) => void) | undefined;
  /** What of StockFlow is read again after events; default alerts, levels and reports. `false`: nothing. */
  refreshes?: Parameters<typeof invalidateStockflow>[1] | false;
}

const REFRESHES = ['alerts', 'inventory', 'reports'] as const;
/** Many alerts at once, of an import for instance, are read again once. */
const GATHER_MS = 250;

/**
 * Follows alerts as they happen, and reads again what shows them. However many components follow, there is one stream
 * for each provider; it begins with the first and ends with the last of them. After a cut it comes back by itself and tells
 * what was missed. Throws without a `<StockflowProvider>` around.
 * @example
 * const { status } = useLiveAlerts({ onEvent: ({ type, data }) => type === 'alert.opened' && ring(data.alertId) })
 */
export const useLiveAlerts = ({
  enabled = true,
  onEvent,
  refreshes = REFRESHES,
}: LiveAlertsOptions = {}): LiveAlertsState => {
  const { feed } = useProvided();
  const client = useQueryClient();
  const latest = useRef({ onEvent, refreshes });
  useEffect(() => {
    latest.current = { onEvent, refreshes };
  });
  useEffect(() => {
    if (!enabled) return undefined;
    let gathering: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => {
      gathering = undefined;
      const { refreshes: groups } = latest.current;
      if (groups !== false) void invalidateStockflow(client, groups);
    };
    const leave = feed.listen((event) => {
      latest.current.onEvent?.(event);
      gathering ??= setTimeout(refresh, GATHER_MS);
    });
    return () => {
      clearTimeout(gathering);
      leave();
    };
  }, [feed, client, enabled]);
  return useSyncExternalStore(enabled ? feed.watch : unwatched, feed.state, feed.state);
};

const unwatched = () => () => undefined;
