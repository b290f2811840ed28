import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { transportOver } from '../../test/client.ts';
import { results } from '../../test/fake-fetch.ts';
import type { DeprecationInfo } from '../hooks.ts';
import type { StockflowOptions } from '../options.ts';

const HEADERS = {
  deprecation: '@1767225600',
  sunset: 'Wed, 01 Jul 2026 00:00:00 GMT',
  link: '<https://stock.test/docs>; rel="deprecation"; type="text/html"',
};
const over = (headers: Record<string, string>, options: StockflowOptions = {}) =>
  transportOver((sent) => {
    const answer = results(sent, ...sent.paths);
    for (const [name, value] of Object.entries(headers)) answer.headers.set(name, value);
    return answer;
  }, options).transport;

let warn: ReturnType<typeof vi.spyOn>;
beforeEach(() => {
  warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
});
afterEach(() => void vi.restoreAllMocks());

describe('a deprecated procedure', () => {
  test('is warned of once in a process, whichever client calls it', async () => {
    await over(HEADERS).read('old.once', {}, undefined);
    await over(HEADERS).read('old.once', {}, undefined);
    expect(warn.mock.calls).toEqual([
      [
        "StockFlow's old.once is deprecated since 2026-01-01 and may be gone from 2026-07-01 on. See https://stock.test/docs",
        'DeprecationWarning',
      ],
    ]);
  });

  test('goes to console.warn where the runtime has no warnings of its own', async () => {
    vi.stubGlobal('process', undefined);
    const words = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    try {
      await over({ deprecation: '@1767225600' }).write('old.browser', {}, undefined);
    } finally {
      vi.unstubAllGlobals();
    }
    expect(words.mock.calls).toEqual([["StockFlow's old.browser is deprecated since 2026-01-01."]]);
  });

  test('is told to the hook instead, once for each client', async () => {
    const told: DeprecationInfo[] = [];
    const client = () => over(HEADERS, { hooks: { onDeprecation: (info) => void told.push(info) } });
    const one = client();
    await one.read('old.hook', {}, undefined);
    await one.read('old.hook', {}, undefined);
    await client().read('old.hook', {}, undefined);
    const info = {
      procedure: 'old.hook',
      since: '2026-01-01T00:00:00.000Z',
      sunset: '2026-07-01T00:00:00.000Z',
      link: 'https://stock.test/docs',
    };
    expect(told).toEqual([info, info]);
    expect(warn).not.toHaveBeenCalled();
  });

  test('of a batch is the one that the server names', async () => {
    const told: string[] = [];
    const client = over(
      { ...HEADERS, 'stockflow-deprecated': 'old.one, old.two' },
      {
        hooks: { onDeprecation: ({ procedure }) => void told.push(procedure) },
      },
    );
    await Promise.all(['new.one', 'old.two', 'old.one'].map((path) => client.read(path, {}, undefined)));
    expect(told).toEqual(['old.two', 'old.one']);
  });

  test('whose headers are odd is still told of', async () => {
    const told: DeprecationInfo[] = [];
    const hooks = { onDeprecation: (info: DeprecationInfo) => void told.push(info) };
    await over({ deprecation: 'true', sunset: 'soon', link: 'nowhere' }, { hooks }).read(
      'old.odd',
      {},
      undefined,
    );
    expect(told).toEqual([{ procedure: 'old.odd', since: null, sunset: null, link: null }]);
  });
});

test('what is not deprecated is not warned of', async () => {
  await over({ sunset: HEADERS.sunset }).read('new.quiet', {}, undefined);
  expect(warn).not.toHaveBeenCalled();
});
