import { createTestDatabase } from '@stockflow/db/testing';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createServer } from '../src/index.ts';

const lines: string[] = [];
let close: () => Promise<void>;
let url: string;

beforeAll(async () => {
  const test_ = await createTestDatabase();
  const logger = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  const server = await createServer({ database: test_.database, logger, publicUrl: 'http://127.0.0.1' });
  url = await server.listen({ port: 0, host: '127.0.0.1' });
  close = async () => {
    await server.close();
    await test_.drop();
  };
});
afterAll(() => close());

const post = async (path: string, body: object, headers: Record<string, string> = {}) => {
  const answer = await fetch(`${url}/api/trpc/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { answer, body: (await answer.json()) as { result?: { data: Record<string, unknown> } } };
};

test('the log has a line for each request with its id and who called, and no secret or personal datum', async () => {
  const person = {
    email: 'grace.hopper@navy.example',
    password: 'nanosecond-of-wire',
    firstName: 'Gracious',
    lastName: 'Hopperton',
  };
  const started = await post('auth.signUp', { company: { name: 'Quiet Traders' }, user: person });
  const token = String(started.body.result?.data.sessionToken);
  const auth = { authorization: `Bearer ${token}` };
  await post('auth.signIn', { email: person.email, password: 'wrong-nanosecond' });
  await post('auth.signIn', { email: 'not an address', password: person.password });
  const key = await post('apiKeys.create', { name: 'Till in the shop', scopes: ['stock:read'] }, auth);
  const search = encodeURIComponent(JSON.stringify({ search: person.lastName }));
  const listed = await fetch(`${url}/api/trpc/sales.list?input=${search}`, { headers: auth });
  expect(listed.status).toBe(200);
  const refused = await fetch(`${url}/api/trpc/members.list`, {
    headers: { authorization: `Bearer ${String(key.body.result?.data.key)}` },
  });
  expect(refused.status).toBe(403);

  const requests = lines
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter((line) => line.msg === 'request');
  expect(requests).toHaveLength(6);
  const last = requests.at(-1);
  expect(last).toMatchObject({
    status: 403,
    path: '/api/trpc/members.list',
    requestId: refused.headers.get('request-id'),
  });
  expect(last?.actor).toMatch(/^api_key:[0-9a-f-]{36}$/);
  const log = lines.join('');
  const secrets = [
    ...Object.values(person),
    'wrong-nanosecond',
    'not an address',
    'Till in the shop',
    'Quiet Traders',
  ];
  for (const secret of [...secrets, token, String(key.body.result?.data.key)])
    expect(log).not.toContain(secret);
});

test('the trace that a caller is in stands in its line; one that is not well-formed stands nowhere', async () => {
  const lineAfter = async (traceparent: string) => {
    lines.length = 0;
    await fetch(`${url}/healthz`, { headers: { traceparent } });
    return lines
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .find(({ msg }) => msg === 'request');
  };
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
  expect((await lineAfter(`00-${traceId}-00f067aa0ba902b7-01`))?.traceId).toBe(traceId);
  for (const wrong of [`00-${'0'.repeat(32)}-00f067aa0ba902b7-01`, "00-'; drop", `01-${traceId}-x-01`])
    expect(await lineAfter(wrong)).not.toHaveProperty('traceId');
});
