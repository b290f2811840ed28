import type { StockflowEvent } from '@stockflow/schemas';
import type { Statement } from '../connection/index.ts';

/** What is asked of the outbox. */
export interface EventFilter {
  /** Events after this number. */
  readonly after: number;
  readonly types?: readonly string[] | undefined;
  readonly limit: number;
}

/** An event as the database answers it; `lastSequence` is that of the last event that was looked at. */
export interface EventRow {
  readonly events: readonly (StockflowEvent & { readonly occurredAt: string })[];
  /** The highest number that is given. */
  readonly highest: number;
  readonly waiting: boolean;
}

/**
 * One page of numbered events, the oldest first, along the unique index (company, sequence); with the highest number, and
 * whether events wait for theirs: a follower with nothing new costs one round trip.
 */
export const eventsStatement = (companyId: string, { after, types, limit }: EventFilter): Statement => ({
  name: 'events-list',
  text: `select (select coalesce(json_agg(page order by page.sequence), '[]'::json)
                 from (select sequence, id, type, payload as data,
                              to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "occurredAt"
                       from outbox_events
                       where company_id = $1 and sequence > $2 and ($3::text[] is null or type = any($3))
                       order by sequence
                       limit $4) as page) as events,
                (select coalesce(max(sequence), 0)::float8 from outbox_events where company_id = $1) as highest,
                exists (select from outbox_events where company_id = $1 and sequence is null) as waiting`,
  values: [companyId, after, types ?? null, limit + 1],
});
