import type { StockflowEvent } from '@stockflow/schemas';
import type { Statement } from '../connection/index.ts';

/** Events about alerts as the database answers them, with the highest number that is given to any event. */
export interface AlertEventRow {
  readonly events: readonly StockflowEvent[];
  readonly highest: number;
}

/**
 * Numbered events about alerts after a number, the oldest first, along the index that holds nothing else: following costs
 * what there is to follow, however much else happens in the company.
 */
export const alertEventsStatement = (
  companyId: string,
  { after, limit }: { after: number; limit: number },
): Statement => ({
  name: 'events-alerts',
  text: `select (select coalesce(json_agg(page order by page.sequence), '[]'::json)
                 from (select sequence, id, type, payload as data,
                              to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "occurredAt"
                       from outbox_events
                       where company_id = $1 and sequence > $2 and type like 'alert.%'
                       order by sequence
                       limit $3) as page) as events,
                (select coalesce(max(sequence), 0)::float8 from outbox_events where company_id = $1) as highest`,
  values: [companyId, after, limit],
});
