import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer } from '../../src/testing/index.ts';
import { DOORS, type Door } from '../doors.ts';
import { EXAMPLES } from '../examples.ts';
import { callOverHttp } from '../wire.ts';
import { makeWorld, type World } from '../world.ts';
import { Normal } from './normal.ts';
import { restRequest, routeOf, sendRest } from './wire.ts';

let server: Awaited<ReturnType<typeof startTestServer>>;
/** A company that only reads go to. */
let still: World;

beforeAll(async () => {
  server = await startTestServer();
  still = await makeWorld(server.database, 'Tea');
});
afterAll(() => server.close());

/** What was sent and answered over REST, by procedure: the examples of the OpenAPI document. */
const examples: Record<string, unknown> = {};

/** What an input is, as a plain object. */
const exampleOf = async (path: string, world: World) =>
  (await EXAMPLES[path]?.(world, server.database)) as Record<string, unknown>;
/** Each transport has a company of its own: what one does, the other does not see. */
const worldFor = (isRead: boolean) => (isRead ? still : makeWorld(server.database, 'Tea'));

/** Inputs to show where those of the sweeps, which have every field, find nothing. */
const SHOWN: Readonly<Record<string, (world: World) => Record<string, unknown>>> = {
  'alerts.list': ({ ids }) => ({
    states: ['open', 'acknowledged'],
    warehouseIds: [ids.warehouse],
    demand: 'any',
    limit: 10,
  }),
  'alerts.lowStock': ({ ids }) => ({
    warehouseIds: [ids.warehouse],
    demand: 'any',
    recentSalesDays: 30,
    limit: 10,
  }),
};

const sameAnswers = async (door: Door, inputOf: (world: World) => Promise<Record<string, unknown>>) => {
  const { path, type } = door;
  const isRead = type !== 'mutation';
  const [one, other] = [await worldFor(isRead), await worldFor(isRead)];
  const input = await inputOf(one);
  const overTrpc = await callOverHttp(server.url, door, { input, token: one.owner.token });
  expect(overTrpc, overTrpc.text).toMatchObject({ ok: true });

  const sent = isRead ? input : await inputOf(other);
  const request = restRequest(door, sent, other.owner.companyId);
  const overRest = await sendRest(server.url, request, other.owner.token);
  expect(overRest.status, overRest.text).toBe(routeOf(path).status);

  const [said, saidOverRest] = [overTrpc.data, overRest.data ?? { done: true }];
  expect(new Normal().of({ input: sent, said: saidOverRest })).toEqual(new Normal().of({ input, said }));

  const { method: _, ...asked } = request;
  const { status, data } = overRest;
  examples[path] = new Normal().of({ request: asked, status, ...(data !== undefined && { answer: data }) });
};

describe.each(DOORS.map((door) => [door.path, door] as const))('%s', (path, door) => {
  test('answers over REST what it answers over tRPC, to the same input', async () => {
    await sameAnswers(door, (world) => exampleOf(path, world));
    const shown = SHOWN[path];
    if (shown) await sameAnswers(door, async (world) => shown(world));
  });
});

test('the examples of the OpenAPI document are what was just sent and answered (run openapi writes them)', async () => {
  await expect(`${JSON.stringify(examples, null, 1)}\n`).toMatchFileSnapshot('examples.json');
});
