import { type Outbox, PAGE, stretchAfter } from './outbox.ts';
import type { Subscriber } from './subscriber.ts';

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
