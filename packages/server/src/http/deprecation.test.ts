import Fastify from 'fastify';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { open, router } from '../core/door.ts';
import { registerTrpc } from './trpc.ts';

const LINK = 'https://stock.example.com/docs/changes#fetch';
const doors = router({
  things: router({
    get: open.query(() => 'new'),
    fetch: open
      .meta({ access: 'public', deprecated: { since: '2026-03-01', sunset: '2027-01-01', link: LINK } })
      .query(() => 'old'),
    load: open.meta({ access: 'public', deprecated: { since: '2026-01-01' } }).query(() => 'older'),
    watch: open
      .meta({ access: 'public', deprecated: { since: '2026-01-01' } })
      .subscription(async function* () {
        yield 1;
      }),
  }),
});

const server = Fastify();
let url: string;
beforeAll(async () => {
  const context = { requestId: 'test-0001', logger: pino({ level: 'silent' }) };
  registerTrpc(server, () => context as never, { router: doors });
  url = await server.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => server.close());

const headersOf = async (path: string) => {
  const answer = await fetch(`${url}/api/trpc/${path}`);
  const names = ['deprecation', 'sunset', 'link', 'stockflow-deprecated'] as const;
  return {
    status: answer.status,
    body: await answer.text(),
    ...Object.fromEntries(names.map((name) => [name, answer.headers.get(name)])),
  };
};

test('a deprecated door works, and says since when, until when, and where to read on', async () => {
  expect(await headersOf('things.fetch')).toEqual({
    status: 200,
    body: '{"result":{"data":"old"}}',
    deprecation: `@${Date.UTC(2026, 2, 1) / 1000}`,
    sunset: 'Fri, 01 Jan 2027 00:00:00 GMT',
    link: `<${LINK}>; rel="deprecation"; type="text/html"`,
    'stockflow-deprecated': 'things.fetch',
  });
});

test('what is not known is not said', async () => {
  expect(await headersOf('things.load')).toMatchObject({
    deprecation: `@${Date.UTC(2026, 0, 1) / 1000}`,
    sunset: null,
    link: null,
  });
});

test('a door that stays says nothing, nor does one that is not there', async () => {
  for (const path of ['things.get', 'things.none'])
    expect(await headersOf(path)).toMatchObject({ deprecation: null, 'stockflow-deprecated': null });
});

test('a batch says the earliest days, and which of its doors are meant', async () => {
  expect(await headersOf('things.get,things.fetch,things.load,things.fetch?batch=1')).toMatchObject({
    deprecation: `@${Date.UTC(2026, 0, 1) / 1000}`,
    sunset: 'Fri, 01 Jan 2027 00:00:00 GMT',
    'stockflow-deprecated': 'things.fetch, things.load',
  });
});

test('a stream says it too', async () => {
  expect(await headersOf('things.watch')).toMatchObject({
    status: 200,
    deprecation: `@${Date.UTC(2026, 0, 1) / 1000}`,
    'stockflow-deprecated': 'things.watch',
  });
});
