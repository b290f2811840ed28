import type { EventPage, ListEventsInput } from '../contract/index.ts';
import type { CallOptions } from '../options.ts';
import type { Transport } from '../transport/transport.ts';

/** Events: what happened in the company, numbered without a gap, for whoever follows. */
export class EventsApi {
  readonly #transport: Transport;

  /** @internal */
  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * What happened after a number (default 0, from the first), the oldest first, up to `limit` (1 to 250, default 100).
   * Go on with `after: lastSequence`, at once while `hasMore`: you miss nothing and see nothing twice. An event's `type`
   * may be newer than this SDK.
   * @throws {ForbiddenError} without the scope `events:read`
   * @throws {ValidationFailedError} the input does not fit; `details.fields` names each field
   * @example
   * const { items, lastSequence } = await stockflow.events.list({ after: 0, types: ['stock.changed'] })
   */
  list(input?: ListEventsInput, options?: CallOptions): Promise<EventPage> {
    return this.#transport.read('events.list', input, options);
  }
}
