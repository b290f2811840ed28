import { SCOPES } from '@stockflow/schemas';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer } from '../src/testing/index.ts';
import { DOORS, type Door, fieldsOf, inputOf, placesOf } from './doors.ts';
import { EXAMPLES } from './examples.ts';
import { callOverHttp } from './wire.ts';
import { makeWorld, type World } from './world.ts';

let server: Awaited<ReturnType<typeof startTestServer>>;
/** A company that no test changes. */
let still: World;

beforeAll(async () => {
  server = await startTestServer();
  still = await makeWorld(server.database, 'Swan');
});
afterAll(() => server.close());

/** Fields that an example need not show: a cursor comes from a page before. */
const NOT_SHOWN = new Set(['cursor']);

/** Outputs hold objects all through, or one of several: a schema of anything would be no sieve. */
const isSieve = (output: Door['output']): boolean => {
  const { type, options } = (output?.def ?? {}) as { type?: string; options?: NonNullable<Door['output']>[] };
  return type === 'object' || (type === 'union' && options !== undefined && options.every(isSieve));
};

test('every door stands in the table of examples, and every example is a door’s', () => {
  expect(Object.keys(EXAMPLES).sort()).toEqual(DOORS.map(({ path }) => path).sort());
});

describe.each(DOORS.map((door) => [door.path, door] as const))('%s', (path, door) => {
  const exampleOf = EXAMPLES[path];

  test('says who may, reads one input by its schema, and answers through a sieve', () => {
    expect([...SCOPES, 'public', 'signed-in']).toContain(door.access);
    expect(door.inputs).toHaveLength(1);
    expect(isSieve(door.output)).toBe(true);
  });

  test('takes its example, which has every field, and answers what its schema says', async () => {
    const world = await makeWorld(server.database, 'Heron');
    const input = await exampleOf?.(world, server.database);
    const missing = fieldsOf(inputOf(door))
      .map(({ pattern }) => pattern)
      .filter((pattern) => !NOT_SHOWN.has(pattern) && placesOf(input, pattern).length === 0);
    expect(missing).toEqual([]);
    const answer = await callOverHttp(server.url, door, { input, token: world.owner.token });
    expect(answer, answer.text).toMatchObject({ status: 200, ok: true });
    expect(door.output?.safeParse(answer.data)).toMatchObject({ success: true, data: answer.data });
  });

  test('refuses a field that there is not, by its name', async () => {
    const input = { ...(await exampleOf?.(still, server.database)), companyId: still.owner.companyId };
    const answer = await callOverHttp(server.url, door, { input, token: still.owner.token });
    expect(answer).toMatchObject({
      status: 400,
      code: 'VALIDATION_FAILED',
      details: { fields: [{ path: 'companyId' }] },
    });
  });
});
