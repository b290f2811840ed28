import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer } from '../src/testing/index.ts';
import { DOORS, fieldsOf, inputOf, placesOf, withValueAt } from './doors.ts';
import { EXAMPLES } from './examples.ts';
import { type Answer, callOverHttp } from './wire.ts';
import { makeWorld, type World } from './world.ts';

let server: Awaited<ReturnType<typeof startTestServer>>;
/** A company that nothing here changes. */
let still: World;

beforeAll(async () => {
  server = await startTestServer();
  still = await makeWorld(server.database, 'Swan');
});
afterAll(() => server.close());

const UUID_OF_ONES = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
/** What people, programs and attackers put into fields. */
const GARBAGE: readonly unknown[] = [
  null,
  0,
  -1,
  1.5,
  2_147_483_648,
  Number.MAX_SAFE_INTEGER,
  '',
  ' ',
  'x',
  '\u0000',
  '\ud800',
  '\u202e\ufeff',
  'ﷺ'.repeat(255),
  'x'.repeat(5_000),
  '9'.repeat(400),
  '1e5',
  'NaN',
  "' or 1=1; drop table products; --",
  '%_\\',
  '2026-02-30T25:61:00Z',
  '0000-01-01T00:00:00Z',
  '2999-12-31T23:59:59.999+14:00',
  '0000-01-01',
  UUID_OF_ONES,
  UUID_OF_ONES.toUpperCase(),
  '00000000-0000-0000-0000-000000000000',
  [],
  [null],
  Array.from({ length: 101 }, () => UUID_OF_ONES),
  { toString: 'x', constructor: null },
  JSON.parse('{"__proto__":{"polluted":true}}'),
];

/** Of the values that a field's schema refuses, how many are sent. */
const REFUSED_SENT = 4;

/** What must never leave: our own words for our own parts. */
const INNER_WORDS =
  /\bat [\w.<>]+ \(|node_modules|\.ts\b|prisma|postgres|pg_|violates|constraint|syntax error|\bselect \b.*\bfrom\b/i;

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

/** The places where garbage goes: one for each form that the things around them have (a union has several). */
const placesToSpoil = (example: unknown, pattern: string): string[] => {
  if (pattern === 'cursor') return ['cursor'];
  const formOf = (place: string) => {
    const parent = place.split('.').slice(0, -1);
    const around = parent.reduce((at, part) => (at as Record<string, unknown>)[part], example);
    return Array.isArray(around) ? '[]' : Object.keys(around as object).join();
  };
  return [...new Map(placesOf(example, pattern).map((place) => [formOf(place), place])).values()];
};

const isOwnerStill = async ({ owner }: World): Promise<boolean> => {
  const me = { path: 'auth.me', type: 'query' } as const;
  const { data } = await callOverHttp(server.url, me, { input: {}, token: owner.token });
  return (data as { user: { role: string } } | undefined)?.user.role === 'owner';
};

describe.each(DOORS.map((door) => [door.path, door] as const))('%s', (path, door) => {
  const call = (world: World, input: unknown) =>
    callOverHttp(server.url, door, { input, token: world.owner.token });

  const fits = (input: unknown) => inputOf(door).safeParse(JSON.parse(JSON.stringify(input))).success;
  const expectRefusalByName = (answer: Answer, place: string, input: unknown) => {
    expectRefusalOrAnswer(answer, input);
    if (fits(input) || answer.code === 'RATE_LIMITED') return;
    expect(answer.code, answer.text.slice(0, 500)).toBe('VALIDATION_FAILED');
    expect(namedPaths(answer).some((named) => named.startsWith(place) || place.startsWith(named))).toBe(true);
  };

  test('refuses what is no object', async () => {
    for (const input of [null, 7, 'x', '', true, [], [[]], [{}]]) {
      const answer = await call(still, input);
      expectRefusalOrAnswer(answer, input);
      expect(answer).toMatchObject({ status: 400, code: 'VALIDATION_FAILED' });
    }
  });

  test('takes or refuses garbage in any field, by its name, and never breaks', async () => {
    let world = await makeWorld(server.database, 'Heron');
    let example = await EXAMPLES[path]?.(world, server.database);
    for (const { pattern } of fieldsOf(inputOf(door))) {
      for (const place of placesToSpoil(example, pattern)) {
        const inputs = GARBAGE.map((value) => [value, fits(withValueAt(example, place, value))] as const);
        // The schema's refusals all go one way: some are sent. What the schema takes goes on inwards: all is.
        const refused = inputs.filter(([, isTaken]) => !isTaken).slice(0, REFUSED_SENT);
        for (const [value] of [...refused, ...inputs.filter(([, isTaken]) => isTaken)]) {
          const input = withValueAt(example, place, value);
          const answer = await call(world, input);
          // What went through before may have signed the owner out, closed the company or handed it over.
          if ((answer.status === 401 || answer.status === 403) && !(await isOwnerStill(world))) {
            world = await makeWorld(server.database, 'Heron');
            example = await EXAMPLES[path]?.(world, server.database);
            expectRefusalByName(await call(world, withValueAt(example, place, value)), place, input);
          } else expectRefusalByName(answer, place, input);
        }
      }
    }
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe('cursors', () => {
  /** What a list must be asked beside its page, to have more than one. */
  const ASKED: Readonly<Record<string, (world: World) => object>> = {
    'alerts.history': ({ ids }) => ({ alertId: ids.alert }),
    'alerts.list': () => ({ demand: 'any' }),
    'alerts.lowStock': () => ({ demand: 'any' }),
    'counts.lines': ({ ids }) => ({ countId: ids.count }),
  };
  const lists = DOORS.filter((door) => fieldsOf(inputOf(door)).some(({ pattern }) => pattern === 'cursor'));
  const opened = (cursor: string) => JSON.parse(Buffer.from(cursor, 'base64url').toString()) as object;
  const sealed = (key: unknown) => Buffer.from(JSON.stringify(key)).toString('base64url');

  test.each(lists.map((door) => [door.path, door] as const))(
    'of %s, forged in any part, are taken or refused',
    async (_, door) => {
      const asked = ASKED[door.path]?.(still) ?? {};
      const call = (input: object) =>
        callOverHttp(server.url, door, { input: { ...asked, ...input }, token: still.owner.token });
      const first = await call({ limit: 1 });
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
    },
  );
});
