import type { Database } from '@stockflow/db';
import { expect } from 'vitest';
import { rowsOf } from './company-tables.ts';
import { makeWorld, type World } from './world.ts';

const IDS = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

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
  const world = await makeWorld(database, 'Foreign');
  const { companyId } = world.owner;
  const rows = await rowsOf(database, companyId);
  const ids = new Set<string>(JSON.stringify(rows).match(IDS));
  return {
    world,
    expectNotIn: (text, sent) => {
      expect(text).not.toContain(world.word);
      const found: string[] = text.match(IDS) ?? [];
      expect(found.filter((id) => id !== sent && ids.has(id))).toEqual([]);
    },
    expectUntouched: async () => expect(await rowsOf(database, companyId)).toEqual(rows),
  };
};
