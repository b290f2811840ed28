import {
  ALERT_CURSORS,
  type AlertCursor,
  alertCursorOf,
  figureKeeperOf,
  inboxOf,
  listAlertsStatement,
} from '@stockflow/db';
import { alertPage, listAlertsInput } from '@stockflow/schemas';
import { may } from '../core/door.ts';
import { openCursor, toPage } from '../core/page.ts';
import { wireAlert } from './wire-alert.ts';

/**
 * `alerts.list`, the inbox: alerts with how they and their levels stand, the newest or what runs out first, in pages; with counts of the whole result. Default open and acknowledged ones of what is in demand. A snooze whose
 * time is up counts as over.
 * @example const { items, counts } = await call.alerts.list({ assigned: 'me' })
 */
export const listAlerts = may('alerts:read')
  .input(listAlertsInput)
  .output(alertPage)
  .query(async ({ ctx, input }) => {
    const companyId = ctx.actor.company.id;
    const now = ctx.now();
    const after = openCursor<AlertCursor>(input.cursor, ALERT_CURSORS[input.sort]);
    const statement = listAlertsStatement(companyId, { ...input, me: ctx.actor.userId, now, after });
    const { frame, rows } = inboxOf(await ctx.database.readInCompany(companyId, statement));
    // What is kept is of the company's own window, which ends today.
    const isOwnWindow = input.recentSalesDays === undefined;
    if (frame.computed > 0 && isOwnWindow) figureKeeperOf(ctx.database).ask(companyId, now);
    const page = toPage(rows, input.limit, alertCursorOf(input.sort, frame), (row) => wireAlert(row, frame));
    return { ...page, counts: frame.counts };
  });
