import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer } from '../../src/testing/index.ts';
import { makeWorld, type World } from '../world.ts';

let server: Awaited<ReturnType<typeof startTestServer>>;
let world: World;

beforeAll(async () => {
  server = await startTestServer();
  world = await makeWorld(server.database, 'Tea');
});
afterAll(() => server.close());

/** Follows alerts with the owner's token, or the one given. */
const follow = async (headers: Record<string, string> = {}, query = '', token = world.owner.token) => {
  const leaving = new AbortController();
  const response = await fetch(`${server.url}/api/alerts/changes${query}`, {
    headers: { authorization: `Bearer ${token}`, ...headers },
    signal: leaving.signal,
  });
  const messages: EventSourceMessage[] = [];
  const said = { text: '' };
  let wake = () => {};
  const parser = createParser({
    onEvent: (message) => {
      messages.push(message);
      wake();
    },
  });
  const ended = (async () => {
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      said.text += chunk;
      parser.feed(chunk);
    }
    wake();
  })();
  ended.catch(() => undefined);
  /** The next that many messages. */
  const next = async (count: number) => {
    while (messages.length < count) {
      await Promise.race([
        ended,
        new Promise<void>((resolve) => {
          wake = resolve;
        }),
      ]);
    }
    return messages.splice(0, count);
  };
  return { response, said, next, ended, leave: () => leaving.abort() };
};

const comment = (notes: string) => world.owner.call.alerts.comment({ alertIds: [world.ids.alert], notes });

test('alerts come as they happen, and with Last-Event-ID whoever was away misses nothing', async () => {
  const live = await follow();
  expect(live.response.headers.get('content-type')).toBe('text/event-stream');
  const [ready] = await live.next(1);
  expect(ready?.event).toBe('ready');
  await comment('one');
  const [first] = await live.next(1);
  expect(first?.event).toBe('alert.commented');
  expect(JSON.parse(first?.data ?? '')).toMatchObject({ type: 'alert.commented', data: { notes: 'one' } });
  expect(first?.id).toBe(String(JSON.parse(first?.data ?? '').sequence));
  live.leave();
  await comment('two');
  await comment('three');
  const back = await follow({ 'last-event-id': first?.id ?? '' }, '?lastEventId=0&types=alert.commented');
  const missed = await back.next(3);
  expect(missed.map(({ data }) => JSON.parse(data).data?.notes)).toEqual([undefined, 'two', 'three']);
  back.leave();
});

test('a refusal before the first message is a problem with its own status', async () => {
  const { call } = world.owner;
  const { key } = await call.apiKeys.create({ name: 'no alerts', scopes: ['stock:read'] });
  const cases = [
    [await follow({}, '', 'nonsense'), 401, 'INVALID_CREDENTIALS'],
    [await follow({}, '', key), 403, 'FORBIDDEN'],
    [await follow({ 'last-event-id': '999999999' }), 400, 'VALIDATION_FAILED'],
    [await follow({}, '?typs=x'), 400, 'VALIDATION_FAILED'],
  ] as const;
  for (const [{ response, said, ended }, status, code] of cases) {
    await ended;
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(JSON.parse(said.text)).toMatchObject({ status, code });
  }
});

test('what ends a stream is told in it: a key that is revoked', async () => {
  const { call } = world.owner;
  const { apiKey, key } = await call.apiKeys.create({ name: 'ends', scopes: ['alerts:read'] });
  const live = await follow({}, '', key);
  await live.next(1);
  await call.apiKeys.revoke({ apiKeyId: apiKey.id });
  const [end] = await live.next(1);
  expect(end?.event).toBe('error');
  expect(JSON.parse(end?.data ?? '')).toMatchObject({ code: 'INVALID_CREDENTIALS', status: 401 });
  await live.ended;
});

test('whoever leaves is not followed any more', async () => {
  const seats = await Promise.all(Array.from({ length: 20 }, () => follow()));
  for (const seat of seats) await seat.next(1);
  for (const seat of seats) seat.leave();
  await comment('after');
  // As many again as one credential may have: the seats of those who left are free.
  await expect
    .poll(
      async () => {
        const more = await Promise.all(Array.from({ length: 95 }, () => follow()));
        const statuses = new Set(more.map(({ response }) => response.status));
        for (const seat of more) seat.leave();
        return [...statuses];
      },
      { timeout: 10_000 },
    )
    .toEqual([200]);
});
