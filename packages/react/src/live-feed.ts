import { type AlertEvent, type Stockflow, StockflowAbortError, type StockflowError } from '@stockflow/sdk';

/** How it stands with the stream of alerts. */
export interface LiveAlertsState {
  /**
   * `off` while nobody follows; `live` while what happens is told (after a cut the SDK comes back by itself, and nothing
   * is missed); `ended` when it gave up or the session ended: `error` says why.
   */
  readonly status: 'off' | 'live' | 'ended';
  /** The last event that was told; null before the first. */
  readonly lastEvent: AlertEvent | null;
  readonly error: StockflowError | null;
}

type Listener = (event: AlertEvent) => void;

/** One stream of alerts for all who follow under one provider: it begins with the first and ends with the last. */
export class LiveAlertFeed {
  readonly #stockflow: Stockflow;
  readonly #watchers = new Set<() => void>();
  readonly #listeners = new Set<Listener>();
  #state: LiveAlertsState = { status: 'off', lastEvent: null, error: null };
  #stream: AbortController | null = null;

  constructor(stockflow: Stockflow) {
    this.#stockflow = stockflow;
  }

  /** As it is now; another object after each change. */
  readonly state = (): LiveAlertsState => this.#state;

  /** Follows for as long as somebody watches. Answers what ends it. */
  readonly watch = (onState: () => void): (() => void) => {
    this.#watchers.add(onState);
    if (this.#stream === null) void this.#follow();
    return () => {
      this.#watchers.delete(onState);
      // React's StrictMode leaves and comes back at once: the stream stays for that moment.
      queueMicrotask(() => {
        if (this.#watchers.size === 0) this.end();
      });
    };
  };

  /** Hears each event. Answers what ends it. */
  readonly listen = (listener: Listener): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Closes the stream; who watches afterwards begins anew. */
  end(): void {
    this.#stream?.abort();
    this.#stream = null;
    this.#set({ status: 'off', error: null });
  }

  async #follow(): Promise<void> {
    const stream = new AbortController();
    this.#stream = stream;
    this.#set({ status: 'live', error: null });
    // Where it was left: what happened while nobody watched is told, too.
    const lastEventId = this.#state.lastEvent?.sequence;
    const input = lastEventId === undefined ? {} : { lastEventId: String(lastEventId) };
    const options = { signal: stream.signal, reconnectMs: Number.POSITIVE_INFINITY };
    try {
      for await (const event of this.#stockflow.alerts.onChange(input, options)) {
        if (this.#stream !== stream) return;
        this.#set({ lastEvent: event });
        for (const listener of [...this.#listeners]) listener(event);
      }
    } catch (error) {
      if (error instanceof StockflowAbortError || this.#stream !== stream) return;
      this.#stream = null;
      this.#set({ status: 'ended', error: error as StockflowError });
    }
  }

  #set(changes: Partial<LiveAlertsState>): void {
    this.#state = { ...this.#state, ...changes };
    for (const watcher of [...this.#watchers]) watcher();
  }
}
