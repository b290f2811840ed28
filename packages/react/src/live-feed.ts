import {
  type AlertEvent,
  isRefusal,
  type LiveStatus,
  type Stockflow,
  StockflowAbortError,
  StockflowError,
} from '@stockflow/sdk';
import type { QueryClient } from '@tanstack/react-query';
import { invalidateStockflow, type StockflowGroup } from './options.ts';

/** How it stands with the stream of alerts. */
export interface LiveAlertsState {
  /**
   * `off`: it is not followed; `connecting`: for the first time; `live`: what happens arrives; `reconnecting`: after a cut,
   * what happens meanwhile arrives when it is live again; `paused`: nobody looks at the page, what happens meanwhile arrives
   * when somebody does; `ended`: the server will not have it, `error` says why (the session has ended, the role may not).
   */
  readonly status: 'off' | 'connecting' | 'live' | 'reconnecting' | 'paused' | 'ended';
  /** The last event that arrived since this began; null before the first. */
  readonly lastEvent: AlertEvent | null;
  /** Behind which event it goes on; null before the server has said it. */
  readonly lastEventId: string | null;
  /** Why it is not live: of the last try to connect, or of the end. */
  readonly error: StockflowError | null;
}

/** Nobody follows. */
export const OFF: LiveAlertsState = { status: 'off', lastEvent: null, lastEventId: null, error: null };

/** Somebody who follows. */
export interface FeedListener {
  onEvent(event: AlertEvent): void;
  onGap(): void;
  /** What is old after an event, and when events may have been missed. */
  refreshes(): { client: QueryClient; groups: readonly StockflowGroup[] };
}

/** A page that nobody looks at gives its connection back: a browser has six for all its tabs of one address. */
const HIDDEN_MS = 20_000;
/** When the SDK has given up connecting for the first time, it is asked again. */
const AGAIN_MS = 4_000;
/** Whoever shows the last event is rendered once for those of one moment. */
const SHOWN_MS = 50;
/** Events of one moment are read again once … */
const GATHER_MS = 250;
/** … and an import, which turns hundreds of alerts, at most this often. */
const APART_MS = 2_000;

/** One stream of alerts for all who follow under one provider: it begins with the first and ends with the last. */
export class LiveAlertFeed {
  readonly #stockflow: Stockflow;
  readonly #watchers = new Set<() => void>();
  readonly #listeners = new Set<FeedListener>();
  #state = OFF;
  #shown = OFF;
  #showing: ReturnType<typeof setTimeout> | undefined;
  #stream: AbortController | null = null;
  #hiding: ReturnType<typeof setTimeout> | undefined;
  #refreshing: ReturnType<typeof setTimeout> | undefined;
  #refreshedAt = Number.NEGATIVE_INFINITY;

  constructor(stockflow: Stockflow) {
    this.#stockflow = stockflow;
  }

  /** As it is now; another object after each change. */
  readonly state = (): LiveAlertsState => this.#shown;

