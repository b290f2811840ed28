import type { Database } from '@stockflow/db';
import type { Victim, World } from '@stockflow/server/sweep';
import { uuidv7 } from 'uuidv7';
import type { Findings } from '../attack.ts';
import { compareTimes } from '../sign-test.ts';
import { callerOf, type IdField } from './foreign.ts';
import type { Way } from './ways.ts';

/** A difference that somebody could see: this part of a call's time, or more. */
const SEEN_PART = 0.05;

/**
 * Whether the time of an answer tells another company's id from one that never was: calls in pairs, in either order by turns,
 * and the sign test over the pairs (Dixon and Mood, 1946). No absolute time, and no assumption of how times spread.
 */
export const holdTiming = async (
  field: IdField,
  stand: { world: World; victim: Victim; database: Database; way: Way; pairs: number },
  findings: Findings,
): Promise<void> => {
  const call = await callerOf(field, stand);
  if (!call) return;
  const timed = async (id: string) => {
    const began = performance.now();
    await call(id);
    return performance.now() - began;
  };
  const foreignId = stand.victim.world.ids[field.kind];
  const pairs: [number, number][] = [];
  for (let pair = 0; pair < stand.pairs + 2; pair += 1) {
    const unknownId = uuidv7();
    const first = pair % 2 === 0 ? foreignId : unknownId;
    const a = await timed(first);
    const b = await timed(first === foreignId ? unknownId : foreignId);
    if (pair >= 2) pairs.push(first === foreignId ? [a, b] : [b, a]);
  }
  const { isTold, longer, part } = compareTimes(pairs, SEEN_PART);
  findings.expect(
    !isTold,
    `${field.door.path} ${field.pattern}: in ${longer} of ${pairs.length} pairs another company's id took longer, by ${(part * 100).toFixed(0)} % in the middle`,
  );
};
