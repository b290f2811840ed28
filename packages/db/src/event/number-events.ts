import type { CompanyTransaction, Database } from '../connection/index.ts';

/** Events that are numbered in one go. */
export const NUMBERED_MAX = 10_000;

/**
 * Gives numbers to events that have none, up to 10,000: the next ones in the order of their ids, which are UUIDv7. Who
 * writes events waits for nobody and shares no counter; who reads them first numbers them, one reader of a company at a
 * time. Only what is committed is seen here, so a number never comes to be below one that was read: a transaction that
 * commits late has later numbers, whatever the time in its ids. Answers how many were given; with 10,000 there may be more.
 */
export const numberEvents = (database: Database, companyId: string): Promise<number> =>
  database.inCompany(companyId, async (tx) => {
    await lockNumbering(tx);
    const [given] = await tx.query<{ events: number; oldest: Date | null }>({
      name: 'events-number',
      text: `with next as (
               select id, row_number() over (order by id) as place
               from (select id from outbox_events
                     where company_id = $1 and sequence is null
                     order by id
                     limit ${NUMBERED_MAX}) as waiting),
             last as (
               select coalesce(max(sequence), 0) as sequence from outbox_events where company_id = $1),
             numbered as (
               update outbox_events event
               set sequence = last.sequence + next.place
               from next, last
               where event.company_id = $1 and event.id = next.id
               returning event.occurred_at)
             select count(*)::int as events, min(occurred_at) as oldest from numbered`,
      values: [companyId],
    });
    if (!given?.oldest) return 0;
    database.observer?.numbered(given.events, Math.max(0, Date.now() - given.oldest.getTime()));
    return given.events;
  });

/**
 * One at a time for each company, until the transaction ends. A statement of its own: the one behind it takes its snapshot
 * when the lock is held, and so sees the numbers that the one before has given.
 */
const lockNumbering = async (tx: CompanyTransaction): Promise<void> => {
  await tx.query({
    name: 'events-lock',
    text: 'select pg_advisory_xact_lock(hashtextextended($1, 5812064))',
    values: [tx.companyId],
  });
};
