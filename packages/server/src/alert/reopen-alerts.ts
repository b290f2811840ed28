import { alertsChangedSchema, reopenAlertsInput } from '@stockflow/schemas';
import { may } from '../core/door.ts';
import { askAlerts } from './change-alerts.ts';

/**
 * `alerts.reopen`: takes back that they were acknowledged, snoozed or resolved by a person: they are open. One that is open
 * stays as it is; one whose level has recovered opens by itself when it is low again.
 * Refuses: NOT_FOUND; STATE_CONFLICT when it is resolved and its level has recovered; VERSION_CONFLICT.
 * @example await call.alerts.reopen({ alertIds: [alertId] })
 */
export const reopenAlerts = may('alerts:write')
  .input(reopenAlertsInput)
  .output(alertsChangedSchema)
  .mutation(({ ctx, input }) =>
    ctx.write(input, (tx) => askAlerts(tx, { ctx, input, ask: { kind: 'reopen' } })),
  );
