import { refuse } from '@stockflow/domain';
import { type AlertMessage, alertMessageSchema, watchAlertsInput } from '@stockflow/schemas';
import { tracked } from '@trpc/server';
import type { Actor } from '../core/actor.ts';
import { may } from '../core/door.ts';
import { streamOf } from '../core/live/stream.ts';

/**
 * `alerts.onChange`: what becomes of alerts, as it happens: events `alert.*`, in the order of their `sequence`, which is
 * also the id of each message. The first message, `ready`, says after which number the stream goes on. With `lastEventId`
 * everything after that is told first, however long ago it was: nothing is missed, nothing comes twice. It ends with the
 * refusal that the next request would get when the session or key ends, or may no longer read alerts; and with UNAVAILABLE
 * when this process stops: come again with the last id.
 * @example GET /api/trpc/alerts.onChange?input={"types":["alert.opened"]}  Accept: text/event-stream
 */
export const onAlertChange = may('alerts:read')
  .input(watchAlertsInput)
  .output(streamOf(alertMessageSchema))
  .subscription(async function* ({ ctx, input, signal }) {
    const { actor } = ctx;
    const warehouses = input.warehouseIds && new Set(input.warehouseIds.map((id) => id.toLowerCase()));
    const types = input.types && new Set(input.types);
    const messages = ctx.live.follow({
      companyId: actor.company.id,
      credential: `${actor.kind} ${actor.sessionId ?? actor.id}`,
      after: input.lastEventId === undefined ? undefined : Number(input.lastEventId),
      wants: ({ type, data }) =>
        (types?.has(type) ?? true) && (warehouses?.has(String(data.warehouseId)) ?? true),
      leave: { ask: async () => leaveOf(await ctx.identifyAgain()), now: ctx.now },
      endsAt: actor.endsAt ?? null,
      signal,
    });
    for await (const message of messages) {
      const sent = 'begins' in message ? { type: 'ready', sequence: message.begins } : message.event;
      // The sieve behind this knows what an event of an alert must have.
      yield tracked(String(sent.sequence), sent as AlertMessage);
    }
  });

/** Until when somebody may go on; throws FORBIDDEN for whoever may no longer. */
const leaveOf = (actor: Actor): Date | null => {
  if (!actor.scopes.has('alerts:read')) {
    throw refuse(
      'FORBIDDEN',
      { required: 'alerts:read' },
      'This needs alerts:read, which your role or key no longer has.',
    );
  }
  return actor.endsAt ?? null;
};
