import type { StockflowEvent } from '@stockflow/schemas';
import { describe, expect, test } from 'vitest';
import { Feed } from './feed.ts';
import type { Outbox } from './outbox.ts';
import { BUFFER_MAX, Subscriber } from './subscriber.ts';

/** An outbox in memory: every third event is about an alert, the others are passed over. */
const outboxOf = () => {
  const all: StockflowEvent[] = [];
  let highest = 0;
  const counted = { readings: 0, numberings: 0 };
  const gates: Promise<void>[] = [];
  const outbox: Outbox = {
    number: async () => {
      counted.numberings += 1;
    },
    read: async ({ after, limit }) => {
      counted.readings += 1;
      const answer = { events: all.filter(({ sequence }) => sequence > after).slice(0, limit), highest };
      await gates.shift();
      return answer;
    },
  };
  return {
    outbox,
    counted,
    /** Holds the next answer back until it is let go. */
    hold: () => {
      let letGo = (): void => undefined;
      gates.push(
        new Promise<void>((resolve) => {
          letGo = resolve;
        }),
      );
      return () => letGo();
    },
    happen: (count: number) => {
      for (let index = 0; index < count; index += 1) {
        highest += 3;
        all.push({
          sequence: highest - 1,
          id: `e${highest}`,
          type: 'alert.opened',
          occurredAt: '2026-11-23T12:00:00.000Z',
          data: {},
        });
      }
    },
    sequences: () => all.map(({ sequence }) => sequence),
  };
};

const everything = () => true;
const nextOf = async (events: AsyncGenerator<StockflowEvent>, count: number): Promise<number[]> => {
  const taken: number[] = [];
  while (taken.length < count) {
    const { value, done } = await events.next();
    if (done) break;
    taken.push(value.sequence);
  }
  return taken;
};
const join = async (feed: Feed, after?: number, wants = everything as (event: StockflowEvent) => boolean) => {
  const subscriber = new Subscriber(feed, wants);
  feed.subscribers.add(subscriber);
  await feed.refresh();
  subscriber.startAfter(after ?? feed.position);
  return { subscriber, events: subscriber.events() };
};

describe('a feed', () => {
  test('reads once for all who follow, however many there are', async () => {
    const { outbox, counted, happen, sequences } = outboxOf();
    const feed = new Feed(outbox);
    const all = await Promise.all(Array.from({ length: 50 }, () => join(feed)));
    // Everybody has caught up, and waits.
    const taking = all.map(({ events }) => nextOf(events, 3));
    await new Promise((resolve) => setTimeout(resolve, 5));
    Object.assign(counted, { readings: 0, numberings: 0 });
    happen(3);
    await feed.refresh();
    for (const taken of await Promise.all(taking)) expect(taken).toEqual(sequences());
    expect(counted).toEqual({ readings: 1, numberings: 1 });
  });

  test('answers news that come during a reading by one more, not by one for each', async () => {
    const { outbox, counted, hold, happen } = outboxOf();
    const feed = new Feed(outbox);
    await join(feed);
    Object.assign(counted, { readings: 0, numberings: 0 });
    const letGo = hold();
    const first = feed.refresh();
    const others = Array.from({ length: 20 }, () => feed.refresh());
    happen(1);
    letGo();
    await Promise.all([first, ...others]);
    expect(counted).toEqual({ readings: 2, numberings: 2 });
    expect(feed.position).toBe(3);
  });

  test('that cannot read says so to whoever asked, and reads again when asked again', async () => {
    const { outbox } = outboxOf();
    let isBroken = true;
    const feed = new Feed({
      ...outbox,
      number: async () => {
        if (isBroken) throw new Error('away');
      },
    });
    await expect(feed.refresh()).rejects.toThrow('away');
    isBroken = false;
    await feed.refresh();
    expect(feed.position).toBe(0);
  });
});

describe('a subscriber', () => {
  test('begins after the number it was given, and takes what was before the feed began', async () => {
    const { outbox, happen, sequences } = outboxOf();
    happen(600);
    const { events } = await join(new Feed(outbox), sequences()[9]);
    expect(await nextOf(events, 590)).toEqual(sequences().slice(10));
  });

  test('that takes nothing keeps a bounded number, and reads the rest when it is wanted: none lost, none twice', async () => {
    const { outbox, happen, sequences } = outboxOf();
    const feed = new Feed(outbox);
    const { subscriber, events } = await join(feed);
    const first = nextOf(events, 1);
    await new Promise((resolve) => setTimeout(resolve, 5));
    let most = 0;
    for (let burst = 0; burst < 40; burst += 1) {
      happen(37);
      await feed.refresh();
      most = Math.max(most, subscriber.waiting);
    }
    expect(await first).toEqual(sequences().slice(0, 1));
    expect(most).toBeLessThanOrEqual(BUFFER_MAX);
    expect(subscriber).toMatchObject({ isBehind: true, waiting: 0 });
    const rest = sequences().slice(1);
    expect(await nextOf(events, rest.length)).toEqual(rest);
    // It has caught up, and is told like everybody else.
    const live = nextOf(events, 2);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(subscriber.isBehind).toBe(false);
    happen(2);
    await feed.refresh();
    expect(await live).toEqual(sequences().slice(-2));
  });

  test('that catches up while the feed goes on misses nothing in between', async () => {
    const { outbox, hold, happen, sequences } = outboxOf();
    const feed = new Feed(outbox);
    happen(5);
    const { events } = await join(feed, 0);
    const letGo = hold(); // its own reading has looked, and is not answered yet
    const taking = nextOf(events, 7);
    happen(2);
    await feed.refresh();
    letGo();
    expect(await taking).toEqual(sequences());
  });

  test('takes only what it wants', async () => {
    const { outbox, happen } = outboxOf();
    const feed = new Feed(outbox);
    const { events } = await join(feed, undefined, ({ sequence }) => sequence % 2 === 0);
    happen(4);
    await feed.refresh();
    expect(await nextOf(events, 2)).toEqual([2, 8]);
  });

  test('ends at once, whatever waits: with its error, or without', async () => {
    const { outbox, happen } = outboxOf();
    const feed = new Feed(outbox);
    const [one, two] = [await join(feed), await join(feed)];
    happen(3);
    await feed.refresh();
    one.subscriber.end(new Error('out'));
    one.subscriber.end();
    two.subscriber.end();
    await expect(one.events.next()).rejects.toThrow('out');
    expect(await two.events.next()).toMatchObject({ done: true });
  });
});
