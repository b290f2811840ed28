import {
  type AlertChangeRow,
  alertChangeCursor,
  alertExists,
  alertHistoryStatement,
  wireAlertChange,
} from '@stockflow/db';
import { notFound } from '@stockflow/domain';
import { alertHistoryInput, alertHistoryPage } from '@stockflow/schemas';
import { may } from '../core/door.ts';
import { openCursor, toPage } from '../core/page.ts';

/**
 * `alerts.history`: everything that became of an alert, over all its openings, the newest first, in pages. A product that
 * was never low in a warehouse has an empty one.
 * Refuses: NOT_FOUND for an unknown `alertId`.
 * @example await call.alerts.history({ productId, warehouseId })
 */
export const listAlertHistory = may('alerts:read')
  .input(alertHistoryInput)
  .output(alertHistoryPage)
  .query(async ({ ctx, input }) => {
    const companyId = ctx.actor.company.id;
    const after = openCursor(input.cursor, alertChangeCursor);
    const page = alertHistoryStatement(companyId, { ...input, after });
    const { alertId } = input;
    const asked = alertId === undefined ? [page] : [page, alertExists(companyId, alertId)];
    const [changes, alert] = await ctx.database.inCompanyFlush(companyId, asked, { readOnly: true });
    if (alert?.rows.length === 0) throw notFound('alert');
    const rows = (changes?.rows ?? []) as unknown as AlertChangeRow[];
    return toPage(rows, input.limit, ({ id }) => ({ id }), wireAlertChange);
  });
