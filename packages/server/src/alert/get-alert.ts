import { inboxOf, listAlertsStatement } from '@stockflow/db';
import { notFound } from '@stockflow/domain';
import { ALERT_STATES, alertSchema, getAlertInput } from '@stockflow/schemas';
import { may } from '../core/door.ts';
import { wireAlert } from './wire-alert.ts';

/**
 * `alerts.get`: one alert, whatever its state, with how its level stands.
 * Refuses: NOT_FOUND.
 * @example const { state, severity } = await call.alerts.get({ alertId })
 */
export const getAlert = may('alerts:read')
  .input(getAlertInput)
  .output(alertSchema)
  .query(async ({ ctx, input }) => {
    const { company, userId } = ctx.actor;
    const asked = { alertId: input.alertId, states: ALERT_STATES, demand: 'any', limit: 1 } as const;
    const statement = listAlertsStatement(company.id, { ...asked, me: userId, now: ctx.now() });
    const { frame, rows } = inboxOf(await ctx.database.readInCompany(company.id, statement));
    const [alert] = rows;
    if (!alert) throw notFound('alert');
    return wireAlert(alert, frame);
  });
