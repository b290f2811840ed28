import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer } from '../src/testing/index.ts';
import { DOORS, type Door, fieldsOf, inputOf, placesOf, withValueAt } from './doors.ts';
import { EXAMPLES } from './examples.ts';
import { type Answer, callOverHttp } from './wire.ts';
import { type World, makeWorld } from './world.ts';

let server: Awaited<ReturnType<typeof startTestServer>>;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const UUID_OF_ONES = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
/** What people, programs and attackers put into fields. */
const GARBAGE: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  2_147_483_648,
  Number.MAX_SAFE_INTEGER,
  1e308,
  '',
  ' ',
  'x',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202e\ufeff',
  '𝔘𝔫𝔦',
  'ﷺ'.repeat(255),
  'x'.repeat(5_000),
  '9'.repeat(400),
  '-0',
  '1e5',
  'NaN',
  "' or 1=1; drop table products; --",
  '%_\\',
  '$1',
  '../../etc/passwd',
  '<script>alert(1)</script>',
  '{"a":1}',
  '2026-02-30T25:61:00Z',
  '0000-01-01T00:00:00Z',
  '2999-12-31T23:59:59.999+14:00',
  '0000-01-01',
  '2999-12-31',
  UUID_OF_ONES,
  UUID_OF_ONES.toUpperCase(),
  '00000000-0000-0000-0000-000000000000',
  [],
  [[]],
  [null],
  ['x', 'x'],
  Array.from({ length: 101 }, () => UUID_OF_ONES),
  {},
  { toString: 'x', constructor: null },
  JSON.parse('{"__proto__":{"polluted":true}}'),
];

/** What must never leave: our own words for our own parts. */
const INNER_WORDS = /\bat [\w.<>]+ \(|node_modules|\.ts\b|prisma|postgres|pg_|violates|constraint|syntax error|\bselect \b.*\bfrom\b/i;

const expectRefusalOrAnswer = (answer: Answer, sent: unknown) => {
  const said = `${JSON.stringify(sent)?.slice(0, 300)} → ${answer.text.slice(0, 500)}`;
  expect(answer.code, said).not.toBe('INTERNAL');
  expect(answer.status, said).toBeLessThan(500);
  if (!answer.ok) {
    expect(answer.text, said).not.toMatch(INNER_WORDS);
    expect(answer.requestId, said).toBeTruthy();
  }
};

const namedPaths = ({ details }: Answer): string[] =>
  ((details as { fields?: { path: string }[] } | null)?.fields ?? []).map(({ path }) => path);

/** What was sent may have ended the session, closed the company or handed it over: then the next needs another. */
const needsNewWorld = (answer: Answer, door: Door) =>
  (answer.ok && door.type === 'mutation' && /^(auth|company|members)\./.test(door.path)) || answer.status === 401;

const freshWorld = () => makeWorld(server.database, 'Heron');

describe.each(DOORS.map((door) => [door.path, door] as const))('%s', (path, door) => {
  const call = (world: World, input: unknown) => callOverHttp(server.url, door, { input, token: world.owner.token });

  test('refuses what is no object', async () => {
    const world = await freshWorld();
    for (const input of [null, 7, 'x', '', true, [], [[]], [{}]]) {
      const answer = await call(world, input);
      expectRefusalOrAnswer(answer, input);
      expect(answer).toMatchObject({ status: 400, code: 'VALIDATION_FAILED' });
    }
  });

  test('takes or refuses garbage in any field, by its name, and never breaks', async () => {
    let world = await freshWorld();
    let example = await EXAMPLES[path]?.(world, server.database);
    for (const { pattern } of fieldsOf(inputOf(door))) {
      const places = pattern === 'cursor' ? ['cursor'] : placesOf(example, pattern);
      for (const place of places.slice(0, 2)) {
        for (const value of GARBAGE) {
          const input = withValueAt(example, place, value);
          const answer = await call(world, input);
          expectRefusalOrAnswer(answer, input);
          if (!inputOf(door).safeParse(JSON.parse(JSON.stringify(input))).success && answer.status !== 429) {
            expect(answer, `${place}: ${JSON.stringify(value).slice(0, 100)}`).toMatchObject({ code: 'VALIDATION_FAILED' });
            expect(namedPaths(answer).some((named) => named.startsWith(place) || place.startsWith(named))).toBe(true);
          }
          if (!needsNewWorld(answer, door)) continue;
          world = await freshWorld();
          example = await EXAMPLES[path]?.(world, server.database);
        }
      }
    }
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe('cursors', () => {
  const lists = DOORS.filter((door) => fieldsOf(inputOf(door)).some(({ pattern }) => pattern === 'cursor'));
  const opened = (cursor: string) => JSON.parse(Buffer.from(cursor, 'base64url').toString()) as object;
  const sealed = (key: unknown) => Buffer.from(JSON.stringify(key)).toString('base64url');

  test.each(lists.map((door) => [door.path, door] as const))('of %s, forged in any part, are taken or refused', async (_, door) => {
    const world = await freshWorld();
    const call = (input: object) => callOverHttp(server.url, door, { input, token: world.owner.token });
    const first = await call(door.path === 'alerts.lowStock' ? { limit: 1, demand: 'any' } : { limit: 1 });
    const { nextCursor } = first.data as { nextCursor: string | null };
    expect(nextCursor, `${door.path} has one page only: makeWorld must make more`).not.toBeNull();
    const key = opened(nextCursor ?? '');
    const forged = [
      ...GARBAGE,
      ...Object.keys(key).flatMap((part) => GARBAGE.map((value) => ({ ...key, [part]: value }))),
      ...Object.keys(key).map((part) => ({ ...key, [part]: undefined })),
    ];
    for (const part of forged) {
      const answer = await call({ cursor: sealed(part).slice(0, 4_000) });
      expectRefusalOrAnswer(answer, part);
      if (!answer.ok) expect(namedPaths(answer)).toEqual(['cursor']);
    }
    for (const cursor of ['!', 'e30', 'x'.repeat(4_001), `${nextCursor}=`, `${nextCursor}x`]) {
      expectRefusalOrAnswer(await call({ cursor }), cursor);
    }
  });
});
