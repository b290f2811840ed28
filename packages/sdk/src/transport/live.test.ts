import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { errorOf, transportOver } from '../../test/client.ts';
import { broken, type Reply, refusal, silence, stream } from '../../test/fake-fetch.ts';
import type { LiveOptions, LiveStatus } from '../options.ts';

interface Event {
  sequence: number;
}
const event = (sequence: number) => ({ type: 'alert.opened', sequence });

const follow = (reply: Reply, options: LiveOptions = {}, input = {}) => {
  const { transport, sent } = transportOver(reply, { apiKey: 'k', timeoutMs: 2_000 });
  return { events: transport.live<Event>('alerts.onChange', input, options), sent };
};
const take = async (events: AsyncIterable<Event>, count: number): Promise<number[]> => {
  const taken: number[] = [];
  for await (const { sequence } of events) {
    taken.push(sequence);
    if (taken.length === count) break;
  }
  return taken;
};

beforeEach(() => void vi.spyOn(Math, 'random').mockReturnValue(0.01)); // waits of 5 ms
afterEach(() => void vi.restoreAllMocks());

describe('a stream', () => {
  test('asks by GET with the credential, for a stream, and closes the connection when the loop is left', async () => {
    const { events, sent } = follow((one) => stream(one, { events: [event(1), event(2)], isLeftOpen: true }));
    expect(await take(events, 1)).toEqual([1]);
    expect(sent).toMatchObject([
      {
        method: 'GET',
        paths: ['alerts.onChange'],
        headers: { authorization: 'Bearer k', accept: 'text/event-stream' },
      },
    ]);
    expect(sent[0]?.signal.aborted).toBe(true);
  });

  test('comes back after each cut with the id of the last event, or where it began when none came', async () => {
    const replies = [
      (one: Parameters<Reply>[0]) => stream(one),
      (one: Parameters<Reply>[0]) => stream(one, { events: [event(4), event(5)] }),
      broken,
      (one: Parameters<Reply>[0]) => refusal(one, { code: 'UNAVAILABLE', status: 503 }),
      (one: Parameters<Reply>[0]) => stream(one, { events: [event(6)], isLeftOpen: true }),
    ];
    const { events, sent } = follow((one, index) => replies[index]!(one));
    expect(await take(events, 3)).toEqual([4, 5, 6]);
    const ids = sent.map(({ inputs }) => (inputs[0] as { lastEventId?: string }).lastEventId);
    expect(ids).toEqual([undefined, '0', '5', '5', '5']);
  });

  test('tells how it stands: connecting, live, cut with the reason, live again, and behind which event it goes on', async () => {
    const replies = [
      broken,
      (one: Parameters<Reply>[0]) => stream(one, { events: [event(4)] }),
      (one: Parameters<Reply>[0]) => stream(one, { events: [event(5)], isLeftOpen: true }),
    ];
    const seen: unknown[] = [];
    const onStatus = ({ status, lastEventId, error }: LiveStatus) =>
      seen.push([status, lastEventId, error?.name ?? null]);
    const { events } = follow((one, index) => replies[index]!(one), { onStatus });
    for await (const { sequence } of events) {
      seen.push(sequence);
      if (sequence === 5) break;
    }
    expect(seen).toEqual([
      ['connecting', null, null],
      ['connecting', null, 'StockflowConnectionError'],
      ['live', '0', null],
      4,
      ['reconnecting', '4', 'StockflowConnectionError'],
      ['live', '0', null],
      5,
    ]);
  });

  test('ends with what the caller’s onStatus throws, and closes the connection', async () => {
    const onStatus = ({ status }: LiveStatus) => {
      if (status === 'live') throw new Error('mine');
    };
    const { events, sent } = follow((one) => stream(one, { isLeftOpen: true }), { onStatus });
    await expect(take(events, 1)).rejects.toThrow('mine');
    expect(sent[0]?.signal.aborted).toBe(true);
  });

  test('begins behind the id that it was given', async () => {
    const reply: Reply = (one) => stream(one, { events: [event(8)], isLeftOpen: true });
    const { events, sent } = follow(reply, {}, { lastEventId: '7', types: ['alert.opened'] });
    await take(events, 1);
    expect(sent[0]?.inputs).toEqual([{ lastEventId: '7', types: ['alert.opened'] }]);
  });

  test('ends with the refusal that the server sends last, and does not come back', async () => {
    const said = {
      message: 'out',
      code: -32001,
      data: { code: 'INVALID_CREDENTIALS', httpStatus: 401, requestId: 'r-1' },
    };
    const { events, sent } = follow(() => {
      const body = `event: connected\ndata: {}\n\nevent: serialized-error\ndata: ${JSON.stringify(said)}\n\n`;
      return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
    });
    const error = await errorOf(take(events, 1));
    expect(error).toMatchObject({ name: 'InvalidCredentialsError', status: 401, requestId: 'r-1' });
    expect(sent).toHaveLength(1);
  });

  test('gives up with the last error when it cannot come back in time', async () => {
    const reply: Reply = (one, index) => (index === 0 ? stream(one, { events: [event(1)] }) : broken());
    const { events, sent } = follow(reply, { reconnectMs: 30 });
    expect(await errorOf(take(events, 2))).toMatchObject({ name: 'StockflowConnectionError' });
    expect(sent.length).toBeGreaterThan(1);
  });

  test('says what is wrong when the address answers with something else', async () => {
    const page = () => new Response('<html>', { headers: { 'content-type': 'text/html' } });
    expect(await errorOf(take(follow(page).events, 1))).toMatchObject({ name: 'UnexpectedAnswerError' });
  });

  test('counts a connection that says nothing for 45 s as cut', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const reply: Reply = (one, index) => stream(one, { events: [event(index + 1)], isLeftOpen: true });
      const { events, sent } = follow(reply);
      const taking = take(events, 2);
      await vi.advanceTimersByTimeAsync(44_000);
      expect(sent).toHaveLength(1);
      await vi.advanceTimersByTimeAsync(2_000);
      expect(await taking).toEqual([1, 2]);
      expect(sent).toHaveLength(2);
    } finally {
      vi.useRealTimers();
    }
  });

  test('gives up when the first connection is not answered within the client’s timeout', async () => {
    const { transport } = transportOver((one) => silence(one), { timeoutMs: 50 });
    const events = transport.live<Event>('alerts.onChange', {}, undefined);
    expect(await errorOf(take(events, 1))).toMatchObject({ name: 'StockflowConnectionError' });
  });
});

describe('it is ended', () => {
  const open: Reply = (one) => stream(one, { isLeftOpen: true });

  test('by its signal, with an error of the caller’s own, and the connection closes', async () => {
    const control = new AbortController();
    const { events, sent } = follow(open, { signal: control.signal });
    const ending = errorOf(take(events, 1));
    await vi.waitFor(() => expect(sent).toHaveLength(1));
    control.abort('enough');
    expect(await ending).toMatchObject({ name: 'StockflowAbortError', cause: 'enough' });
    expect(sent[0]?.signal.aborted).toBe(true);
  });

  test('by return while somebody waits for the next event: they hear that it is done', async () => {
    const { events, sent } = follow(open);
    const waiting = events.next();
    await vi.waitFor(() => expect(sent).toHaveLength(1));
    await events.return();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(sent[0]?.signal.aborted).toBe(true);
    expect(await events.next()).toEqual({ done: true, value: undefined });
  });

  test('while it waits to come back', async () => {
    vi.mocked(Math.random).mockReturnValue(0.999);
    const { events, sent } = follow(() => broken());
    const waiting = events.next();
    await vi.waitFor(() => expect(sent).toHaveLength(1));
    await events.return();
    expect(await waiting).toEqual({ done: true, value: undefined });
  });
});
