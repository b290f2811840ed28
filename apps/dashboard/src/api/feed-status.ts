import type { StockflowHooks } from '@stockflow/sdk';
import { useSyncExternalStore } from 'react';

/** Whether what happens to alerts arrives as it happens: `lost` while the connection is being made again. */
export type FeedStatus = 'off' | 'connecting' | 'live' | 'lost';

let status: FeedStatus = 'off';
const listeners = new Set<() => void>();

export const setFeedStatus = (next: FeedStatus): void => {
  if (next === status) return;
  status = next;
  for (const listener of listeners) listener();
};

export const feedStatus = (): FeedStatus => status;

export const onFeedStatus = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useFeedStatus = (): FeedStatus => useSyncExternalStore(onFeedStatus, feedStatus);

const FEED = 'alerts.onChange';

/** What the client tells of the feed's connections: the loop over it hears only of events. */
export const feedHooks: StockflowHooks = {
  onResponse: ({ calls }) => {
    if (calls.some(({ procedure, error }) => procedure === FEED && error === null)) setFeedStatus('live');
  },
  onRetry: ({ procedure }) => {
    if (procedure === FEED) setFeedStatus('lost');
  },
};
