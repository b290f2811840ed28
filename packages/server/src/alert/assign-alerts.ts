import { isActiveUser } from '@stockflow/db';
import { invalidReference } from '@stockflow/domain';
import { alertsChangedSchema, assignAlertsInput } from '@stockflow/schemas';
import { may } from '../core/door.ts';
import { askAlerts } from './change-alerts.ts';

/**
 * `alerts.assign`: makes them somebody's task, or nobody's; in any state, and it stays when they open anew.
 * Refuses: NOT_FOUND; INVALID_REFERENCE unless the assignee is an active user of the company; VERSION_CONFLICT.
 * @example await call.alerts.assign({ alertIds: [alertId], assigneeId: userId })
 */
export const assignAlerts = may('alerts:write')
  .input(assignAlertsInput)
  .output(alertsChangedSchema)
  .mutation(({ ctx, input }) =>
    ctx.write(input, async (tx) => {
      const { assigneeId } = input;
      if (assigneeId !== null && !(await isActiveUser(tx, assigneeId))) {
        throw invalidReference([{ path: 'assigneeId', what: 'active user' }]);
      }
      return askAlerts(tx, { ctx, input, ask: { kind: 'assign', assigneeId } });
    }),
  );
