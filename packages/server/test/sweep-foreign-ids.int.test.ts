import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer } from '../src/testing/index.ts';
import { rowsOf } from './company-tables.ts';
import { DOORS, type Door, fieldsOf, inputOf, placesOf, withValueAt } from './doors.ts';
import { EXAMPLES } from './examples.ts';
import { kindOf } from './id-kinds.ts';
import { type Answer, callOverHttp } from './wire.ts';
import { type World, makeWorld } from './world.ts';

let server: Awaited<ReturnType<typeof startTestServer>>;
let theirs: World;
let theirRows: Awaited<ReturnType<typeof rowsOf>>;
let theirIds: Set<string>;

beforeAll(async () => {
  server = await startTestServer();
  theirs = await makeWorld(server.database, 'Foreign');
  theirRows = await rowsOf(server.database, theirs.owner.companyId);
  theirIds = new Set(JSON.stringify(theirRows).match(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g));
});
afterAll(() => server.close());

const idFieldsOf = (door: Door): string[] =>
  fieldsOf(inputOf(door))
    .filter(({ isId }) => isId)
    .map(({ pattern }) => pattern);
const withIds = DOORS.filter((door) => idFieldsOf(door).length > 0);

test('the ids of most doors are found by their schemas', () => {
  expect(withIds.length).toBeGreaterThan(35);
  expect(idFieldsOf(DOORS.find(({ path }) => path === 'sales.import') as Door)).toContain('entries.*.lines.*.productId');
});

/** The answer without what differs between any two calls: its request, its time, and the id that was sent. */
const comparable = ({ status, code, message, details, data }: Answer, id: string) =>
  JSON.parse(JSON.stringify({ status, code, message, details, data }).replaceAll(id, '<the id>'), (field, value) =>
    field === 'generatedAt' ? '<now>' : value,
  );

const expectNothingOfTheirs = ({ text }: Answer, sent: string) => {
  expect(text).not.toContain(theirs.word);
  const ids: string[] = text.match(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g) ?? [];
  expect(ids.filter((id) => id !== sent && theirIds.has(id))).toEqual([]);
};

describe.each(withIds.map((door) => [door.path, door] as const))('%s', (path, door) => {
  test.each(idFieldsOf(door))('answers %s of another company as one that never was', async (pattern) => {
    const ours = await makeWorld(server.database, 'Heron');
    const kind = kindOf(pattern);
    const send = async (id: string, index: number) => {
      const example = await EXAMPLES[path]?.(ours, server.database);
      const place = placesOf(example, pattern)[index];
      if (place === undefined) return null;
      const input = withValueAt(example, place, id);
      return callOverHttp(server.url, door, { input, token: ours.owner.token });
    };
    let places = 0;
    for (; places < 10; places += 1) {
      const foreign = kind === 'own' ? (Object.values(theirs.ids)[places] ?? '') : theirs.ids[kind];
      const unknown = uuidv7();
      const forForeign = await send(foreign, places);
      if (!forForeign) break;
      expectNothingOfTheirs(forForeign, foreign);
      if (kind === 'own') {
        // The caller makes this id: another company's is as free as any.
        expect(forForeign, forForeign.text).toMatchObject({ ok: true });
        continue;
      }
      const forUnknown = (await send(unknown, places)) as Answer;
      expect(comparable(forForeign, foreign)).toEqual(comparable(forUnknown, unknown));
      // A read may answer a filter with nothing; a write is always refused.
      if (door.type === 'mutation') expect(['NOT_FOUND', 'INVALID_REFERENCE']).toContain(forForeign.code);
      else if (!forForeign.ok) expect(forForeign.code).toBe('NOT_FOUND');
    }
    expect(places).toBeGreaterThan(0);
    expect(await rowsOf(server.database, theirs.owner.companyId)).toEqual(theirRows);
  });
});
