import { type EventRow, eventsStatement, numberEvents } from '@stockflow/db';
import { eventPage, listEventsInput } from '@stockflow/schemas';
import { may } from '../core/door.ts';

/**
 * `events.list`: what happened, the oldest first, numbered 1, 2, 3 … without a gap in the company. Whoever follows goes on
 * with `after: lastSequence` and misses none and sees none twice, however many write and read at once; with `types` the
 * others are left out of the answer, and `lastSequence` still goes past them. docs/events.md says what each type tells.
 * @example const { items, lastSequence } = await call.events.list({ after: 0, types: ['stock.changed'] })
 */
export const listEvents = may('events:read')
  .input(listEventsInput)
  .output(eventPage)
  .query(async ({ ctx, input }) => {
    const companyId = ctx.actor.company.id;
    const read = async (): Promise<EventRow> => {
      const [row] = await ctx.database.readInCompany<EventRow>(companyId, eventsStatement(companyId, input));
      if (!row) throw new Error('events were asked and not answered');
      return row;
    };
    let row = await read();
    // What is numbered fills the page: the rest can wait for their numbers until somebody asks for them.
    if (row.waiting && row.events.length <= input.limit) {
      await numberEvents(ctx.database, companyId);
      row = await read();
    }
    const items = row.events.slice(0, input.limit);
    const hasMore = row.events.length > input.limit;
    const last = items.at(-1)?.sequence ?? input.after;
    return {
      items,
      // A page that is not full has looked at everything there is.
      lastSequence: hasMore ? last : Math.max(last, input.after, row.highest),
      hasMore: hasMore || row.waiting,
    };
  });
