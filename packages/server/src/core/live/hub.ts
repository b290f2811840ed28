import {
  ALERTS_CHANNEL,
  type AlertEventRow,
  alertEventsStatement,
  type Database,
  type Listener,
  NUMBERED_MAX,
  numberEvents,
  SESSIONS_CHANNEL,
} from '@stockflow/db';
import { invalidField, refuse } from '@stockflow/domain';
import type { StockflowEvent } from '@stockflow/schemas';
import { Feed } from './feed.ts';
import type { Outbox } from './outbox.ts';
import { Subscriber } from './subscriber.ts';
import { type Leave, Watch } from './watch.ts';

/** How many may follow at once, in one process. */
export interface LiveLimits {
  /** With one session or API key. */
  perCredential: number;
  perProcess: number;
}

export const DEFAULT_LIVE_LIMITS: LiveLimits = { perCredential: 100, perProcess: 5_000 };

/** Leaves that are asked for at once: each is a call to the database, and others wait for one, too. */
const LOOKS_AT_ONCE = 16;
/** After that long somebody who was over the limit may find that another has left. */
const RETRY_AFTER_SECONDS = 30;

/** Whoever follows, and what. */
export interface Following {
  readonly companyId: string;
  /** What limits and nothing else know the caller by. */
  readonly credential: string;
  /** The number after which to begin; undefined: from now on. */
  readonly after: number | undefined;
  wants(event: StockflowEvent): boolean;
  readonly leave: Leave;
  /** Until when the leave lasts that was given for this call. */
  readonly endsAt: Date | null;
  /** Aborted when the caller has left. */
  readonly signal: AbortSignal | undefined;
}

/** What a subscription says: first where it begins, then every event. */
export type LiveMessage = { readonly begins: number } | { readonly event: StockflowEvent };

interface Seat {
  readonly subscriber: Subscriber;
  readonly watch: Watch;
}

/**
 * Hands on what happens about alerts to whoever follows, in one process. It hears of news over one connection (which
 * another process or this one has caused: all the same), reads the outbox once for each company, and offers that to its
 * subscribers. Nothing depends on a notification: it only says that there is something to read, and whoever was not heard
 * is caught up with after a reconnect.
 */
export class LiveHub {
  readonly #database: Database;
  readonly #limits: LiveLimits;
  readonly #feeds = new Map<string, Feed>();
  readonly #seats = new Map<Feed, Set<Seat>>();
  readonly #ofCredential = new Map<string, number>();
  #count = 0;
  #listener: Listener | undefined;
  #isClosed = false;

  constructor(database: Database, limits: Partial<LiveLimits> = {}) {
    this.#database = database;
    this.#limits = { ...DEFAULT_LIVE_LIMITS, ...limits };
  }

  /** How many follow just now. */
  get subscriptions(): number {
    return this.#count;
  }

