import { type AlertChange, idSchema } from '@stockflow/schemas';
import { z } from 'zod';
import type { Statement } from '../connection/index.ts';

/** The last change of a page. */
export const alertChangeCursor = z.object({ id: idSchema });
export type AlertChangeCursor = z.output<typeof alertChangeCursor>;

/** Whose history is asked for: an alert's, or that of a product's in a warehouse. */
export interface AlertHistoryFilter {
  readonly alertId?: string | undefined;
  readonly productId?: string | undefined;
  readonly warehouseId?: string | undefined;
  readonly limit: number;
  readonly after?: AlertChangeCursor | undefined;
}

/** A change as the database answers it. */
export type AlertChangeRow = Omit<AlertChange, 'at' | 'snoozedUntil' | 'assignee' | 'actor'> & {
  readonly at: Date;
  readonly snoozedUntil: Date | null;
  readonly assigneeId: string | null;
  readonly assigneeName: string | null;
  readonly actorType: AlertChange['actor']['type'];
  readonly actorId: string | null;
  readonly actorName: string | null;
};

/**
 * One page of an alert's changes, the newest first, along the primary key (company, alert, id); a level has one alert, found
 * by its unique index. Takes no locks.
 */
export const alertHistoryStatement = (companyId: string, filter: AlertHistoryFilter): Statement => ({
  name: filter.alertId === undefined ? 'alert-history-of-level' : 'alert-history',
  text: `select c.id, c.alert_id as "alertId", c.kind, c.state, c.at, c.available, c.threshold, c.notes,
                c.assignee_id as "assigneeId", concat_ws(' ', assignee.first_name, assignee.last_name) as "assigneeName",
                c.snoozed_until as "snoozedUntil", c.snoozed_until_worse as "snoozedUntilWorse", c.resolution,
                c.actor_type as "actorType", c.actor_id as "actorId",
                case when actor.id is not null then concat_ws(' ', actor.first_name, actor.last_name) end as "actorName",
                c.request_id as "requestId"
         from alerts a
         join alert_changes c on c.company_id = $1 and c.alert_id = a.id
         left join users assignee on assignee.company_id = $1 and assignee.id = c.assignee_id
         left join users actor on actor.company_id = $1 and c.actor_type = 'user' and actor.id = c.actor_id
         where a.company_id = $1
           and ${filter.alertId === undefined ? '$2::uuid is null' : 'a.id = $2'}
           and ($3::uuid is null or a.product_id = $3) and ($4::uuid is null or a.warehouse_id = $4)
           and ($5::uuid is null or c.id < $5)
         order by c.id desc
         limit $6`,
  values: [
    companyId,
    filter.alertId ?? null,
    filter.productId ?? null,
    filter.warehouseId ?? null,
    filter.after?.id ?? null,
    filter.limit + 1,
  ],
});

/** One row when the company has this alert. */
export const alertExists = (companyId: string, alertId: string): Statement => ({
  name: 'alert-exists',
  text: 'select id from alerts where company_id = $1 and id = $2',
  values: [companyId, alertId],
});

/** A change in wire form. */
export const wireAlertChange = (row: AlertChangeRow): AlertChange => {
  const { assigneeId, assigneeName, actorType, actorId, actorName, ...change } = row;
  return {
    ...change,
    at: row.at.toISOString(),
    snoozedUntil: row.snoozedUntil?.toISOString() ?? null,
    assignee: assigneeId === null ? null : { id: assigneeId, name: assigneeName ?? '' },
    actor: { type: actorType, id: actorId, name: actorName },
  };
};
