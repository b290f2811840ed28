import type { LevelKey } from '@stockflow/domain';
import type { CompanyTransaction, Database } from '../connection/index.ts';
import { compareDemand, type DemandCompared, recountDemand } from './books.ts';
import { compareLevelsStatement, type LevelsCompared } from './compare-levels.ts';
import { forgetFigures } from './figures.ts';
import { REWATCH_LEVELS_MAX, rewatchLevels } from './rewatch-levels.ts';

/** What is kept for alerts, compared with the books. */
export interface AlertsCompared {
  readonly demand: DemandCompared;
  readonly levels: LevelsCompared;
}

/** Compares what is kept for alerts with the books; lists up to `driftsMax` drifts of each kind. Takes no locks. */
export const compareAlerts = async (
  tx: CompanyTransaction,
  now: Date,
  driftsMax: number,
): Promise<AlertsCompared> => {
  const demand = await compareDemand(tx, driftsMax);
  const [levels] = await tx.query<LevelsCompared>(compareLevelsStatement(tx.companyId, now, driftsMax));
  if (!levels) throw new Error('the comparison answers one row');
  return { demand, levels };
};

/** Rounds of a repair: each takes some hundred levels; what is left then is left to the next repair. */
const ROUNDS_MAX = 1_000;

/**
 * Makes right what is kept for alerts: demand is counted anew where a day differs, levels take the threshold that counts
 * and open or end their alerts, figures that differ are forgotten. Levels in short transactions of some hundred each.
 */
export const repairAlerts = async (database: Database, companyId: string, now: Date): Promise<void> => {
  const { demand } = await database.inCompany(companyId, (tx) => compareAlerts(tx, now, 1));
  if (demand.drifting > 0) await database.inCompany(companyId, recountDemand);
  let before = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const [levels] = await database.readInCompany<LevelsCompared>(
      companyId,
      compareLevelsStatement(companyId, now, REWATCH_LEVELS_MAX),
    );
    if (!levels || levels.drifting === 0 || levels.drifting >= before) return;
    before = levels.drifting;
    const keys = new Map<string, LevelKey>();
    for (const { productId, warehouseId } of levels.drifts) {
      keys.set(`${productId}/${warehouseId}`, { productId, warehouseId });
    }
    await rewatchLevels(database, companyId, [...keys.values()]);
    await database.inCompany(companyId, async (tx) => forgetFigures(tx, [...keys.values()]));
  }
};
