import { describe, expect, test } from 'vitest';
import { errorOf, transportOver } from '../../test/client.ts';
import { broken, refusal, results } from '../../test/fake-fetch.ts';
import { StockflowConnectionError, StockflowError, UnexpectedAnswerError } from '../errors/base.ts';
import {
  InsufficientStockError,
  PayloadTooLargeError,
  RateLimitedError,
  SkuTakenError,
  UnavailableError,
} from '../errors/refusals.ts';

const once = { retriesMax: 0 };
/** The id with which the request went: it stands in the server's log, whoever answered. */
const SENT = expect.stringMatching(/^[0-9a-f-]{36}$/);
const failureOf = (reply: Parameters<typeof transportOver>[0]) =>
  errorOf(transportOver(reply, once).transport.read('products.get', { productId: '1' }, undefined));

describe('a refusal', () => {
  test('comes as the class of its code, with status, request id, details and the server’s words', async () => {
    const details = {
      shortages: [{ productId: 'p', sku: 'TEA-1', warehouseId: 'w', requested: 3, available: 2 }],
    };
    const error = await failureOf((sent) =>
      refusal(sent, { code: 'INSUFFICIENT_STOCK', status: 409, details }),
    );
    expect(error).toBeInstanceOf(InsufficientStockError);
    expect(error).toBeInstanceOf(StockflowError);
    expect(error).toMatchObject({
      name: 'InsufficientStockError',
      code: 'INSUFFICIENT_STOCK',
      message: 'words of INSUFFICIENT_STOCK',
      status: 409,
      requestId: 'req-1',
      details,
      retryable: false,
      retryAfterMs: null,
    });
  });

  test('of a code that this SDK does not know comes as the base class, with all that it says', async () => {
    const error = await failureOf((sent) =>
      refusal(sent, { code: 'FROZEN', status: 409, details: { until: 'x' } }),
    );
    expect(Object.getPrototypeOf(error)).toBe(StockflowError.prototype);
    expect(error).toMatchObject({
      name: 'StockflowError',
      code: 'FROZEN',
      status: 409,
      details: { until: 'x' },
    });
  });

  test('that stands in the body as REST has it is understood too', async () => {
    const body = { code: 'PAYLOAD_TOO_LARGE', message: 'too large', requestId: 'req-2', details: null };
    const error = await failureOf(() => Response.json(body, { status: 413 }));
    expect(error).toBeInstanceOf(PayloadTooLargeError);
    expect(error).toMatchObject({ message: 'too large', requestId: 'req-2', status: 413 });
  });

  test('of one call of a batch leaves the other calls their answers', async () => {
    const { transport, sent } = transportOver(() => {
      const data = { code: 'SKU_TAKEN', httpStatus: 409, requestId: 'req-1', details: { sku: 'A' } };
      return Response.json(
        [{ result: { data: 'one' } }, { error: { code: -32009, message: 'taken', data } }],
        {
          status: 207,
        },
      );
    });
    const [one, other] = await Promise.allSettled([
      transport.read('products.get', {}, undefined),
      transport.read('products.getBySku', {}, undefined),
    ]);
    expect(sent).toHaveLength(1);
    expect(one).toMatchObject({ status: 'fulfilled', value: 'one' });
    expect(other).toMatchObject({ status: 'rejected', reason: { status: 409, details: { sku: 'A' } } });
    expect(other.status === 'rejected' && other.reason).toBeInstanceOf(SkuTakenError);
  });

  test('says how long to wait: by its details, else by the header', async () => {
    const limited = await failureOf((sent) =>
      refusal(sent, {
        code: 'RATE_LIMITED',
        status: 429,
        details: { retryAfterSeconds: 7 },
        headers: { 'retry-after': '9' },
      }),
    );
    expect(limited).toBeInstanceOf(RateLimitedError);
    expect(limited).toMatchObject({ retryAfterMs: 7000, retryable: true });
    const away = await failureOf((sent) =>
      refusal(sent, { code: 'UNAVAILABLE', status: 503, headers: { 'retry-after': '2' } }),
    );
    expect(away).toBeInstanceOf(UnavailableError);
    expect(away).toMatchObject({ retryAfterMs: 2000, retryable: true });
  });
});

describe('an answer that is not StockFlow’s', () => {
  const page = (status: number, headers = {}) => new Response('<h1>nginx</h1>', { status, headers });

  test('of a gateway that cannot reach it is an UnavailableError', async () => {
    for (const status of [502, 503, 504]) {
      const error = await failureOf(() => page(status));
      expect(error).toBeInstanceOf(UnavailableError);
      expect(error).toMatchObject({ code: 'UNAVAILABLE', status, requestId: SENT, retryable: true });
    }
  });

  test('of a gateway’s own limits is the class of the limit', async () => {
    const limited = await failureOf(() => page(429, { 'retry-after': '3' }));
    expect(limited).toBeInstanceOf(RateLimitedError);
    expect(limited).toMatchObject({ retryAfterMs: 3000, details: { retryAfterSeconds: 3 } });
    expect(await failureOf(() => page(413))).toBeInstanceOf(PayloadTooLargeError);
  });

  test.each([
    ['a page', () => page(200)],
    ['a page that is not found', () => page(404)],
    ['JSON of something else', () => Response.json({ hello: 'world' })],
    ['nothing', () => new Response('')],
    ['half of an answer', () => new Response('{"result":{"da')],
    ['an answer without its parts', () => Response.json([{ neither: true }])],
    [
      'an error without a code',
      () => Response.json({ error: { code: -1, message: 'x', data: {} } }, { status: 500 }),
    ],
  ])('%s is an UnexpectedAnswerError', async (_what, reply) => {
    const error = await failureOf(reply);
    expect(error).toBeInstanceOf(UnexpectedAnswerError);
    expect(error).toMatchObject({ code: 'UNEXPECTED_ANSWER', retryable: false });
  });

  test('with fewer answers than calls fails the calls that have none', async () => {
    const { transport } = transportOver(() => Response.json([{ result: { data: 1 } }]), once);
    const all = await Promise.allSettled([1, 2].map((id) => transport.read('things.get', { id }, undefined)));
    expect(all[0]).toMatchObject({ value: 1 });
    expect(all[1]).toMatchObject({ reason: { name: 'UnexpectedAnswerError' } });
  });
});

describe('a connection', () => {
  test('that breaks before the answer is a StockflowConnectionError with the runtime’s reason', async () => {
    const error = await failureOf(broken);
    expect(error).toBeInstanceOf(StockflowConnectionError);
    expect(error).toMatchObject({ code: 'CONNECTION_FAILED', status: null, requestId: SENT });
    expect(String(error)).toContain('fetch failed (ECONNRESET)');
    expect((error as Error).cause).toBeInstanceOf(TypeError);
  });

  test('that breaks in the middle of the answer is a StockflowConnectionError', async () => {
    const half = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode('{"res')),
      pull: (controller) => controller.error(new Error('socket hang up')),
    });
    expect(await failureOf(() => new Response(half))).toBeInstanceOf(StockflowConnectionError);
  });
});

test('answers come as they are: no field is added, none changed', async () => {
  const answer = { price: '1.10', createdAt: '2026-01-01T00:00:00Z', kind: 'NEWER', nothing: null };
  const { transport } = transportOver((sent) => results(sent, answer));
  expect(await transport.read('products.get', {}, undefined)).toEqual(answer);
});
