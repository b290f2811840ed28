import { beforeEach, describe, expect, test, vi } from 'vitest';
import { errorOf, transportOver } from '../../test/client.ts';
import { broken, type Reply, refusal, results, type Sent } from '../../test/fake-fetch.ts';
import { StockflowConnectionError } from '../errors/base.ts';
import { RateLimitedError, UnavailableError } from '../errors/refusals.ts';

/** Fails so often, then answers. */
const after = (failures: number, fail: (sent: Sent) => Response): Reply => {
  return (sent, index) => (index < failures ? fail(sent) : results(sent, 'done'));
};
const transient: [string, (sent: Sent) => Response][] = [
  ['a broken connection', broken],
  ['429', (sent) => refusal(sent, { code: 'RATE_LIMITED', status: 429, details: { retryAfterSeconds: 0 } })],
  ['502 of a gateway', () => new Response('bad gateway', { status: 502 })],
  ['503', (sent) => refusal(sent, { code: 'UNAVAILABLE', status: 503 })],
  ['504 of a gateway', () => new Response('', { status: 504 })],
];
const final: [string, (sent: Sent) => Response][] = [
  ['a refusal', (sent) => refusal(sent, { code: 'SKU_TAKEN', status: 409 })],
  ['500', (sent) => refusal(sent, { code: 'INTERNAL', status: 500 })],
  ['a page', () => new Response('<html>')],
];

// No jitter: a retry comes at once, so that the tests take no time.
beforeEach(() => {
  vi.spyOn(Math, 'random').mockReturnValue(0);
});

describe.each(transient)('after %s', (_what, fail) => {
  test('a read is sent again, twice at most', async () => {
    const lucky = transportOver(after(2, fail));
    expect(await lucky.transport.read('things.get', {}, undefined)).toBe('done');
    expect(lucky.sent).toHaveLength(3);
    const unlucky = transportOver(after(3, fail));
    expect(await errorOf(unlucky.transport.read('things.get', {}, undefined))).toMatchObject({
      retryable: true,
    });
    expect(unlucky.sent).toHaveLength(3);
  });

  test('a write is sent again with the key and the body of its first attempt', async () => {
    const { transport, sent } = transportOver(after(2, fail));
    expect(await transport.write('things.create', { name: 'a' } as object, undefined)).toBe('done');
    expect(sent).toHaveLength(3);
    expect(sent[0]!.inputs).toEqual([
      { name: 'a', idempotencyKey: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    ]);
    expect(sent.map(({ inputs }) => inputs)).toEqual([sent[0]!.inputs, sent[0]!.inputs, sent[0]!.inputs]);
  });

  test('a write without a key is not sent again', async () => {
    const { transport, sent } = transportOver(after(1, fail));
    await errorOf(transport.act('auth.signIn', {}, undefined));
    expect(sent).toHaveLength(1);
  });

  test('nothing is sent again with retriesMax: 0', async () => {
    const { transport, sent } = transportOver(after(1, fail), { retriesMax: 0 });
    await errorOf(transport.read('things.get', {}, undefined));
    expect(sent).toHaveLength(1);
  });
});

test.each(final)('after %s nothing is sent again', async (_what, fail) => {
  const { transport, sent } = transportOver(after(1, fail));
  expect(await errorOf(transport.read('things.get', {}, undefined))).toMatchObject({ retryable: false });
  expect(sent).toHaveLength(1);
});

describe('the idempotency key', () => {
  test('is the caller’s when the input has one', async () => {
    const { transport, sent } = transportOver((one) => results(one, 1));
    await transport.write('things.create', { idempotencyKey: 'mine' }, undefined);
    expect(sent[0]!.inputs).toEqual([{ idempotencyKey: 'mine' }]);
  });

  test('is made anew for each write, by the client’s maker if it has one', async () => {
    let made = 0;
    const { transport, sent } = transportOver((one) => results(one, 1), {
      idempotencyKey: () => `key-${++made}`,
    });
    await transport.write('things.create', {}, undefined);
    await transport.write('things.create', { idempotencyKey: undefined }, undefined);
    expect(sent.map(({ inputs }) => inputs[0])).toEqual([
      { idempotencyKey: 'key-1' },
      { idempotencyKey: 'key-2' },
    ]);
  });

  test('stands in the error, so that the caller can send the same write again', async () => {
    const { transport, sent } = transportOver(broken, { retriesMax: 1 });
    const error = await errorOf(transport.write('things.create', {}, undefined));
    expect(error).toBeInstanceOf(StockflowConnectionError);
    expect(error).toMatchObject({
      retryable: true,
      idempotencyKey: (sent[0]!.inputs[0] as object as { idempotencyKey: string }).idempotencyKey,
    });
  });

  test('is not in a read, nor in a write that has no place for it', async () => {
    const { transport, sent } = transportOver((one) => results(one, 1));
    await transport.read('things.get', { a: 1 }, undefined);
    await transport.act('auth.signIn', { b: 2 }, undefined);
    expect(sent.map(({ inputs }) => inputs[0])).toEqual([{ a: 1 }, { b: 2 }]);
  });
});

describe('a wait that the server asks for', () => {
  const limited = (seconds: number): Reply =>
    after(1, (sent) =>
      refusal(sent, { code: 'RATE_LIMITED', status: 429, details: { retryAfterSeconds: seconds } }),
    );

  test('is kept', async () => {
    const { transport } = transportOver(limited(0.2));
    const start = performance.now();
    await transport.read('things.get', {}, undefined);
    expect(performance.now() - start).toBeGreaterThanOrEqual(195);
  });

  test('that is longer than the call may take ends it at once', async () => {
    const { transport, sent } = transportOver(limited(60));
    const error = await errorOf(transport.read('things.get', {}, { timeoutMs: 5000 }));
    expect(error).toBeInstanceOf(RateLimitedError);
    expect(error).toMatchObject({ retryAfterMs: 60_000, retryable: true });
    expect(sent).toHaveLength(1);
  });
});

test('an error of a keyless write is retryable only when the server did not begin it', async () => {
  const act = (fail: (sent: Sent) => Response) =>
    errorOf(transportOver(fail).transport.act('auth.signIn', {}, undefined));
  const [connection, limit, , unavailable] = await Promise.all(transient.map(([, fail]) => act(fail)));
  expect(connection).toMatchObject({ name: 'StockflowConnectionError', retryable: false });
  expect(limit).toMatchObject({ name: 'RateLimitedError', retryable: true });
  expect(unavailable).toBeInstanceOf(UnavailableError);
  expect(unavailable).toMatchObject({ retryable: false });
});
