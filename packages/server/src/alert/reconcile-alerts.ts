import { type AlertsCompared, compareAlerts, repairAlerts } from '@stockflow/db';
import { type AlertsReconciled, alertsReconciledSchema, reconcileAlertsInput } from '@stockflow/schemas';
import { may } from '../core/door.ts';

/** Drifts of each kind that are listed; the counts are of all. */
const DRIFTS_MAX = 100;

/**
 * `alerts.reconcile`: proves that what is kept for alerts is what the books say: demand of each day against sales, returns
 * and ledger; thresholds, alerts and demand that levels know of themselves against what they come from. Reads the whole
 * history (seconds for a million sale lines) and holds nobody up. With `repair` it makes right what differs, and answers
 * what had differed; sales then wait for the demand with their last step.
 * @example const { levelDriftCount, demandDriftCount } = await call.alerts.reconcile({})
 */
export const reconcileAlerts = may('company:write')
  .input(reconcileAlertsInput)
  .output(alertsReconciledSchema)
  .mutation(async ({ ctx, input }) => {
    const companyId = ctx.actor.company.id;
    const compared = await ctx.write(input, async (tx) => {
      const found = await compareAlerts(tx, ctx.now(), DRIFTS_MAX);
      return answerOf(found, input.repair);
    });
    if (compared.repaired) await repairAlerts(ctx.database, companyId, ctx.now());
    return compared;
  });

const answerOf = ({ demand, levels }: AlertsCompared, repair: boolean): AlertsReconciled => ({
  levelsChecked: levels.levels,
  levelDrifts: [...levels.drifts],
  levelDriftCount: levels.drifting,
  demandDaysChecked: demand.days,
  demandDrifts: [...demand.drifts],
  demandDriftCount: demand.drifting,
  repaired: repair && levels.drifting + demand.drifting > 0,
});
