import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { startTestServer } from '@stockflow/server/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createStockflow,
  IdReusedError,
  StockflowAbortError,
  StockflowConnectionError,
  type StockflowOptions,
} from '../src/index.ts';
import { errorOf } from './client.ts';
import { newCompany, PASSWORD, stocked } from './shop.ts';

let server: Awaited<ReturnType<typeof startTestServer>>;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server?.close());

const at = (options: StockflowOptions = {}) => createStockflow({ baseUrl: server.url, ...options });

describe('a broken connection', () => {
  /** Lets each request through to the server, and loses so many answers of writes. */
  const losing = (answers: number): StockflowOptions['fetch'] => {
    let left = answers;
    return async (...request) => {
      const answer = await fetch(...request);
      if ((request[1] as RequestInit).method !== 'POST' || left === 0) return answer;
      left -= 1;
      await answer.arrayBuffer();
      throw new TypeError('fetch failed');
    };
  };

  test('that loses the answers of a write makes it act once', async () => {
    const { stockflow: owner, email } = await newCompany(server.url);
    const { warehouseId, products } = await stocked(owner, 1, 10);
    const { sessionToken } = await at().auth.signIn({ email, password: PASSWORD });
    const shaky = at({ session: sessionToken!, fetch: losing(2) });
    const line = { productId: products[0]!.id, warehouseId, quantity: 5 };
    const { levels } = await shaky.inventory.receive({ lines: [line] });
    expect(levels).toMatchObject([{ onHand: 15 }]);
    expect((await owner.inventory.history({ kinds: ['RECEIPT'] })).items).toHaveLength(1);
  });

  test('that lasts is an error whose key makes the same write safe later', async () => {
    const { stockflow: owner, email } = await newCompany(server.url);
    const { warehouseId, products } = await stocked(owner, 1, 10);
    const { sessionToken } = await at().auth.signIn({ email, password: PASSWORD });
    const shaky = at({ session: sessionToken!, fetch: losing(1), retriesMax: 0 });
    const input = { lines: [{ productId: products[0]!.id, warehouseId, quantity: 5 }] };
    const error = await errorOf(shaky.inventory.receive(input));
    expect(error).toBeInstanceOf(StockflowConnectionError);
    const idempotencyKey = (error as StockflowConnectionError).idempotencyKey!;
    const { levels } = await shaky.inventory.receive({ ...input, idempotencyKey });
    expect(levels).toMatchObject([{ onHand: 15 }]);
    const other = { ...input, lines: [{ ...input.lines[0]!, quantity: 6 }], idempotencyKey };
    expect(await errorOf(shaky.inventory.receive(other))).toBeInstanceOf(IdReusedError);
  });

  test('a server that is not there is a StockflowConnectionError', async () => {
    const gone = createServer().listen(0, '127.0.0.1');
    await once(gone, 'listening');
    const { port } = gone.address() as AddressInfo;
    gone.close();
    await once(gone, 'close');
    const nobody = createStockflow({ baseUrl: `http://127.0.0.1:${port}`, retriesMax: 1 });
    expect(await errorOf(nobody.auth.me())).toBeInstanceOf(StockflowConnectionError);
  });

  test('a signal ends a call', async () => {
    const { stockflow } = await newCompany(server.url);
    const signal = AbortSignal.abort();
    expect(await errorOf(stockflow.products.list({}, { signal }).page())).toBeInstanceOf(StockflowAbortError);
  });
});