  /** Follows for as long as somebody watches. Answers what ends it. */
  readonly watch = (onState: () => void): (() => void) => {
    if (this.#watchers.size === 0) {
      page()?.addEventListener('visibilitychange', this.#onVisibility);
      this.#onVisibility();
    }
    this.#watchers.add(onState);
    if (this.#stream === null && this.#state.status !== 'paused') void this.#follow();
    return () => {
      this.#watchers.delete(onState);
      // StrictMode, and a page that makes room for the next, leave and come back at once: the stream stays for that moment.
      queueMicrotask(() => {
        if (this.#watchers.size === 0) this.#end();
      });
    };
  };

  /** Hears each event. Answers what ends it. */
  readonly listen = (listener: FeedListener): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Whoever comes next begins anew: it may be somebody else who is signed in by then. */
  #end(): void {
    page()?.removeEventListener('visibilitychange', this.#onVisibility);
    clearTimeout(this.#refreshing);
    this.#refreshing = undefined;
    this.#leave();
    this.#set(OFF);
  }

  #leave(): void {
    clearTimeout(this.#hiding);
    this.#stream?.abort();
    this.#stream = null;
  }

  readonly #onVisibility = (): void => {
    clearTimeout(this.#hiding);
    if (page()?.hidden) this.#hiding = setTimeout(this.#pause, HIDDEN_MS);
    else if (this.#state.status === 'paused') void this.#follow();
  };

  readonly #pause = (): void => {
    if (this.#stream === null) return; // it has ended
    this.#leave();
    this.#set({ status: 'paused', error: null });
  };

  async #follow(): Promise<void> {
    const stream = new AbortController();
    this.#stream = stream;
    while (!stream.signal.aborted) {
      try {
        await this.#connect(stream);
      } catch (thrown) {
        if (thrown instanceof StockflowAbortError || this.#stream !== stream) return;
        if (!this.#isWorthAgain(thrown)) {
          this.#stream = null;
          this.#set({ status: 'ended', error: thrown as StockflowError });
          return;
        }
      }
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }

  /** Follows until it ends: the SDK itself comes back after a cut, however long that takes. */
  async #connect(stream: AbortController): Promise<void> {
    const from = this.#state.lastEventId;
    let isGap = from === null;
    const onStatus = ({ status, lastEventId, error }: LiveStatus) => {
      if (this.#stream !== stream) return;
      this.#set({ status, lastEventId, error });
      if (status !== 'live' || !isGap) return;
      isGap = false;
      for (const listener of [...this.#listeners]) attempt(() => listener.onGap());
      this.#refresh();
    };
    const options = { signal: stream.signal, reconnectMs: Number.POSITIVE_INFINITY, onStatus };
    const input = from === null ? {} : { lastEventId: from };
    for await (const event of this.#stockflow.alerts.onChange(input, options)) {
      if (this.#stream !== stream) return;
      this.#set({ lastEvent: event, lastEventId: String(event.sequence) });
      for (const listener of [...this.#listeners]) attempt(() => listener.onEvent(event));
      this.#refresh();
    }
  }

  #isWorthAgain(error: unknown): boolean {
    if (isRefusal(error) && error.code === 'VALIDATION_FAILED' && this.#state.lastEventId !== null) {
      // An id of another time, such as of a database that was restored.
      this.#set({ lastEventId: null });
      return true;
    }
    return error instanceof StockflowError && error.retryable;
  }

  #refresh(): void {
    const sinceMs = performance.now() - this.#refreshedAt;
    this.#refreshing ??= setTimeout(
      () => {
        this.#refreshing = undefined;
        this.#refreshedAt = performance.now();
        const old = new Map<QueryClient, Set<StockflowGroup>>();
        for (const { client, groups } of [...this.#listeners].map((one) => one.refreshes()))
          old.set(client, new Set([...(old.get(client) ?? []), ...groups]));
        for (const [client, groups] of old) void invalidateStockflow(client, [...groups]);
      },
      Math.max(GATHER_MS, APART_MS - sinceMs),
    );
  }

  #set(changes: Partial<LiveAlertsState>): void {
    this.#state = { ...this.#state, ...changes };
    const { status, error } = this.#shown;
    if (this.#state.status !== status || this.#state.error !== error) this.#show();
    else this.#showing ??= setTimeout(this.#show, SHOWN_MS);
  }

  readonly #show = (): void => {
    clearTimeout(this.#showing);
    this.#showing = undefined;
    this.#shown = this.#state;
    for (const watcher of [...this.#watchers]) watcher();
  };
}

/** There is none on a phone's own runtime. */
const page = (): Document | undefined => globalThis.document;

/** A callback that throws is heard of as any uncaught error, and takes neither the stream nor the event from the others. */
const attempt = (callback: () => void): void => {
  try {
    callback();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
};
