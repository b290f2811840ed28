import { type Database, openDatabase, type Statement } from '@stockflow/db';
import { createTestDatabase, type TestDatabase } from '@stockflow/db/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DOORS, type Door } from './doors.ts';
import { EXAMPLES } from './examples.ts';
import { rewriting } from './failing-database.ts';
import { serveOn } from './serve-on.ts';
import { findUnrouted } from './sharding/find-unrouted.ts';
import { tablesOfDeploy } from './sharding/tables.ts';
import { makeTheirs, type Theirs } from './theirs.ts';
import { callOverHttp } from './wire.ts';
import { hasCompanyFilter, withoutCompanyFilter } from './without-company-filter.ts';
import { makeWorld, type World } from './world.ts';

let db: TestDatabase;
let theirs: Theirs;
let mutant: Awaited<ReturnType<typeof serveOn>>;
/** The same mutant where the second wall is down as well: PostgreSQL asks nothing of its administrator. */
let unwalled: Awaited<ReturnType<typeof serveOn>>;
let administrator: Database;

const filtered = new Set<string>();
const left = new Set<string>();
const written = new Set<string>();
const mutated = (statement: Statement): Statement => {
  written.add(statement.text);
  const changed = withoutCompanyFilter(statement);
  if (hasCompanyFilter(statement)) filtered.add(statement.text);
  if (hasCompanyFilter(changed)) left.add(changed.text);
  return changed;
};

beforeAll(async () => {
  db = await createTestDatabase();
  theirs = await makeTheirs(db.database);
  mutant = await serveOn(rewriting(db.database, mutated));
  administrator = openDatabase({ url: db.adminUrl });
  unwalled = await serveOn(rewriting(administrator, mutated));
});
afterAll(async () => {
  await mutant.close();
  await unwalled.close();
  await administrator.close();
  await db.drop();
});

/** The widest that can be asked of a list, and the example of any other door. */
const widestInput = async (door: Door, world: World) =>
  isList(door) ? { limit: 250, ...WIDER[door.path] } : EXAMPLES[door.path]?.(world, db.database);
const WIDER: Record<string, object> = {
  'alerts.lowStock': { demand: 'any' },
  'alerts.list': { demand: 'any', states: ['open', 'acknowledged', 'snoozed', 'resolved'] },
};
/** The history of an alert is that of one: it is asked for by its id. */
const isList = ({ path }: Door) =>
  /\.(list\w*|levels|history|lowStock)$/.test(path) && path !== 'alerts.history';

// First, while there are few companies: their rows must fit on a page.
describe('without the second wall too', () => {
  const lists = DOORS.filter(isList);
  test.each(lists.map((door) => [door.path, door] as const))(
    '%s would tell of another company: what the sweep looks for can be found',
    async (_path, door) => {
      const ours = await makeWorld(db.database, 'Heron');
      const input = await widestInput(door, ours);
      const answer = await callOverHttp(unwalled.url, door, { input, token: ours.owner.token });
      expect(answer, answer.text).toMatchObject({ ok: true });
      expect(() => theirs.expectNotIn(answer.text)).toThrow();
    },
  );
});

test.each(DOORS.map((door) => [door.path, door] as const))(
  '%s does its work with no filter by company in the SQL, and nothing of another company comes out or changes',
  async (_path, door) => {
    const ours = await makeWorld(db.database, 'Heron');
    const input = await widestInput(door, ours);
    const answer = await callOverHttp(mutant.url, door, { input, token: ours.owner.token });
    expect(answer, answer.text).toMatchObject({ ok: true });
    theirs.expectNotIn(answer.text);
    await theirs.expectUntouched();
  },
);

test('the mutant left no filter by company in any statement that had one', () => {
  expect([...left]).toEqual([]);
  expect(filtered.size).toBeGreaterThan(60);
});

test('every statement that the doors send is tied to one company in each table, as a sharded PostgreSQL asks', async () => {
  const tables = await tablesOfDeploy(db.database);
  const found: Record<string, string[]> = {};
  for (const text of written) {
    const faults = await findUnrouted(text, tables);
    if (faults.length > 0) found[text] = faults;
  }
  expect(found).toEqual({});
  expect(written.size).toBeGreaterThan(180);
});
