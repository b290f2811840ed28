import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '@stockflow/sdk';
import type { Answer, Call } from '../../history/types.ts';
import type { ArenaPlan } from '../arena.ts';
import type { Work } from '../work.ts';

const LEVELS = Array.from({ length: 10 }, (_, index) => `sku-${index}@north`);

export const racesPlan = (races: number): ArenaPlan => ({
  stock: Object.fromEntries(LEVELS.map((level) => [level, races])),
});

/** Holds that are under way at once in one process, in two waves that take turns. */
const WAVE = 60;
const WAVES = 2;
/** The shortest hold there is. */
const TTL_SECONDS = 1;
/** When the others shall arrive, against the hold's end: so that each of the three wins now and then. */
const FROM_MS = -60;
const TO_MS = 30;
/** How much a new call counts in the running mean of how long they take. */
const MEAN_WEIGHT = 0.05;

/**
 * Commit, release and expiry race for the same hold: commit goes to one API process and release to the other, both
 * close to the moment at which the hold ends by itself. What each was told is recorded; the rows say who won.
 */
export const races = async (work: Work): Promise<void> => {
  let left = work.asked.amount;
  const pace: Pace = { tookMs: 0 };
  const wave = async () => {
    while (left > 0) {
      const count = Math.min(WAVE, left);
      left -= count;
      await Promise.all(Array.from({ length: count }, () => race(work, pace)));
    }
  };
  await Promise.all(
    Array.from({ length: WAVES }, async (_, index) => {
      await sleep(index * 600);
      await wave();
    }),
  );
};

/** How long calls take just now: whoever wants to arrive in time sets out so much before. */
interface Pace {
  tookMs: number;
}

const race = async (work: Work, pace: Pace): Promise<void> => {
  const { line, random, callers } = work;
  const level = random.pick(LEVELS);
  const names = callers[0]?.names;
  if (!names) throw new Error('there is no caller');
  const holdId = newId();
  let expiresAt = 0;
  const lines = [{ level, quantity: 1 }];
  const made = await line.call(
    'racer',
    { kind: 'reserve', holdId, lines },
    async (stockflow, idempotencyKey) => {
      const asked = [{ ...names.place(level), quantity: 1 }];
      const hold = await stockflow.inventory.reserve({
        id: holdId,
        lines: asked,
        ttlSeconds: TTL_SECONDS,
        idempotencyKey,
      });
      expiresAt = Date.parse(hold.expiresAt ?? '');
      return { ok: true };
    },
  );
  work.record(made);
  if (!made.answer?.ok) {
    work.violations.push(`a hold of one unit of plenty was refused: ${JSON.stringify(made.answer)}`);
    return;
  }
  const [first, second] = random.chance(50) ? [0, 1] : [1, 0];
  const end = async (kind: 'commit' | 'release', api: number) => {
    const arriveAt = expiresAt + random.between(FROM_MS, TO_MS);
    await sleep(Math.max(0, arriveAt - pace.tookMs - Date.now()));
    const call = await line.call('racer', { kind, holdId }, async (_, idempotencyKey) => {
      const client = line.clients[api];
      await client?.inventory[kind]({ reservationId: holdId, idempotencyKey });
      return { ok: true } satisfies Answer;
    });
    work.record(call);
    const tookMs = ((call.endedAt ?? call.startedAt) - call.startedAt) / 1000;
    pace.tookMs += MEAN_WEIGHT * (tookMs - pace.tookMs);
    refuseTooEarly(work, call, expiresAt);
  };
  // Now and then one comes twice, as from a button that was pressed twice.
  const twice = random.chance(10) ? [end(random.chance(50) ? 'commit' : 'release', first)] : [];
  await Promise.all([end('commit', first), end('release', second), ...twice]);
};

/** Told "expired" before it was: by the one clock of a machine that database and callers share. */
const refuseTooEarly = (work: Work, { answer, id }: Call, expiresAt: number): void => {
  const told = answer?.ok === false && answer.code === 'RESERVATION_EXPIRED';
  if (work.asked.sharesClock && told && Date.now() < expiresAt)
    work.violations.push(`call ${id} was told of an expiry before its time`);
};
