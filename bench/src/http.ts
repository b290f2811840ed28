import { startTestServer } from '@stockflow/server/testing';
import autocannon from 'autocannon';
import Fastify from 'fastify';
import type { Contender } from './rounds.ts';

const CONNECTIONS = 50;

/**
 * What a call costs over HTTP, load generator on the same machine: a route of a bare Fastify (the floor), the
 * server's /healthz (its hooks, no database), and calls behind authentication and the tenant wall.
 */
export const http = async (): Promise<{
  contenders: [Contender, ...Contender[]];
  close(): Promise<void>;
}> => {
  const bare = Fastify();
  bare.get('/', async () => ({ status: 'ok' }));
  const bareUrl = await bare.listen({ port: 0, host: '127.0.0.1' });
  const running = await startTestServer();
  const { token, productId } = await companyWithProducts(running.url);
  const headers = { authorization: `Bearer ${token}` };
  const query = (path: string, input: object) =>
    `${running.url}/api/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`;
  return {
    contenders: [
      load('bare Fastify route (floor)', bareUrl),
      load('/healthz', `${running.url}/healthz`),
      load('auth.me', query('auth.me', {}), headers),
      load('products.get', query('products.get', { productId }), headers),
      load('products.list of 50', query('products.list', { limit: 50 }), headers),
      load('alerts.lowStock', query('alerts.lowStock', { demand: 'any' }), headers),
    ],
    async close() {
      await bare.close();
      await running.close();
    },
  };
};

const load = (name: string, url: string, headers: Record<string, string> = {}): Contender => ({
  name,
  async run(ms) {
    const result = await autocannon({
      url,
      headers,
      connections: CONNECTIONS,
      duration: Math.max(1, Math.round(ms / 1000)),
    });
    if (result.non2xx > 0 || result.errors > 0)
      throw new Error(`${name}: ${result.non2xx + result.errors} calls failed`);
    return { calls: result.requests.total };
  },
});

const post = async (url: string, path: string, token: string | null, body: object) => {
  const answer = await fetch(`${url}/api/trpc/${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token !== null && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return ((await answer.json()) as { result: { data: Record<string, unknown> } }).result.data;
};

const companyWithProducts = async (url: string): Promise<{ token: string; productId: string }> => {
  const started = await post(url, 'auth.signUp', null, {
    company: { name: 'Bench' },
    user: {
      email: 'bench@stockflow.example',
      password: 'correct horse battery',
      firstName: 'B',
      lastName: 'E',
    },
  });
  const token = String(started.sessionToken);
  const { id: warehouseId } = await post(url, 'warehouses.create', token, { name: 'Main' });
  const products = Array.from({ length: 200 }, (_, index) => ({
    sku: `B-${index}`,
    name: `Bench product ${index}`,
    price: '9.90',
    warehouseId,
    initialQuantity: index % 40,
  }));
  const created = (await post(url, 'products.createMany', token, { products })) as {
    products?: { id: string }[];
  };
  return { token, productId: created.products?.[0]?.id ?? '' };
};
