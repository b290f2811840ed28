import { createTestDatabase } from '@stockflow/db/testing';
import { startChild } from '../child.ts';
import type { Contender } from '../rounds.ts';
import type { LoadAnswer, LoadAsked, LoadConfig, Served } from './load-types.ts';
import { seedBench } from './seed.ts';

const CONNECTIONS = 50;

/**
 * What a call costs over HTTP: a route of a bare Fastify (the floor), the server's /healthz (its hooks), a procedure
 * that does nothing, by our handler and by tRPC's own, calls behind authentication and the tenant wall, and beside
 * them a prepared statement without any of it. Server, load and database are processes of their own.
 */
export const http = async (): Promise<{
  contenders: [Contender, ...Contender[]];
  close(): Promise<void>;
}> => {
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
      get('auth.me', `${url}/api/trpc/auth.me`, asOwner),
      get('products.get', query('api/trpc/products.get', { productId }), asOwner),
      get('products.list of 50', query('api/trpc/products.list', { limit: 50 }), asOwner),
      get('alerts.lowStock', query('api/trpc/alerts.lowStock', { demand: 'any' }), asOwner),
      { name: 'pg, one product, prepared, no HTTP', run: (ms) => load.ask({ kind: 'pg', ms }) },
    ],
    async close() {
      await load.close();
      await server.close();
      await database.drop();
    },
  };
};
