import type { AlertEvent } from '@stockflow/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { type LiveAlertsState, OFF } from './live-feed.ts';
import type { StockflowGroup } from './options.ts';
import { useProvided } from './provider.tsx';

export interface LiveAlertsOptions {
  /** False: this component does not follow. Default true. From false to true it tries again after an end. */
  enabled?: boolean | undefined;
  /** Told of each event as it comes, in order. */
  onEvent?: ((event: AlertEvent) => void) | undefined;
  /**
   * Told when it is live from now on and not from where it was: what one has read before may lack what happened between. For
   * those who keep more than queries; these are read again anyway (`refreshes`).
   */
  onGap?: (() => void) | undefined;
  /**
   * Which groups of StockFlow's reads are old after events and after a gap. Default alerts, inventory and reports; `false`: none.
   */
  refreshes?: readonly StockflowGroup[] | false | undefined;
}

const REFRESHES: readonly StockflowGroup[] = ['alerts', 'inventory', 'reports'];

/**
 * Follows alerts as they happen, and reads again what shows them: at once, and at most every two seconds when much happens.
 * However many components follow, there is one stream for each provider; it begins with the first and ends with the last of
 * them. After a cut, and after twenty seconds or more in a tab that nobody looked at, it goes on behind the last event:
 * none is missed, none comes twice. Throws without a `<StockflowProvider>` around.
 * @example
 * const { status } = useLiveAlerts({ onEvent: ({ type, data }) => type === 'alert.opened' && ring(data.alertId) })
 */
export const useLiveAlerts = ({
  enabled = true,
  onEvent,
  onGap,
  refreshes = REFRESHES,
}: LiveAlertsOptions = {}): LiveAlertsState => {
  const { feed } = useProvided();
  const client = useQueryClient();
  const latest = useRef({ onEvent, onGap, refreshes });
  useEffect(() => {
    latest.current = { onEvent, onGap, refreshes };
  });
  useEffect(() => {
    if (!enabled) return undefined;
    return feed.listen({
      onEvent: (event) => latest.current.onEvent?.(event),
      onGap: () => latest.current.onGap?.(),
      refreshes: () => ({ client, groups: latest.current.refreshes || [] }),
    });
  }, [feed, client, enabled]);
  return useSyncExternalStore(enabled ? feed.watch : unwatched, enabled ? feed.state : off, off);
};

const unwatched = () => () => undefined;
const off = () => OFF;
