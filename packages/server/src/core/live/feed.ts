import type { AlertEventRow } from '@stockflow/db';
import type { StockflowEvent } from '@stockflow/schemas';
import type { Subscriber } from './subscriber.ts';

/** Events that are read in one go. */
const PAGE = 250;

/** The outbox of one company, as a feed reads it. */
export interface Outbox {
  /** Gives numbers to whatever waits for one. */
  number(): Promise<void>;
  /** Numbered events after a number, the oldest first, and the highest number that is given. */
  read(page: { after: number; limit: number }): Promise<AlertEventRow>;
}

/** A part of the outbox: every event about alerts up to `upTo` that comes after where it was asked to begin. */
export interface Stretch {
  readonly events: readonly StockflowEvent[];
  readonly upTo: number;
}

/** Reads a page of the outbox; says up to where it has looked, past events about other things. */
export const stretchAfter = async (outbox: Outbox, after: number): Promise<Stretch> => {
  const { events, highest } = await outbox.read({ after, limit: PAGE });
  const last = events.at(-1);
  const isFull = events.length === PAGE && last !== undefined;
  return { events, upTo: isFull ? last.sequence : Math.max(after, highest) };
};

/**
 * What happens in one company, read once for all who follow it. Where it stands (`position`) is where its last reading of
 * the outbox has ended; everything up to there was offered to each subscriber.
 */
export class Feed {
  readonly outbox: Outbox;
  readonly subscribers = new Set<Subscriber>();
  #position: number | undefined;
  #wanted: Reading | undefined;
  #isReading = false;

  constructor(outbox: Outbox) {
    this.outbox = outbox;
  }

  /** The number up to which everything was offered; before the first reading there is none. */
  get position(): number {
    if (this.#position === undefined) throw new Error('a feed was asked where it stands before it had read');
    return this.#position;
  }

  /**
   * Reads what is new, in a reading that begins after this call: whoever asks while one is under way shares the next with
   * all who ask meanwhile. So a burst of news costs one reading, or two.
   */
  refresh(): Promise<void> {
    this.#wanted ??= makeReading();
    const { ended } = this.#wanted;
    if (!this.#isReading) void this.#readAll();
    return ended;
  }

  async #readAll(): Promise<void> {
    this.#isReading = true;
    while (this.#wanted) {
      const reading = this.#wanted;
      this.#wanted = undefined;
      await this.#read().then(reading.succeed, reading.fail);
    }
    this.#isReading = false;
  }

  async #read(): Promise<void> {
    await this.outbox.number();
    // Nobody is told what was before the first of them came: who wants that reads it as one who has fallen behind.
    this.#position ??= (await this.outbox.read({ after: Number.MAX_SAFE_INTEGER, limit: 1 })).highest;
    for (let isMore = true; isMore; ) {
      const stretch = await stretchAfter(this.outbox, this.#position);
      for (const subscriber of this.subscribers) subscriber.offer(stretch);
      this.#position = stretch.upTo;
      isMore = stretch.events.length === PAGE;
    }
  }
}

interface Reading {
  readonly ended: Promise<void>;
  succeed(): void;
  fail(error: unknown): void;
}

const makeReading = (): Reading => {
  let succeed: Reading['succeed'] = () => undefined;
  let fail: Reading['fail'] = () => undefined;
  const ended = new Promise<void>((resolve, reject) => {
    succeed = resolve;
    fail = reject;
  });
  ended.catch(() => {}); // news that nobody waits for: the hub looks at it
  return { ended, succeed, fail };
};
