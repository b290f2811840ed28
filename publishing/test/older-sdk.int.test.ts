import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startTestServer } from '@stockflow/server/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../src/packages.ts';
import { DOORS, inputOf, makeWorld, type Server, type World } from '../src/recording/companies.ts';
import { inputMisfits, outputMisfits, valueMisfits } from '../src/recording/fits.ts';
import { codeIn, PROVOKED, provoke } from '../src/recording/record.ts';
import type { Recording } from '../src/recording/recording.ts';
import { replayCall, replayRefusal } from '../src/recording/replay.ts';
import { inputShapeOf, outputShapeOf } from '../src/recording/shape.ts';

const folder = join(root, 'publishing/recordings');
const recordings = readdirSync(folder).map(
  (name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Recording,
);

let server: Server;
/** A company that is only read. */
let still: World;

beforeAll(async () => {
  server = await startTestServer();
  still = await makeWorld(server.database, 'Swan');
});
afterAll(() => server.close());

const RULE =
  'An SDK that is in use breaks on this. Before a release: npm run record-calls, if that version was never published. ' +
  'After it: keep what was, add beside it, or release a major version and remove the recordings that it gives up.';

test('there is a recording, of every procedure of its time', () => {
  expect(recordings.length).toBeGreaterThan(0);
  for (const { calls, refusals } of recordings) {
    expect(calls.length).toBeGreaterThan(100);
    expect(refusals.length).toBeGreaterThanOrEqual(PROVOKED.length);
  }
});

describe.each(recordings)('version $version of the SDK', ({ calls, refusals }) => {
  test.each(calls.map((call) => [call.procedure, call] as const))(
    '%s is taken and answered as it was',
    async (path, call) => {
      const door = DOORS.find((one) => one.path === path);
      expect(door, `${path} is gone. ${RULE}`).toBeDefined();
      const misfits = [
        ...inputMisfits(call.takes, inputShapeOf(inputOf(door!))),
        ...outputMisfits(outputShapeOf(door!.output!), call.answers),
      ];
      expect(misfits, RULE).toEqual([]);

      const world = door!.type === 'query' ? still : await makeWorld(server.database, 'Heron');
      const { status, body } = await replayCall(call, world, server);
      expect({ status, body }, RULE).toMatchObject({ status: 200 });
      expect(valueMisfits(body, call.answers), RULE).toEqual([]);
    },
  );

  test.each(refusals)('$code is found where it was, when $when', async (refusal) => {
    const provoked = PROVOKED.find(({ when }) => when === refusal.when)!;
    const today = await provoke(provoked, still, server);
    const { status, body } = await replayRefusal(refusal, today.request, { world: still, server });
    expect({ status, code: codeIn(body) }).toEqual({ status: refusal.status, code: refusal.code });
    expect(valueMisfits(body, refusal.body), RULE).toEqual([]);
  });
});
