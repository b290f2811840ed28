import type { EventType } from '@stockflow/schemas';
import { uuidv7 } from 'uuidv7';
import type { CompanyTransaction, Statement } from '../connection/index.ts';

/** Something that happened, as it is written. `docs/events.md` says what each type's data holds. */
export interface NewEvent {
  readonly type: EventType;
  readonly data: object;
}

/** Adds events, in the order given. Their numbers come later, from whoever reads them first: see `number-events.ts`. */
export const insertEventsStatement = (
  companyId: string,
  events: readonly NewEvent[],
  now: Date,
): Statement => ({
  name: 'events',
  text: `insert into outbox_events (company_id, id, type, payload, occurred_at)
         select $1, id, type, data, $5
         from unnest($2::uuid[], $3::text[], $4::jsonb[]) as event (id, type, data)`,
  values: [
    companyId,
    events.map(() => uuidv7()),
    events.map(({ type }) => type),
    events.map(({ data }) => JSON.stringify(data)),
    now,
  ],
});

/** Writes events into the outbox, in the transaction that does what they tell; sent with its COMMIT. */
export const recordEvents = (tx: CompanyTransaction, events: readonly NewEvent[], now: Date): void => {
  if (events.length > 0) tx.atCommit(insertEventsStatement(tx.companyId, events, now));
};
