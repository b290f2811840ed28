import type { Database } from '@stockflow/db';
import { COMPANY_TABLES, rowsOf } from './company-tables.ts';
import { makeWorld, type World } from './world.ts';

const IDS = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Another company, which nobody else may see or change. */
export interface Victim {
  readonly world: World;
  /** Their word and their ids in a text; `sent` is an id that the caller knew. */
  leaksIn(text: string, sent?: string): string[];
  /** Which of their tables are not what they were. */
  changes(): Promise<string[]>;
}

/** Founds the other company, and remembers every row and id of it. */
export const makeVictim = async (database: Database): Promise<Victim> => {
  const world = await makeWorld(database, 'Foreign');
  const { companyId } = world.owner;
  const rows = await rowsOf(database, companyId);
  const ids = new Set<string>(JSON.stringify(rows).match(IDS));
  return {
    world,
    leaksIn: (text, sent) => {
      const found: string[] = text.match(IDS) ?? [];
      const leaked = found.filter((id) => id !== sent && ids.has(id));
      return text.includes(world.word) ? [world.word, ...leaked] : leaked;
    },
    changes: async () => {
      const now = await rowsOf(database, companyId);
      return COMPANY_TABLES.filter((table) => JSON.stringify(now[table]) !== JSON.stringify(rows[table]));
    },
  };
};
