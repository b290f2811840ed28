import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../random.ts';
import type { ApiPair } from '../stage/api-pair.ts';
import type { TortureDatabase } from '../stage/database.ts';

/** One kill of so many is PostgreSQL's, the second one first. */
const POSTGRES_EVERY = 3;
/** Callers have had so many answers since the last one is back: each kill falls into the middle of work. */
const ANSWERS_BETWEEN = 25;
const WAIT_MAX_MS = 800;
const PROGRESS_TIMEOUT_MS = 60_000;

export interface KillerOptions {
  readonly kills: number;
  readonly database: TortureDatabase;
  readonly apis: ApiPair;
  readonly random: Random;
  /** How many calls were answered so far. */
  answered(): number;
  onKill(done: number): void;
  /** True when the run is given up. */
  isOver(): boolean;
}

/** Kills one process after the other, at random moments, and starts it again; answers how many of each. */
export const killAtRandom = async (options: KillerOptions): Promise<{ api: number; postgres: number }> => {
  const { kills, database, apis, random } = options;
  const done = { api: 0, postgres: 0 };
  for (let round = 0; done.api + done.postgres < kills && !options.isOver(); round += 1) {
    await untilBusy(options);
    await sleep(random.below(WAIT_MAX_MS));
    if (database.embedded && round % POSTGRES_EVERY === 1) {
      await database.crash();
      done.postgres += 1;
    } else {
      const index = random.below(2);
      // Now and then both at once: then nobody answers.
      const both = random.chance(15) && done.api + done.postgres + 2 <= kills;
      await Promise.all([apis.crash(index), ...(both ? [apis.crash(1 - index)] : [])]);
      done.api += both ? 2 : 1;
    }
    options.onKill(done.api + done.postgres);
  }
  return done;
};

const untilBusy = async ({ answered, isOver }: KillerOptions): Promise<void> => {
  const from = answered();
  const givenUpAt = performance.now() + PROGRESS_TIMEOUT_MS;
  while (answered() < from + ANSWERS_BETWEEN && !isOver()) {
    if (performance.now() > givenUpAt)
      throw new Error(`no caller had an answer for ${PROGRESS_TIMEOUT_MS / 1000} s after a crash`);
    await sleep(50);
  }
};
