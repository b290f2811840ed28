import { KEY_SCOPES } from '@stockflow/schemas';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer } from '../../src/testing/index.ts';
import { DOORS, type Door, fieldsOf, inputOf, placesOf, withValueAt } from '../doors.ts';
import { EXAMPLES } from '../examples.ts';
import { kindOf } from '../id-kinds.ts';
import { makeTheirs, type Theirs } from '../theirs.ts';
import { makeWorld, type World } from '../world.ts';
import { type RestAnswer, restRequest, routeOf, sendRest } from './wire.ts';

let server: Awaited<ReturnType<typeof startTestServer>>;
let world: World;
let theirs: Theirs;
const keys = new Map<string, string>();

beforeAll(async () => {
  server = await startTestServer();
  world = await makeWorld(server.database, 'Heron');
  theirs = await makeTheirs(server.database);
  for (const scope of KEY_SCOPES) {
    const scopes = KEY_SCOPES.filter((other) => other !== scope) as never;
    keys.set(scope, (await world.owner.call.apiKeys.create({ name: `all but ${scope}`, scopes })).key);
  }
  const all = await world.owner.call.apiKeys.create({ name: 'all', scopes: [...KEY_SCOPES] as never });
  keys.set('company:own', all.key);
});
afterAll(() => server.close());

const exampleOf = async (door: Door) =>
  (await EXAMPLES[door.path]?.(world, server.database)) as Record<string, unknown>;
const codeOf = ({ data }: RestAnswer) => (data as { code?: string } | undefined)?.code;

const closed = DOORS.filter(({ access }) => access !== 'public');
const scoped = DOORS.filter(({ access }) => access?.includes(':'));
const named = (doors: readonly Door[]) => doors.map((door) => [door.path, door] as const);

describe.each(named(closed))('%s', (_path, door) => {
  test('refuses whoever is not signed in, whatever they send', async () => {
    const request = restRequest(door, await exampleOf(door), world.owner.companyId);
    const garbage = { ...request, path: `${request.path.split('?')[0]}?what=ever` };
    for (const asked of [request, garbage]) {
      const nobody = await sendRest(server.url, asked, null);
      expect([nobody.status, codeOf(nobody)]).toEqual([401, 'AUTH_REQUIRED']);
      const wrong = await sendRest(server.url, asked, 'nonsense');
      expect([wrong.status, codeOf(wrong)]).toEqual([401, 'INVALID_CREDENTIALS']);
    }
  });
});

describe.each(named(scoped))('%s', (_path, door) => {
  test('refuses a key that lacks the scope, whatever it sends', async () => {
    const request = restRequest(door, await exampleOf(door), world.owner.companyId);
    const garbage = { ...request, path: `${request.path.split('?')[0]}?what=ever` };
    for (const asked of [request, garbage]) {
      const answer = await sendRest(server.url, asked, keys.get(door.access ?? '') ?? '');
      expect([answer.status, codeOf(answer)]).toEqual([403, 'FORBIDDEN']);
      expect(answer.data).toMatchObject({ details: { required: door.access } });
    }
  });
});

test('low stock is refused for another company’s id and for one that never was, in the same words', async () => {
  const door = DOORS.find(({ path }) => path === 'alerts.lowStock')!;
  const ask = async (companyId: string) => {
    const { status, data } = await sendRest(server.url, restRequest(door, {}, companyId), world.owner.token);
    return { status, ...(data as object), requestId: '', instance: '' };
  };
  const foreign = await ask(theirs.world.owner.companyId);
  expect(foreign).toMatchObject({ status: 403, code: 'FORBIDDEN' });
  expect(await ask(uuidv7())).toEqual(foreign);
  expect(await ask('no-uuid')).toEqual(foreign);
  expect(await ask(world.owner.companyId.toUpperCase())).toMatchObject({ status: 200 });
});

const idFields = DOORS.flatMap((door) =>
  fieldsOf(inputOf(door))
    .filter(({ isId, pattern }) => isId && !['own', 'elsewhere'].includes(kindOf(door.path, pattern)))
    .map(
      ({ pattern }) => [`${routeOf(door.path).method} ${routeOf(door.path).path}`, pattern, door] as const,
    ),
);

/** The answer without what differs between any two calls. */
const comparable = ({ status, text }: RestAnswer, id: string) => {
  const words = text
    .replaceAll(id, '<the id>')
    .replace(/"requestId":"[^"]+"|urn:stockflow:request:[\w-]+/g, '');
  return { status, words: words.replace(/"generatedAt":"[^"]+"/, '') };
};

test.each(idFields)('%s answers %s of another company as one that never was', async (_name, field, door) => {
  const foreign = theirs.world.ids[kindOf(door.path, field) as keyof typeof theirs.world.ids];
  const call = async (id: string) => {
    const example = await exampleOf(door);
    const [place] = placesOf(example, field);
    const input = withValueAt(example, place ?? '', id) as Record<string, unknown>;
    return sendRest(server.url, restRequest(door, input, world.owner.companyId), world.owner.token);
  };
  const [forForeign, unknown] = [await call(foreign), uuidv7()];
  theirs.expectNotIn(forForeign.text, foreign);
  expect(comparable(forForeign, foreign)).toEqual(comparable(await call(unknown), unknown));
  const codes = door.type === 'mutation' ? ['NOT_FOUND', 'INVALID_REFERENCE'] : ['NOT_FOUND', undefined];
  expect(codes).toContain(codeOf(forForeign));
  await theirs.expectUntouched();
});
