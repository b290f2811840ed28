import type { Statement } from '@stockflow/db';
import { createTestDatabase, type TestDatabase } from '@stockflow/db/testing';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DOORS, type Door, fieldsOf, inputOf, placesOf, withValueAt } from './doors.ts';
import { EXAMPLES } from './examples.ts';
import { rewriting } from './failing-database.ts';
import { kindOf } from './id-kinds.ts';
import { serveOn } from './serve-on.ts';
import { makeTheirs, type Theirs } from './theirs.ts';
import { type Answer, callOverHttp } from './wire.ts';
import { withoutCompanyFilter } from './without-company-filter.ts';
import { makeWorld } from './world.ts';

let db: TestDatabase;
let theirs: Theirs;

beforeAll(async () => {
  db = await createTestDatabase();
  theirs = await makeTheirs(db.database);
});
afterAll(() => db.drop());

const idFieldsOf = (door: Door): string[] =>
  fieldsOf(inputOf(door))
    .filter(({ isId }) => isId)
    .map(({ pattern }) => pattern);
const rows = DOORS.flatMap((door) => idFieldsOf(door).map((field) => [door.path, field, door] as const));
const named = rows.filter(([path, field]) => !['own', 'elsewhere'].includes(kindOf(path, field)));
// Not the id of a new company: that one is no company's, and one that exists is refused.
const made = rows.filter(([path, field]) => kindOf(path, field) === 'own' && path !== 'auth.signUp');

test('the id fields of most doors are found by their schemas', () => {
  expect(new Set(rows.map(([path]) => path)).size).toBeGreaterThan(35);
  expect(rows.map(([path, field]) => `${path} ${field}`)).toContain(
    'sales.import entries.*.lines.*.productId',
  );
});

/** The answer without what differs between any two calls: its request, its time, and the id that was sent. */
const comparable = ({ status, code, message, details, data }: Answer, id: string) =>
  JSON.parse(
    JSON.stringify({ status, code, message, details, data }).replaceAll(id, '<the id>'),
    (field, value) => (field === 'generatedAt' ? '<now>' : value),
  );

/** The same sweep twice: as it is, and with the first of the two walls taken down. */
describe.each<[string, (statement: Statement) => Statement]>([
  ['as it is', (statement) => statement],
  ['with every filter by company removed from the SQL', withoutCompanyFilter],
])('%s', (_how, rewrite) => {
  let server: Awaited<ReturnType<typeof serveOn>>;
  beforeAll(async () => {
    server = await serveOn(rewriting(db.database, rewrite));
  });
  afterAll(() => server.close());

  /** Calls the door with its example, in which the id stands in the place with this number. */
  const callerOf = async (door: Door, field: string) => {
    const ours = await makeWorld(db.database, 'Heron');
    const inputWith = async (id: string, place: number) => {
      const example = await EXAMPLES[door.path]?.(ours, db.database);
      const at = placesOf(example, field)[place];
      return at === undefined ? null : withValueAt(example, at, id);
    };
    return async (id: string, place: number): Promise<Answer | null> => {
      const input = await inputWith(id, place);
      return input === null ? null : callOverHttp(server.url, door, { input, token: ours.owner.token });
    };
  };

  test.each(named)('%s answers %s of another company as one that never was', async (_path, field, door) => {
    const call = await callerOf(door, field);
    const foreign = theirs.world.ids[kindOf(door.path, field) as keyof typeof theirs.world.ids];
    let places = 0;
    for (; ; places += 1) {
      const unknown = uuidv7();
      const forForeign = await call(foreign, places);
      const forUnknown = await call(unknown, places);
      if (!forForeign || !forUnknown) break;
      theirs.expectNotIn(forForeign.text, foreign);
      expect(comparable(forForeign, foreign)).toEqual(comparable(forUnknown, unknown));
      // A read may answer a filter with nothing; a write is always refused.
      const codes = door.type === 'mutation' ? ['NOT_FOUND', 'INVALID_REFERENCE'] : ['NOT_FOUND', null];
      expect(codes).toContain(forForeign.code);
    }
    expect(places).toBeGreaterThan(0);
    await theirs.expectUntouched();
  });

  test.each(made)(
    '%s takes as %s an id that another company has, and it is another thing',
    async (_path, field, door) => {
      const call = await callerOf(door, field);
      for (const [place, id] of [theirs.world.ids.product, theirs.world.ids.sale].entries()) {
        const answer = await call(id, place);
        if (!answer) break;
        expect(answer, answer.text).toMatchObject({ ok: true });
        theirs.expectNotIn(answer.text, id);
      }
      await theirs.expectUntouched();
    },
  );
});
