import type { Database } from '@stockflow/db';
import { expect } from 'vitest';
import { makeVictim } from './victim.ts';
import type { World } from './world.ts';

/** Another company, and what must be true of it whatever anybody else does. */
export interface Theirs {
  world: World;
  /** Fails when the text holds their word or one of their ids; `sent` is an id that the caller knew. */
  expectNotIn(text: string, sent?: string): void;
  /** Fails when any of their rows has changed. */
  expectUntouched(): Promise<void>;
}

/** Founds the other company, and remembers every row and id of it. */
export const makeTheirs = async (database: Database): Promise<Theirs> => {
  const victim = await makeVictim(database);
  return {
    world: victim.world,
    expectNotIn: (text, sent) => expect(victim.leaksIn(text, sent)).toEqual([]),
    expectUntouched: async () => expect(await victim.changes()).toEqual([]),
  };
};
