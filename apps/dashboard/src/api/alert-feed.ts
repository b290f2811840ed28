import { type LiveAlertsOptions, useLiveAlerts } from '@stockflow/react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { alertTotalsQuery } from './alert-queries.ts';
import { identityQuery } from './queries.ts';
import { isSessionEnded } from './refusals.ts';

/** The badge of the navigation is counted again once for a burst of events. */
const BADGE_MS = 1_000;

/** Told of everything that becomes of alerts while the component is there. What is on the screen it changes itself. */
export const useAlertFeed = (listener: Pick<LiveAlertsOptions, 'onEvent' | 'onGap'>) =>
  useLiveAlerts({ ...listener, refreshes: false });

/** Follows the company's alerts for as long as the signed-in page is there, for the badge and for those who listen. */
export function useFollowAlerts(isAllowed: boolean): void {
  const client = useQueryClient();
  const badge = useRef<ReturnType<typeof setTimeout>>(undefined);
  const recount = () => {
    clearTimeout(badge.current);
    const { queryKey } = alertTotalsQuery;
    badge.current = setTimeout(() => void client.invalidateQueries({ queryKey, exact: true }), BADGE_MS);
  };
  useEffect(() => () => clearTimeout(badge.current), []);
  const { error } = useLiveAlerts({ enabled: isAllowed, onEvent: recount, refreshes: false });
  const hasEnded = isSessionEnded(error);
  useEffect(() => {
    // The way to sign-in is that of every read that is refused.
    if (hasEnded) void client.invalidateQueries({ queryKey: identityQuery.queryKey });
  }, [client, hasEnded]);
}
