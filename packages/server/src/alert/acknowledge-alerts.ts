import { acknowledgeAlertsInput, alertsChangedSchema } from '@stockflow/schemas';
import { may } from '../core/door.ts';
import { askAlerts } from './change-alerts.ts';

/**
 * `alerts.acknowledge`: somebody has seen them. One that is acknowledged already stays as it is.
 * Refuses: NOT_FOUND; STATE_CONFLICT unless it is open or acknowledged; VERSION_CONFLICT.
 * @example await call.alerts.acknowledge({ alertIds: [alertId] })
 */
export const acknowledgeAlerts = may('alerts:write')
  .input(acknowledgeAlertsInput)
  .output(alertsChangedSchema)
  .mutation(({ ctx, input }) =>
    ctx.write(input, (tx) => askAlerts(tx, { ctx, input, ask: { kind: 'acknowledge' } })),
  );
