import { afterAll, beforeAll, expect, test } from 'vitest';
import { fieldsOf } from '../../src/rest/fields.ts';
import { startTestServer } from '../../src/testing/index.ts';
import { DOORS, inputOf } from '../doors.ts';
import { EXAMPLES } from '../examples.ts';
import { makeWorld, type World } from '../world.ts';
import { restRequest, routeOf, sendRest } from './wire.ts';

let server: Awaited<ReturnType<typeof startTestServer>>;
/** A company that nothing here changes: what is spoilt is refused, or read. */
let world: World;

beforeAll(async () => {
  server = await startTestServer();
  world = await makeWorld(server.database, 'Heron');
});
afterAll(() => server.close());

/** What people, programs and attackers put into an address, as it stands there. */
const GARBAGE = [
  '',
  '%20',
  'x',
  '-1',
  '1e5',
  '0x10',
  '1.5',
  'NaN',
  'null',
  '9'.repeat(400),
  '%00',
  '%ED%A0%80',
  '%FF',
  '%E2%80%AE',
  "'%20or%201=1;--",
  '%25_%5C',
  'true',
  '[]',
  '%7B%22a%22:1%7D',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '..%2F..%2Fetc%2Fpasswd',
];
const NAMES = ['__proto__', 'constructor', 'toString', 'companyId', 'limit[]', 'productIds[0]', ''];
const INNER_WORDS =
  /\bat [\w.<>]+ \(|node_modules|\.ts\b|prisma|postgres|pg_|violates|constraint|syntax error/i;

const send = async (method: string, path: string, headers: Record<string, string> = {}) => {
  const answer = await sendRest(server.url, { method, path, headers, body: undefined }, world.owner.token);
  const said = `${method} ${path.slice(0, 200)} → ${answer.text.slice(0, 300)}`;
  expect(answer.status, said).toBeLessThan(500);
  if (answer.status >= 400) {
    expect(answer.headers.get('content-type'), said).toContain('application/problem+json');
    expect(answer.text, said).not.toMatch(INNER_WORDS);
  }
  return answer;
};

const reads = DOORS.filter(({ type }) => type !== 'mutation');
test.each(reads.map((door) => [door.path, door] as const))(
  '%s takes or refuses garbage in any part of its query, by its name, and never breaks',
  async (path, door) => {
    const example = (await EXAMPLES[path]?.(world, server.database)) as Record<string, unknown>;
    const fields = fieldsOf(routeOf(path), inputOf(door));
    for (const name of fields.inQuery.keys()) {
      const { [name]: _, ...others } = example;
      const base = restRequest(door, others, world.owner.companyId).path;
      const joint = base.includes('?') ? '&' : '?';
      for (const value of GARBAGE) {
        const { status, data } = await send('GET', `${base}${joint}${name}=${value}`);
        if (status !== 400) continue;
        const { details } = data as { details: { fields: { path: string }[] } };
        expect(details.fields.map((field) => field.path.split('.')[0])).toContain(name);
      }
    }
    const bare = restRequest(door, example, world.owner.companyId).path.split('?')[0] ?? '';
    for (const name of NAMES) {
      const { status, data } = await send('GET', `${bare}?${encodeURIComponent(name)}=1`);
      expect([name, status]).toEqual([name, 400]);
      expect(JSON.stringify(data)).toContain('There is no such query parameter.');
    }
  },
);

const addressed = DOORS.filter((door) => fieldsOf(routeOf(door.path), inputOf(door)).inPath.length > 0);
test.each(addressed.map((door) => [door.path, door] as const))(
  '%s refuses garbage in its address',
  async (path) => {
    const { method, path: template } = routeOf(path);
    for (const value of GARBAGE) {
      const address = template.replace(/\{\w+\}/g, value);
      const { status } = await send(method, address, { 'idempotency-key': 'x'.repeat(101) });
      expect([address.slice(0, 100), [400, 404, 405, 413].includes(status)]).toEqual([
        address.slice(0, 100),
        true,
      ]);
    }
  },
);

test('headers that are none are refused by their name', async () => {
  const path = `/api/products/${world.ids.product}`;
  for (const headers of [{ 'if-match': '"1' }, { 'if-match': '' }, { 'if-match': '"99999999999"' }]) {
    expect((await send('PATCH', path, headers)).status).toBe(400);
  }
  const long = await send('PATCH', path, { 'idempotency-key': 'x'.repeat(101) });
  expect(long.data).toMatchObject({ details: { fields: [{ path: 'idempotencyKey' }] } });
});
