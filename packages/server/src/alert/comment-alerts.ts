import { alertsChangedSchema, commentAlertsInput } from '@stockflow/schemas';
import { may } from '../core/door.ts';
import { askAlerts } from './change-alerts.ts';

/**
 * `alerts.comment`: words for their history, in any state.
 * Refuses: NOT_FOUND; VERSION_CONFLICT.
 * @example await call.alerts.comment({ alertIds: [alertId], notes: 'Meyer delivers on Friday' })
 */
export const commentAlerts = may('alerts:write')
  .input(commentAlertsInput)
  .output(alertsChangedSchema)
  .mutation(({ ctx, input }) =>
    ctx.write(input, (tx) => askAlerts(tx, { ctx, input, ask: { kind: 'comment' }, notes: input.notes })),
  );