  /**
   * Follows a company until the caller leaves, the leave ends or the process stops. Throws RATE_LIMITED and UNAVAILABLE
   * over the limits, VALIDATION_FAILED for a beginning that is not there yet, UNAVAILABLE when the database or this process
   * goes away, and whatever ended the leave. Whoever comes again with the last number has missed nothing.
   */
  async *follow(following: Following): AsyncGenerator<LiveMessage, void, undefined> {
    const { companyId, after, signal } = following;
    const release = this.#admit(following.credential);
    const feed = this.#feedOf(companyId);
    const subscriber = new Subscriber(feed, following.wants);
    const end = (reason?: unknown) => subscriber.end(reason);
    const leaves = () => end();
    const watch = new Watch(following.leave, following.endsAt, end);
    const leaveSeat = this.#sit(feed, { subscriber, watch });
    signal?.addEventListener('abort', leaves);
    if (signal?.aborted) leaves();
    try {
      await this.#listening();
      // What ended before anybody heard of it here is found now.
      await Promise.all([feed.refresh(), watch.look()]);
      if (after !== undefined && after > feed.position) {
        throw invalidField('lastEventId', 'There is no such event yet.');
      }
      const begins = after ?? feed.position;
      subscriber.startAfter(begins);
      yield { begins };
      for await (const event of subscriber.events()) yield { event };
    } finally {
      signal?.removeEventListener('abort', leaves);
      watch.stop();
      leaveSeat();
      if (feed.subscribers.size === 0 && this.#feeds.get(companyId) === feed) this.#feeds.delete(companyId);
      release();
    }
  }

  /** Ends every subscription, so that its caller goes to another process, and hears nothing any more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const feed of this.#feeds.values()) this.#endAll(feed, leaving());
    await this.#listener?.close();
  }

  #admit(credential: string): () => void {
    if (this.#isClosed) throw leaving();
    const ofCredential = this.#ofCredential.get(credential) ?? 0;
    if (ofCredential >= this.#limits.perCredential) {
      throw refuse(
        'RATE_LIMITED',
        { retryAfterSeconds: RETRY_AFTER_SECONDS },
        `More than ${this.#limits.perCredential} live subscriptions with one session or API key.`,
      );
    }
    if (this.#count >= this.#limits.perProcess) {
      throw refuse('UNAVAILABLE', null, 'As many follow live as this server can hold. Try again later.');
    }
    this.#ofCredential.set(credential, ofCredential + 1);
    this.#count += 1;
    return () => {
      this.#count -= 1;
      const left = (this.#ofCredential.get(credential) ?? 1) - 1;
      if (left === 0) this.#ofCredential.delete(credential);
      else this.#ofCredential.set(credential, left);
    };
  }

  #feedOf(companyId: string): Feed {
    let feed = this.#feeds.get(companyId);
    if (!feed) {
      feed = new Feed(outboxOf(this.#database, companyId));
      this.#feeds.set(companyId, feed);
    }
    return feed;
  }

  #sit(feed: Feed, seat: Seat): () => void {
    const seats = this.#seats.get(feed) ?? new Set();
    this.#seats.set(feed, seats.add(seat));
    feed.subscribers.add(seat.subscriber);
    return () => {
      seats.delete(seat);
      feed.subscribers.delete(seat.subscriber);
      if (seats.size === 0) this.#seats.delete(feed);
    };
  }

  async #listening(): Promise<void> {
    this.#listener ??= this.#database.listen({
      channels: [ALERTS_CHANNEL, SESSIONS_CHANNEL],
      heard: (channel, companyId) => {
        const feed = this.#feeds.get(companyId);
        if (!feed) return;
        void (channel === ALERTS_CHANNEL ? this.#news(feed) : this.#lookAtLeaves(feed));
      },
      connected: () => void this.#catchUp(),
    });
    await this.#listener.ready();
  }

  /** What was not heard while the connection was away. One company after the other: thousands may follow. */
  async #catchUp(): Promise<void> {
    for (const feed of [...this.#feeds.values()]) {
      await this.#news(feed);
      await this.#lookAtLeaves(feed);
    }
  }

  async #news(feed: Feed): Promise<void> {
    try {
      await feed.refresh();
    } catch (error) {
      // Who cannot be told comes again with the last number, and is told then.
      this.#endAll(feed, error);
    }
  }

  async #lookAtLeaves(feed: Feed): Promise<void> {
    const seats = [...(this.#seats.get(feed) ?? [])];
    for (let at = 0; at < seats.length; at += LOOKS_AT_ONCE) {
      await Promise.all(seats.slice(at, at + LOOKS_AT_ONCE).map(({ watch }) => watch.look()));
    }
  }

  #endAll(feed: Feed, reason: unknown): void {
    for (const { subscriber } of this.#seats.get(feed) ?? []) subscriber.end(reason);
  }
}

const leaving = () =>
  refuse('UNAVAILABLE', null, 'This server stops. Come again: another goes on from there.');

const outboxOf = (database: Database, companyId: string): Outbox => ({
  async number() {
    let numbered: number;
    do {
      numbered = await numberEvents(database, companyId);
    } while (numbered === NUMBERED_MAX);
  },
  async read(page) {
    const [row] = await database.readInCompany<AlertEventRow>(
      companyId,
      alertEventsStatement(companyId, page),
    );
    if (!row) throw new Error('events were asked and not answered');
    return row;
  },
});
