import { rewatcherOf } from '@stockflow/db';
import { alertsChangedSchema, snoozeAlertsInput } from '@stockflow/schemas';
import { may } from '../core/door.ts';
import { askAlerts } from './change-alerts.ts';

/**
 * `alerts.snooze`: they sleep until an instant, or until less is available than now, whichever comes first. Those that sleep
 * already sleep anew.
 * Refuses: NOT_FOUND; VALIDATION_FAILED for an instant that has passed or is over 365 days away, by the database's clock;
 * STATE_CONFLICT when one is resolved; VERSION_CONFLICT.
 * @example await call.alerts.snooze({ alertIds: [alertId], untilWorse: true })
 */
export const snoozeAlerts = may('alerts:write')
  .input(snoozeAlertsInput)
  .output(alertsChangedSchema)
  .mutation(async ({ ctx, input }) => {
    const until = input.until === undefined ? null : new Date(input.until);
    const ask = { kind: 'snooze', until, untilWorse: input.untilWorse } as const;
    const changed = await ctx.write(input, (tx) => askAlerts(tx, { ctx, input, ask }));
    if (until) rewatcherOf(ctx.database).watchSnooze(ctx.actor.company.id, until);
    return changed;
  });
