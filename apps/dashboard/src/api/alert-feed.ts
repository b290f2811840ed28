import type { AlertEvent } from '@stockflow/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { present } from '../app/address.ts';
import { feedStatus, onFeedStatus, setFeedStatus } from './feed-status.ts';
import { roots } from './keys.ts';
import { isSessionEnded, refusalOf } from './refusals.ts';
import { stockflow } from './stockflow.ts';

/** A page that nobody looks at gives its connection back: a browser has six of them for all its tabs. */
const HIDDEN_MS = 20_000;
/** Before the first connection is tried again, in milliseconds. */
const AGAIN_MS = 4_000;
/** The badge of the navigation is counted again once for a burst of events. */
const BADGE_MS = 1_000;

interface FeedListener {
  onEvent: (event: AlertEvent) => void;
  /** It is live from now on, and what happened before may not have been told. */
  onGap: () => void;
}

const listeners = new Set<FeedListener>();

/** Told of everything that becomes of alerts while the component is there. */
export const useAlertFeed = (listener: FeedListener): void => {
  const latest = useRef(listener);
  latest.current = listener;
  useEffect(() => {
    const own: FeedListener = {
      onEvent: (event) => latest.current.onEvent(event),
      onGap: () => latest.current.onGap(),
    };
    listeners.add(own);
    return () => {
      listeners.delete(own);
    };
  }, []);
};

/** Follows the company's alerts for as long as the signed-in page is there and in sight; goes on behind the last event. */
export function useFollowAlerts(isAllowed: boolean): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!isAllowed) return;
    const follower = new Follower(() => void client.invalidateQueries({ queryKey: [roots.identity] }));
    let badge: ReturnType<typeof setTimeout> | undefined;
    const counted: FeedListener = {
      onGap: () => undefined,
      onEvent: () => {
        clearTimeout(badge);
        badge = setTimeout(
          () => void client.invalidateQueries({ queryKey: [roots.alerts, 'totals'] }),
          BADGE_MS,
        );
      },
    };
    listeners.add(counted);
    follower.begin();
    return () => {
      clearTimeout(badge);
      listeners.delete(counted);
      follower.end();
    };
  }, [client, isAllowed]);
}

class Follower {
  readonly #onSessionEnded: () => void;
  #control: AbortController | null = null;
  #hidden: ReturnType<typeof setTimeout> | undefined;
  #lastEventId: string | undefined;
  #unsubscribe = () => {};

  constructor(onSessionEnded: () => void) {
    this.#onSessionEnded = onSessionEnded;
  }

  begin(): void {
    document.addEventListener('visibilitychange', this.#onVisibility);
    this.#unsubscribe = onFeedStatus(() => {
      // Behind a known event the server tells what was missed; without one nobody knows.
      if (feedStatus() === 'live' && this.#lastEventId === undefined)
        for (const one of listeners) one.onGap();
    });
    void this.#follow();
  }

  end(): void {
    document.removeEventListener('visibilitychange', this.#onVisibility);
    this.#unsubscribe();
    this.#stop();
  }

  readonly #onVisibility = (): void => {
    clearTimeout(this.#hidden);
    if (document.hidden) this.#hidden = setTimeout(() => this.#stop(), HIDDEN_MS);
    else if (this.#control === null) void this.#follow();
  };

  #stop(): void {
    clearTimeout(this.#hidden);
    this.#control?.abort();
    this.#control = null;
    setFeedStatus('off');
  }

  async #follow(): Promise<void> {
    const control = new AbortController();
    this.#control = control;
    const { signal } = control;
    setFeedStatus('connecting');
    while (!signal.aborted) {
      try {
        const from = present({ lastEventId: this.#lastEventId });
        const events = stockflow.alerts.onChange(from, { signal, reconnectMs: Number.POSITIVE_INFINITY });
        for await (const event of events) {
          this.#lastEventId = String(event.sequence);
          for (const one of listeners) one.onEvent(event);
        }
      } catch (error) {
        if (signal.aborted) return;
        if (!this.#isWorthAgain(error)) return;
      }
      setFeedStatus('lost');
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }

  #isWorthAgain(error: unknown): boolean {
    if (isSessionEnded(error)) {
      setFeedStatus('off');
      this.#onSessionEnded();
      return false;
    }
    const code = refusalOf(error)?.code;
    if (code === 'FORBIDDEN') {
      setFeedStatus('off');
      return false;
    }
    // An id of another time, such as of a restored database.
    if (code === 'VALIDATION_FAILED') this.#lastEventId = undefined;
    return true;
  }
}
