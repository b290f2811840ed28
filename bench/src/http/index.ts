import { createTestDatabase } from '@stockflow/db/testing';
import { startChild } from '../child.ts';
import type { Bar, Bench, Contender, Result } from '../rounds.ts';
import type { LoadAnswer, LoadAsked, LoadConfig, Served } from './load-types.ts';
import { seedBench } from './seed.ts';

const CONNECTIONS = 50;
const EMPTY = 'an empty procedure behind authentication';
const GET = 'products.get';
/** What is left of the empty procedure's calls when one row is read behind the wall. */
const SHARE_MIN = 0.6;

/**
 * What a call costs over HTTP: a route of a bare Fastify (the floor), the server's /healthz (its hooks), a procedure
 * that does nothing, by our handler and by tRPC's own, calls behind authentication and the tenant wall, and beside
 * them a prepared statement without any of it. Server, load and database are processes of their own.
 */
export const http = async (): Promise<Bench> => {
  const database = await createTestDatabase();
  const server = await startChild<object, Served>(new URL('./serve.ts', import.meta.url), {
    databaseUrl: database.appUrl,
  });
  const { url, bareUrl } = server.ready;
  const { sessionToken, companyId, productId } = await seedBench(url);
  const config: LoadConfig = {
    databaseUrl: database.adminUrl,
    companyId,
    productId,
    connections: CONNECTIONS,
  };
  const load = await startChild<LoadAsked, LoadAnswer>(new URL('./load.ts', import.meta.url), config);

  const get = (
    name: string,
    address: string,
    rest: { bearer?: string; status?: number } = {},
  ): Contender => ({
    name,
    async run(ms) {
      const before = await server.ask({});
      const answered = await load.ask({
        kind: 'http',
        url: address,
        headers: rest.bearer === undefined ? {} : { authorization: `Bearer ${rest.bearer}` },
        status: rest.status ?? 200,
        ms,
      });
      const after = await server.ask({});
      return { ...answered, cpuMicros: after.cpuMicros - before.cpuMicros };
    },
  });
  const query = (path: string, input: object): string =>
    `${url}/${path}?input=${encodeURIComponent(JSON.stringify(input))}`;
  const asOwner = { bearer: sessionToken };
  return {
    contenders: [
      get('bare Fastify route (floor)', bareUrl),
      get('/healthz', `${url}/healthz`),
      get('an empty procedure', query('empty/ping', {})),
      get("the same by tRPC's own adapter", query('adapter/ping', {})),
      get('auth.me without a credential: 401', `${url}/api/trpc/auth.me`, { status: 401 }),
      get(EMPTY, query('empty/known', {}), asOwner),
      get('auth.me', `${url}/api/trpc/auth.me`, asOwner),
      get(GET, query('api/trpc/products.get', { productId }), asOwner),
      get('products.list of 50', query('api/trpc/products.list', { limit: 50 }), asOwner),
      get('alerts.lowStock', query('api/trpc/alerts.lowStock', { demand: 'any' }), asOwner),
      { name: 'pg, one product, prepared, no HTTP', run: (ms) => load.ask({ kind: 'pg', ms }) },
    ],
    bars: (results) => [wallBar(results)],
    async close() {
      await load.close();
      await server.close();
      await database.drop();
    },
  };
};

/** The wall and the database may take at most 40 % off a procedure that does nothing for the same caller. */
const wallBar = (results: readonly Result[]): Bar => {
  const rateOf = (wanted: string) =>
    results.find(({ name }) => name === wanted)?.callsPerSecond ?? Number.NaN;
  const share = rateOf(GET) / rateOf(EMPTY);
  return {
    what: `${GET}, of ${EMPTY}`,
    bar: `at least ${SHARE_MIN.toFixed(2)}`,
    figure: share.toFixed(2),
    holds: share >= SHARE_MIN,
  };
};
