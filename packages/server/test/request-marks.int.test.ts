import { currentCaller, onBehalfOf } from '@stockflow/db';
import { asAdmin } from '@stockflow/db/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer } from '../src/testing/index.ts';

let running: Awaited<ReturnType<typeof startTestServer>>;
let headers: Record<string, string>;
let companyId: string;

const post = (path: string, body: object, requestId: string) =>
  fetch(`${running.url}/api/trpc/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers, 'request-id': requestId },
    body: JSON.stringify(body),
  });
const dataOf = async (answer: Response) =>
  ((await answer.json()) as { result: { data: Record<string, never> } }).result.data;

beforeAll(async () => {
  running = await startTestServer();
  headers = {};
  const signedUp = await dataOf(
    await post(
      'auth.signUp',
      {
        company: { name: 'Marked Goods' },
        user: { email: 'o@marked.example', password: 'correct horse battery', firstName: 'O', lastName: 'W' },
      },
      'request-sign-up',
    ),
  );
  headers = { authorization: `Bearer ${signedUp.sessionToken}` };
  companyId = (signedUp.identity as unknown as { company: { id: string } }).company.id;
});
afterAll(() => running.close());

interface Activity {
  name: string;
  query: string;
  isWaiting: boolean;
}

const activity = (): Promise<Activity[]> =>
  asAdmin(running.adminUrl, async (client) => {
    const { rows } = await client.query<Activity>(
      `select application_name as name, query, coalesce(wait_event_type, '') = 'Lock' as "isWaiting"
       from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    );
    return rows;
  });

const until = async (wanted: (one: Activity) => boolean): Promise<Activity> => {
  for (let look = 0; look < 200; look += 1) {
    const found = (await activity()).find(wanted);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`nobody is there: ${JSON.stringify(await activity())}`);
};

test('whoever waits for a lock in PostgreSQL is named by the request that it works for: alone, gathered, and over REST', async () => {
  const { id: warehouseId } = await dataOf(
    await post('warehouses.create', { name: 'Main' }, 'request-warehouse'),
  );
  const { product } = (await dataOf(
    await post(
      'products.create',
      { sku: 'M-1', name: 'M', price: '1.00', warehouseId, initialQuantity: 5 },
      'request-product',
    ),
  )) as unknown as { product: { id: string } };
  const lines = [{ productId: product.id, warehouseId, quantity: 1 }];
  const calls: Promise<Response>[] = [];
  await running.database.inCompany(companyId, async (tx) => {
    await tx.query({
      text: 'select 1 from inventory where company_id = $1 for update',
      values: [companyId],
    });
    await tx.query({ text: 'select 1 from companies where id = $1 for update', values: [companyId] });
    calls.push(post('inventory.reserve', { lines }, 'request-reserve-1'));
    expect((await until((one) => one.isWaiting)).name).toBe('stockflow request-reserve-1');
    calls.push(
      fetch(`${running.url}/api/company`, {
        method: 'PATCH',
        headers: {
          ...headers,
          'content-type': 'application/json',
          'request-id': 'request-company',
        },
        body: JSON.stringify({ phone: '+44 1' }),
      }),
    );
    await until((one) => one.isWaiting && one.name === 'stockflow request-company');
  });
  for (const answer of await Promise.all(calls)) expect(answer.status).toBe(200);
  // Back in the pool, the connection belongs to nobody.
  expect((await activity()).filter(({ name }) => name.includes('request-'))).toEqual([]);
});

test('a BEGIN says in a comment which procedure and which trace it is for, and takes nothing that could be SQL', async () => {
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
  const beginOf = (caller: Parameters<typeof onBehalfOf>[0]) =>
    onBehalfOf(caller, () =>
      running.database.inCompany(companyId, async () => {
        await new Promise((resolve) => setTimeout(resolve, 30));
        return (await until(({ query }) => query.startsWith('begin'))).query;
      }),
    );
  expect(await beginOf({ requestId: 'request-1', action: 'products.get', traceparent })).toContain(
    `begin /*action='products.get',request_id='request-1',traceparent='${traceparent}'*/; `,
  );
  const many = ['request-1', 'request-2', 'request-3'];
  const gathered = await beginOf({ requestId: 'request-1', action: 'stock batch', requestIds: many });
  expect(gathered).toContain(
    `/*action='stock%20batch',request_id='request-1%2Crequest-2%2Crequest-3'*/; set local application_name = 'stockflow request-1 +2'; `,
  );
  const hostile = await beginOf({
    requestId: 'request-4',
    action: "x'*/; drop table y; --",
    traceparent: "'; --",
  });
  expect(hostile).toContain(`begin /*request_id='request-4'*/; `);
  expect(await beginOf({ requestId: "a'; --", action: 'x' })).toMatch(/^begin; set local citus/);
  const long = await beginOf({ requestId: 'r'.repeat(64), action: 'x', requestIds: ['r', 's'] });
  expect(/application_name = '([^']*)'/.exec(long)?.[1]).toHaveLength(63);
});

test('calls that run side by side are each marked with their own request', async () => {
  const seen = await Promise.all(
    Array.from({ length: 20 }, (_none, index) =>
      onBehalfOf({ requestId: `request-${index}`, action: 'x' }, async () => {
        await running.database.readInCompany(companyId, { text: 'select 1' });
        return currentCaller()?.requestId;
      }),
    ),
  );
  expect(seen).toEqual(Array.from({ length: 20 }, (_none, index) => `request-${index}`));
});
