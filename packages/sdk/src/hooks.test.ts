import { AsyncLocalStorage } from 'node:async_hooks';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { errorOf, transportOver } from '../test/client.ts';
import { broken, type Reply, refusal, results, silence, stream } from '../test/fake-fetch.ts';
import type { RequestInfo, ResponseInfo, RetryInfo, StockflowHooks } from './hooks.ts';
import type { StockflowOptions } from './options.ts';

const echo: Reply = (sent) => results(sent, ...sent.inputs);
const hear = (reply: Reply, options: StockflowOptions = {}) => {
  const heard = {
    requests: [] as RequestInfo[],
    responses: [] as ResponseInfo[],
    retries: [] as RetryInfo[],
  };
  const hooks: StockflowHooks = {
    onRequest: (info) => void heard.requests.push(info),
    onResponse: (info) => void heard.responses.push(info),
    onRetry: (info) => void heard.retries.push(info),
  };
  return { ...transportOver(reply, { apiKey: 'sf_live_secret', hooks, ...options }), ...heard };
};

beforeEach(() => void vi.spyOn(Math, 'random').mockReturnValue(0));
afterEach(() => void vi.restoreAllMocks());

describe('hooks hear', () => {
  test('of a write: its procedure, attempt, key and request id, then its end', async () => {
    const { transport, sent, requests, responses, retries } = hear(echo);
    await transport.write('products.create', { idempotencyKey: 'k-1' }, undefined);
    const call = { procedure: 'products.create', attempt: 1, idempotencyKey: 'k-1' };
    const requestId = sent[0]!.headers['request-id'];
    expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(requests).toEqual([{ requestId, calls: [call], headers: {} }]);
    expect(responses).toEqual([
      { requestId, calls: [{ ...call, error: null }], status: 200, durationMs: expect.any(Number) },
    ]);
    expect(responses[0]!.durationMs).toBeGreaterThanOrEqual(0);
    expect(retries).toEqual([]);
  });

  test('of a batch once, with all its calls, each with its own end', async () => {
    const reply: Reply = () => {
      const data = { code: 'NOT_FOUND', httpStatus: 404, requestId: 'req-1', details: null };
      return Response.json([{ result: { data: 1 } }, { error: { code: -32004, message: 'none', data } }], {
        status: 207,
      });
    };
    const { transport, requests, responses } = hear(reply);
    await Promise.allSettled([
      transport.read('products.get', {}, undefined),
      transport.read('sales.get', {}, undefined),
    ]);
    expect(requests.map(({ calls }) => calls.map(({ procedure }) => procedure))).toEqual([
      ['products.get', 'sales.get'],
    ]);
    expect(responses).toMatchObject([
      {
        status: 207,
        calls: [
          { procedure: 'products.get', error: null },
          { procedure: 'sales.get', error: { code: 'NOT_FOUND' } },
        ],
      },
    ]);
  });

  test('of each attempt and each wait, with the reason and the same key', async () => {
    const reply: Reply = (sent, index) => {
      if (index === 0) return broken();
      if (index === 1) return refusal(sent, { code: 'UNAVAILABLE', status: 503 });
      return results(sent, 'done');
    };
    const { transport, sent, requests, responses, retries } = hear(reply);
    expect(await transport.write('sales.create', {}, undefined)).toBe('done');
    expect(requests.map(({ calls }) => calls[0]!.attempt)).toEqual([1, 2, 3]);
    expect(new Set(requests.map(({ requestId }) => requestId)).size).toBe(3);
    expect(new Set(requests.map(({ calls }) => calls[0]!.idempotencyKey)).size).toBe(1);
    expect(responses.map(({ status, calls }) => [status, calls[0]!.error?.code ?? null])).toEqual([
      [null, 'CONNECTION_FAILED'],
      [503, 'UNAVAILABLE'],
      [200, null],
    ]);
    expect(
      retries.map(({ attempt, requestId, delayMs, error }) => ({
        attempt,
        requestId,
        delayMs,
        code: error.code,
      })),
    ).toEqual([
      { attempt: 1, requestId: sent[0]!.headers['request-id'], delayMs: 0, code: 'CONNECTION_FAILED' },
      { attempt: 2, requestId: sent[1]!.headers['request-id'], delayMs: 0, code: 'UNAVAILABLE' },
    ]);
  });

  test('of a call that ran out of time once, and its error has the id of its request', async () => {
    const { transport, sent, responses } = hear(silence);
    const error = await errorOf(transport.read('products.get', {}, { timeoutMs: 20 }));
    expect(responses).toMatchObject([{ status: null, calls: [{ error: { code: 'TIMED_OUT' } }] }]);
    expect(error).toMatchObject({ requestId: sent[0]!.headers['request-id'], status: null });
  });

  test('of a stream when it begins, and of each time that it comes back', async () => {
    const reply: Reply = (sent, index) =>
      index === 0
        ? stream(sent)
        : stream(sent, { events: [{ type: 'alert.opened', sequence: 3 }], isLeftOpen: true });
    const { transport, requests, responses, retries } = hear(reply);
    for await (const _ of transport.live('alerts.onChange', {}, {})) break;
    expect(requests.map(({ calls }) => calls[0])).toEqual([
      { procedure: 'alerts.onChange', attempt: 1, idempotencyKey: null },
      { procedure: 'alerts.onChange', attempt: 2, idempotencyKey: null },
    ]);
    expect(responses.map(({ status, calls }) => [status, calls[0]!.error])).toEqual([
      [200, null],
      [200, null],
    ]);
    expect(retries).toMatchObject([
      { procedure: 'alerts.onChange', attempt: 1, error: { code: 'CONNECTION_FAILED' } },
    ]);
  });

  test('never the credential, nor what is sent or answered', async () => {
    const { transport, requests, responses, retries } = hear((sent, index) =>
      index === 0 ? broken() : results(sent, { answer: 'private' }),
    );
    await transport.write('auth.x', { name: 'private' } as object, undefined);
    const told = JSON.stringify([requests, responses, retries]);
    expect(told).not.toMatch(/sf_live_secret|private|authorization/i);
  });
});

