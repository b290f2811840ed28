import type { StockflowEvent } from '@stockflow/schemas';
import { type Outbox, type Stretch, stretchAfter } from './outbox.ts';

/** Events that are kept for a subscriber who is slow to take them. Over it they are read again when they are wanted. */
export const BUFFER_MAX = 256;

/** What a subscriber knows of its feed. */
interface Source {
  readonly outbox: Outbox;
  /** The number up to which everything was offered. */
  readonly position: number;
}

/**
 * One who follows a feed, from a number on: takes each event once, in order. Events that come while it is busy wait in a
 * bounded buffer; when that is full it is emptied and the subscriber is behind: it reads the outbox by itself, from the last
 * event that it has taken, until it has come to where the feed stands.
 */
export class Subscriber {
  readonly #feed: Source;
  readonly #wants: (event: StockflowEvent) => boolean;
  #buffer: StockflowEvent[] = [];
  /** The last event that was taken; where nothing waits, the last number that was looked at. */
  #cursor = 0;
  /** Everything up to here was offered or read. */
  #offeredUpTo = 0;
  #isBehind = true;
  #end: { error: unknown } | undefined;
  #wake: () => void = () => undefined;

  constructor(feed: Source, wants: (event: StockflowEvent) => boolean) {
    this.#feed = feed;
    this.#wants = wants;
  }

  /** Begins behind that number. */
  startAfter(cursor: number): void {
    this.#cursor = cursor;
  }

  get isBehind(): boolean {
    return this.#isBehind;
  }

  /** Events that wait to be taken. */
  get waiting(): number {
    return this.#buffer.length;
  }

  /** What the feed has just read. */
  offer({ events, upTo }: Stretch): void {
    if (this.#isBehind) return; // it reads that itself
    for (const event of events) {
      if (event.sequence > this.#offeredUpTo && this.#wants(event)) this.#buffer.push(event);
    }
    this.#offeredUpTo = Math.max(this.#offeredUpTo, upTo);
    if (this.#buffer.length > BUFFER_MAX) {
      this.#buffer = [];
      this.#isBehind = true;
    }
    this.#wake();
  }

  /** Ends it at once, with the error if there is one: what waits is not told any more. The first end counts. */
  end(error?: unknown): void {
    this.#end ??= { error };
    this.#buffer = [];
    this.#wake();
  }

  /** Every event that is wanted, until the end. */
  async *events(): AsyncGenerator<StockflowEvent, void, undefined> {
    while (!this.#hasEnded()) {
      const event = this.#buffer.shift();
      if (event) {
        this.#cursor = event.sequence;
        yield event;
      } else if (this.#isBehind) {
        yield* this.#catchUp();
      } else {
        this.#cursor = this.#offeredUpTo;
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    }
  }

  /** One page from the outbox; behind no more when the feed had come no further. */
  async *#catchUp(): AsyncGenerator<StockflowEvent, void, undefined> {
    const { events, upTo } = await stretchAfter(this.#feed.outbox, this.#cursor);
    for (const event of events) {
      if (this.#hasEnded()) return;
      if (!this.#wants(event)) continue;
      this.#cursor = event.sequence;
      yield event;
    }
    this.#cursor = upTo;
    this.#offeredUpTo = upTo;
    // Between these two lines and the last answer of the outbox nothing else runs: no offer is lost.
    this.#isBehind = upTo < this.#feed.position;
  }

  #hasEnded(): boolean {
    if (this.#end?.error !== undefined) throw this.#end.error;
    return this.#end !== undefined;
  }
}
