import { beforeEach, describe, expect, test, vi } from 'vitest';
import { errorOf, transportOver } from '../../test/client.ts';
import { broken, type Reply, refusal, results, silence } from '../../test/fake-fetch.ts';
import { StockflowAbortError, StockflowTimeoutError } from '../errors/base.ts';

describe('a timeout', () => {
  test('of the client ends a call that gets no answer, and its request', async () => {
    const { transport, sent } = transportOver(silence, { timeoutMs: 60 });
    const error = await errorOf(transport.write('things.create', { idempotencyKey: 'k' }, undefined));
    expect(error).toBeInstanceOf(StockflowTimeoutError);
    expect(error).toMatchObject({
      code: 'TIMED_OUT',
      status: null,
      idempotencyKey: 'k',
      message: 'No answer within 60 ms.',
    });
    expect(sent).toHaveLength(1);
    await vi.waitFor(() => expect(sent[0]!.signal.aborted).toBe(true));
  });

  test('of the call goes before the client’s', async () => {
    const { transport } = transportOver(silence, { timeoutMs: 60_000 });
    const error = await errorOf(transport.read('things.get', {}, { timeoutMs: 30 }));
    expect(error).toMatchObject({ message: 'No answer within 30 ms.' });
  });

  test('counts the waits between attempts too', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.1); // 50 ms, then 100 ms
    const { transport, sent } = transportOver(broken, { retriesMax: 10 });
    const error = await errorOf(transport.read('things.get', {}, { timeoutMs: 120 }));
    expect(sent.length).toBeLessThanOrEqual(2);
    // What went wrong is said, not only that the time was over.
    expect(error).toMatchObject({ name: 'StockflowConnectionError' });
  });

  test.each([0, -1, Number.NaN, 2 ** 31])('of %d is a TypeError, and nothing is sent', async (timeoutMs) => {
    const { transport, sent } = transportOver((one) => results(one, 1));
    expect(await errorOf(transport.read('things.get', {}, { timeoutMs }))).toBeInstanceOf(TypeError);
    expect(sent).toHaveLength(0);
  });
});

describe('a signal', () => {
  test('that is given before the call sends nothing', async () => {
    const { transport, sent } = transportOver((one) => results(one, 1));
    const error = await errorOf(transport.read('things.get', {}, { signal: AbortSignal.abort('why') }));
    expect(error).toBeInstanceOf(StockflowAbortError);
    expect(error).toMatchObject({ code: 'ABORTED', cause: 'why', retryable: false });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(sent).toHaveLength(0);
  });

  test('that is given before the call keeps it out of a batch', async () => {
    const { transport, sent } = transportOver((one) => results(one, ...one.inputs));
    const ended = errorOf(transport.read('things.get', { id: 1 }, { signal: AbortSignal.abort() }));
    expect(await transport.read('things.get', { id: 2 }, undefined)).toEqual({ id: 2 });
    expect(await ended).toBeInstanceOf(StockflowAbortError);
    expect(sent.map(({ inputs }) => inputs)).toEqual([[{ id: 2 }]]);
  });

  test('that is given during the call ends it at once, and its request', async () => {
    const { transport, sent } = transportOver(silence);
    const controller = new AbortController();
    const call = errorOf(transport.write('things.create', {}, { signal: controller.signal }));
    await vi.waitFor(() => expect(sent).toHaveLength(1));
    controller.abort(new Error('gone'));
    expect(await call).toBeInstanceOf(StockflowAbortError);
    await vi.waitFor(() => expect(sent[0]!.signal.aborted).toBe(true));
  });

  test('that is given during the wait for a retry ends it at once', async () => {
    const comeLater: Reply = (sent) =>
      refusal(sent, { code: 'RATE_LIMITED', status: 429, details: { retryAfterSeconds: 20 } });
    const { transport, sent } = transportOver(comeLater);
    const controller = new AbortController();
    const start = performance.now();
    const call = errorOf(transport.read('things.get', {}, { signal: controller.signal }));
    await vi.waitFor(() => expect(sent).toHaveLength(1));
    controller.abort();
    expect(await call).toBeInstanceOf(StockflowAbortError);
    expect(performance.now() - start).toBeLessThan(10_000);
    expect(sent).toHaveLength(1);
  });

  test('of one call of a batch leaves the others theirs', async () => {
    let answer = (): void => undefined;
    const { transport, sent } = transportOver(
      (one) =>
        new Promise((resolve) => {
          answer = () => resolve(results(one, 'a', 'b'));
        }),
    );
    const controller = new AbortController();
    const ended = errorOf(transport.read('things.get', { id: 1 }, { signal: controller.signal }));
    const other = transport.read('things.get', { id: 2 }, undefined);
    await vi.waitFor(() => expect(sent).toHaveLength(1));
    controller.abort();
    expect(await ended).toBeInstanceOf(StockflowAbortError);
    answer();
    expect(await other).toBe('b');
  });

  test('is let go of when the call is over', async () => {
    const { transport } = transportOver((one) => results(one, 1));
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, 'addEventListener');
    const removed = vi.spyOn(signal, 'removeEventListener');
    await transport.read('things.get', {}, { signal });
    expect(added.mock.calls.map(([type, listener]) => [type, listener])).toEqual(removed.mock.calls);
    expect(added).toHaveBeenCalledOnce();
  });
});

test('no timer outlives a call', async () => {
  vi.useFakeTimers();
  try {
    const { transport } = transportOver((one) => results(one, 1));
    const call = transport.write('things.create', {}, undefined);
    await vi.advanceTimersByTimeAsync(0);
    await call;
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

beforeEach(() => {
  vi.restoreAllMocks();
});