describe('onRequest', () => {
  const withHeaders = (onRequest: NonNullable<StockflowHooks['onRequest']>) =>
    transportOver(echo, { apiKey: 'sf_live_x', hooks: { onRequest } });

  test.each([true, false])('adds headers, also when it takes a moment (batched: %s)', async (isBatched) => {
    const { transport, sent } = withHeaders(async ({ headers }) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      headers['X-Shop'] = 'berlin';
    });
    await (isBatched ? transport.read('a.get', {}, undefined) : transport.write('a.create', {}, undefined));
    expect(sent[0]!.headers['x-shop']).toBe('berlin');
  });

  test('cannot replace the SDK’s own headers, whatever their case', async () => {
    const { transport, sent } = withHeaders(({ headers }) => {
      Object.assign(headers, {
        Authorization: 'Bearer other',
        'Request-Id': 'mine',
        'Stockflow-Version': '1',
      });
    });
    await transport.write('a.create', {}, undefined);
    const { authorization, 'stockflow-version': version } = sent[0]!.headers;
    expect(authorization).toBe('Bearer sf_live_x');
    expect(version).not.toBe('1');
    expect(
      Object.keys(sent[0]!.headers).filter((name) => name.toLowerCase() === 'authorization'),
    ).toHaveLength(1);
  });

  test('that never ends is ended by the call’s timeout, and nothing is sent', async () => {
    const { transport, sent } = withHeaders(() => new Promise(() => undefined));
    expect(await errorOf(transport.write('a.create', {}, { timeoutMs: 20 }))).toMatchObject({
      code: 'TIMED_OUT',
    });
    expect(sent).toHaveLength(0);
  });

  test('runs where the call was made, so that what follows a request around is there', async () => {
    const place = new AsyncLocalStorage<string>();
    const seen: unknown[] = [];
    const { transport } = withHeaders(() => void seen.push(place.getStore()));
    await place.run('order 7', () => transport.read('a.get', {}, undefined));
    await place.run('order 8', () => transport.write('a.create', {}, undefined));
    expect(seen).toEqual(['order 7', 'order 8']);
  });
});

describe('a hook that fails', () => {
  const failing = [
    [
      'throws',
      () => {
        throw new Error('mine');
      },
    ],
    ['rejects', () => Promise.reject(new Error('mine'))],
  ] as const;

  test.each(failing)('and %s changes nothing, and is reported', async (_how, fail) => {
    const reported = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { transport } = transportOver((sent, index) => (index === 0 ? broken() : results(sent, 'done')), {
      hooks: { onRequest: fail, onResponse: fail, onRetry: fail },
    });
    expect(await transport.write('a.create', {}, undefined)).toBe('done');
    await vi.waitFor(() => expect(reported).toHaveBeenCalledTimes(5));
    expect(reported.mock.calls.map(([words]) => words)).toEqual(
      expect.arrayContaining(
        ['onRequest', 'onResponse', 'onRetry'].map((name) => `The StockFlow hook ${name} failed:`),
      ),
    );
    expect(reported.mock.calls[0]![1]).toMatchObject({ message: 'mine' });
  });
});

test('hooks keep their own `this`', async () => {
  class Counter {
    count = 0;
  }
  const counter = new Counter();
  const hooks = Object.assign(
    Object.create({
      onRequest(this: { counter: Counter }) {
        this.counter.count += 1;
      },
    }),
    {},
  ) as StockflowHooks;
  Object.defineProperty(hooks, 'counter', { value: counter });
  await transportOver(echo, { hooks }).transport.read('a.get', {}, undefined);
  expect(counter.count).toBe(1);
});
