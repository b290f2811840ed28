import type { PhaseName, Work } from '../work.ts';
import { underKills } from './kills.ts';
import { races } from './races.ts';
import { sameId } from './same-id.ts';
import { bundles, churn, duplicates, orders, storm } from './storms.ts';

/** What the callers of a process do in each phase. */
export const PARTS: Readonly<Record<PhaseName, (work: Work) => Promise<void>>> = {
  storm,
  churn,
  orders,
  duplicates,
  bundles,
  'same-id': sameId,
  races,
  kills: underKills,
};
