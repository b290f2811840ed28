import { alertsChangedSchema, resolveAlertsInput } from '@stockflow/schemas';
import { may } from '../core/door.ts';
import { askAlerts } from './change-alerts.ts';

/**
 * `alerts.resolve`: ends them for a reason; `other` says it in notes. They stay quiet while their levels are low, and open
 * anew when these have recovered and are low again.
 * Refuses: NOT_FOUND; STATE_CONFLICT when one is resolved already; VERSION_CONFLICT.
 * @example await call.alerts.resolve({ alertIds: [alertId], reason: 'ordered' })
 */
export const resolveAlerts = may('alerts:write')
  .input(resolveAlertsInput)
  .output(alertsChangedSchema)
  .mutation(({ ctx, input }) => {
    const notes = input.notes ?? null;
    const ask = { kind: 'resolve', reason: input.reason, notes } as const;
    return ctx.write(input, (tx) => askAlerts(tx, { ctx, input, ask, notes }));
  });
