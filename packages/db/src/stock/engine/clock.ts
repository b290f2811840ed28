import type { Statement } from '../../connection/index.ts';

/** Due holds that are looked at in one batch. */
export const DUE_MAX = 100;

/** A hold whose time is up and whose end nobody has written yet. */
export interface DueHold {
  readonly id: string;
  readonly productIds: readonly string[];
}

/** The database's time, and what is due by it. */
export interface Clock {
  readonly now: Date;
  readonly due: readonly DueHold[] | null;
}

/** Sent behind the locks: what is due then. Mostly nothing, and the partial index says so at once. */
export const clockStatement = (companyId: string): Statement => ({
  name: 'stock-clock',
  text: `with clock as materialized (select clock_timestamp() as now)
         select now, (
           select json_agg(json_build_object('id', due.id, 'productIds', (
             select json_agg(distinct l.product_id) from reservation_lines l
             where l.company_id = $1 and l.reservation_id = due.id)))
           from (
             select id from reservations
             where company_id = $1 and status = 'active' and expires_at is not null
               and expires_at <= (select now from clock)
             order by expires_at
             limit ${DUE_MAX}) as due) as due
         from clock`,
  values: [companyId],
});
