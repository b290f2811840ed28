import { describe, expect, test } from 'vitest';
import { errorOf, transportOver } from '../test/client.ts';
import { type Reply, refusal, results } from '../test/fake-fetch.ts';
import type { Page, Pager } from './pager.ts';

const all = Array.from({ length: 1000 }, (_none, index) => index);

/** A list of so many numbers, in pages; the cursor is the next number. */
const numbers =
  (count: number): Reply =>
  (sent) => {
    const { limit = 50, cursor = '0' } = (sent.inputs[0] ?? {}) as { limit?: number; cursor?: string };
    const start = Number(cursor);
    const end = Math.min(start + limit, count);
    return results(sent, { items: all.slice(start, end), nextCursor: end < count ? String(end) : null });
  };

const listOf = (reply: Reply, input?: { limit?: number; cursor?: string }) => {
  const { transport, sent } = transportOver(reply, { retriesMax: 0 });
  const pager: Pager<number> = transport.list('numbers.list', input, undefined);
  return { pager, sent, limits: () => sent.map(({ inputs }) => (inputs[0] as { limit?: number }).limit) };
};

const collect = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
};

describe('awaited', () => {
  test('it is its first page, asked for once however often it is awaited', async () => {
    const { pager, sent } = listOf(numbers(120), { limit: 2 });
    const first: Page<number> = await pager;
    expect(first).toEqual({ items: [0, 1], nextCursor: '2' });
    expect(await pager.page()).toBe(first);
    expect(await pager).toBe(first);
    expect(sent).toHaveLength(1);
  });

  test('nothing is asked before it is awaited or looped over', async () => {
    const { sent } = listOf(numbers(3));
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(sent).toHaveLength(0);
  });

  test('it is a promise to whoever wants one', async () => {
    const { pager } = listOf(numbers(1));
    const promise: Promise<Page<number>> = pager;
    let ended = false;
    await expect(
      promise.finally(() => {
        ended = true;
      }),
    ).resolves.toEqual({ items: [0], nextCursor: null });
    expect(ended).toBe(true);
    expect(String(pager)).toBe('[object Pager]');
  });

  test('it goes on from a cursor', async () => {
    expect(await listOf(numbers(5), { cursor: '3' }).pager).toEqual({ items: [3, 4], nextCursor: null });
  });

  test('its refusal is thrown to await, catch, loop and array alike', async () => {
    const { pager } = listOf((sent) => refusal(sent, { code: 'FORBIDDEN', status: 403 }));
    const forbidden = expect.objectContaining({ name: 'ForbiddenError' });
    expect(await errorOf(pager.page())).toEqual(forbidden);
    expect(await pager.catch((error: unknown) => error)).toEqual(forbidden);
    expect(await errorOf(collect(pager))).toEqual(forbidden);
    expect(await errorOf(pager.toArray({ limit: 5 }))).toEqual(forbidden);
  });
});

describe('in a loop', () => {
  test('it is every item of every page, in order and once', async () => {
    const { pager, sent } = listOf(numbers(123), { limit: 50 });
    expect(await collect(pager)).toEqual(all.slice(0, 123));
    expect(sent).toHaveLength(3);
  });

  test('no page is asked for before the one before is used up', async () => {
    const { pager, sent } = listOf(numbers(123), { limit: 50 });
    for await (const item of pager) if (item === 49) break;
    expect(sent).toHaveLength(1);
  });

  test('it uses the page that was awaited before', async () => {
    const { pager, sent } = listOf(numbers(60));
    await pager;
    expect(await collect(pager)).toHaveLength(60);
    expect(sent).toHaveLength(2);
  });

  test('it can be looped over twice', async () => {
    const { pager } = listOf(numbers(60));
    expect(await collect(pager)).toEqual(await collect(pager));
  });

  test('an empty list has no turn', async () => {
    expect(await collect(listOf(numbers(0)).pager)).toEqual([]);
  });

  test('a server that names the same page again ends it with an error', async () => {
    const { pager, sent } = listOf((one) => results(one, { items: [1], nextCursor: 'same' }));
    expect(await errorOf(collect(pager))).toMatchObject({ name: 'UnexpectedAnswerError' });
    expect(sent).toHaveLength(2);
  });
});

describe('as an array', () => {
  test('it has at most as many items as the limit, read in the largest pages that fit', async () => {
    const { pager, limits } = listOf(numbers(1000));
    expect(await pager.toArray({ limit: 600 })).toEqual(all.slice(0, 600));
    expect(limits()).toEqual([250, 250, 100]);
  });

  test('it ends with the list', async () => {
    expect(await listOf(numbers(7)).pager.toArray({ limit: 100 })).toEqual(all.slice(0, 7));
  });

  test('it keeps the page size that the caller chose', async () => {
    const { pager, limits } = listOf(numbers(100), { limit: 20 });
    expect(await pager.toArray({ limit: 30 })).toEqual(all.slice(0, 30));
    expect(limits()).toEqual([20, 20]);
  });

  test('a limit of 0 asks for nothing', async () => {
    const { pager, sent } = listOf(numbers(7));
    expect(await pager.toArray({ limit: 0 })).toEqual([]);
    expect(sent).toHaveLength(0);
  });

  test.each([{}, undefined, { limit: -1 }, { limit: 1.5 }, { limit: Number.POSITIVE_INFINITY }])(
    'without a whole limit (%j) it is a TypeError',
    async (options) => {
      const { pager } = listOf(numbers(7));
      expect(await errorOf(pager.toArray(options as { limit: number }))).toBeInstanceOf(TypeError);
    },
  );
});

test('low-stock pages keep their totals, and a loop gives the alerts', async () => {
  const { transport } = transportOver((sent) => {
    const cursor = (sent.inputs[0] as { cursor?: string } | null)?.cursor;
    const alerts = cursor ? ['c'] : ['a', 'b'];
    return results(sent, { alerts, totalAlerts: 3, nextCursor: cursor ? null : 'next' });
  });
  type Answer = { alerts: string[]; totalAlerts: number; nextCursor: string | null };
  const list = () =>
    transport.pages<string, Answer>('alerts.lowStock', undefined, undefined, ({ alerts }) => alerts);
  expect(await list()).toEqual({ alerts: ['a', 'b'], totalAlerts: 3, nextCursor: 'next' });
  expect(await collect(list())).toEqual(['a', 'b', 'c']);
});
