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
         select $1, id, type, data, $3
         from json_to_recordset($2::json) as event (id uuid, type text, data jsonb)`,
  values: [companyId, JSON.stringify(events.map(({ type, data }) => ({ id: uuidv7(), type, data }))), now],
});

/** Writes events into the outbox, in the transaction that does what they tell; sent with its COMMIT. */
export const recordEvents = (tx: CompanyTransaction, events: readonly NewEvent[], now: Date): void => {
  if (events.length > 0) tx.atCommit(insertEventsStatement(tx.companyId, events, now));
};
