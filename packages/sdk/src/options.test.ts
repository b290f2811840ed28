import { describe, expect, test } from 'vitest';
import { type StockflowOptions, type Surroundings, settingsOf } from './options.ts';

const nowhere: Surroundings = {};
const here = { baseUrl: 'https://stock.example.com' };
const settings = (options: StockflowOptions, around: Surroundings = nowhere) => settingsOf(options, around);

describe('where StockFlow is', () => {
  test('the option goes before the environment, and the environment before the page', () => {
    const around = {
      process: { env: { STOCKFLOW_URL: 'http://env:1' } },
      location: { origin: 'http://page' },
    };
    expect(settings({ baseUrl: 'https://given' }, around).baseUrl).toBe('https://given');
    expect(settings({}, around).baseUrl).toBe('http://env:1');
    expect(settings({}, { location: around.location }).baseUrl).toBe('http://page');
  });

  test('a path before the API is kept, a slash at the end is not', () => {
    expect(settings({ baseUrl: 'https://x.example/stock/' }).baseUrl).toBe('https://x.example/stock');
    expect(settings({ baseUrl: 'http://localhost:4000' }).baseUrl).toBe('http://localhost:4000');
  });

  test('without any place it is a TypeError that says what to give', () => {
    expect(() => settings({})).toThrow(/baseUrl, or STOCKFLOW_URL/);
    expect(() => settings({}, { location: { origin: 'null' } })).toThrow(TypeError);
  });

  test.each([
    'stock.example.com',
    'ftp://x',
    'https://x?a=1',
    'https://x#a',
    'https://u:p@x',
    '',
    7 as unknown as string,
  ])('the address %j is refused', (baseUrl) =>
    expect(() => settings({ baseUrl })).toThrow(/baseUrl is an http or https address/),
  );
});

describe('who calls', () => {
  const around = { process: { env: { STOCKFLOW_API_KEY: 'sf_live_env' } } };

  test('a key or a session of the options goes before the key of the environment', () => {
    expect(settings({ ...here, apiKey: 'sf_live_given' }, around).credential).toBe('sf_live_given');
    expect(settings({ ...here, session: 'session' }, around).credential).toBe('session');
    expect(settings(here, around).credential).toBe('sf_live_env');
    expect(settings(here).credential).toBeNull();
  });

  test('an empty variable is none', () => {
    expect(settings(here, { process: { env: { STOCKFLOW_API_KEY: '' } } }).credential).toBeNull();
  });

  test('key and session together are refused', () => {
    expect(() => settings({ ...here, apiKey: 'a', session: 'b' })).toThrow(/not both/);
  });

  test.each(['', ' key', 'ke\ny', 'schlüssel', null as unknown as string])(
    'the key %j is refused, and the words do not tell it',
    (apiKey) => {
      expect(() => settings({ ...here, apiKey })).toThrow(/^apiKey is empty, has a space/);
      if (apiKey?.trim()) expect(() => settings({ ...here, apiKey })).not.toThrow(apiKey);
    },
  );
});

describe('the rest', () => {
  test('the defaults are 30 seconds, two retries, and batches', () => {
    expect(settings(here)).toMatchObject({ timeoutMs: 30_000, retriesMax: 2, batch: true, inPage: false });
  });

  test.each([
    [{ timeoutMs: 0 }, /timeoutMs/],
    [{ timeoutMs: Number.NaN }, /timeoutMs/],
    [{ timeoutMs: 2 ** 31 }, /timeoutMs/],
    [{ retriesMax: -1 }, /retriesMax/],
    [{ retriesMax: 1.5 }, /retriesMax/],
    [{ retriesMax: 11 }, /retriesMax/],
    [{ fetch: 'fetch' }, /fetch is a function/],
    [{ idempotencyKey: 'key' }, /idempotencyKey is a function/],
    [{ batch: 'yes' }, /batch is true or false/],
    [{ validate: {} }, /validate is a function/],
    [{ hooks: null }, /hooks is an object of functions/],
    [{ hooks: { onRequst: () => undefined } }, /no hook "onRequst".*onRequest/],
    [{ hooks: { onRetry: 'x' } }, /onRetry is a function/],
    [{ openTelemetry: {} }, /openTelemetry is all/],
    [{ sessionToken: 'x' }, /no option "sessionToken".*session/],
    [{ apikey: 'x' }, /no option "apikey".*apiKey/],
  ])('%j is a TypeError that names the option', (wrong, words) => {
    expect(() => settings({ ...here, ...wrong } as StockflowOptions)).toThrow(TypeError);
    expect(() => settings({ ...here, ...wrong } as StockflowOptions)).toThrow(words);
  });

  test('something else than an object is a TypeError', () => {
    expect(() => settings('https://x' as unknown as StockflowOptions)).toThrow(TypeError);
    expect(() => settings(null as unknown as StockflowOptions)).toThrow(TypeError);
  });
});
