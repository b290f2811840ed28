import type {
  AlertEvent,
  ListLowStockInput,
  LowStockAlert,
  LowStockAnswer,
  WatchAlertsInput,
} from '../contract/index.ts';
import type { CallOptions, LiveOptions } from '../options.ts';
import type { Pager } from '../pager.ts';
import type { Transport } from '../transport/transport.ts';

/** Low-stock alerts: what is low, how long it lasts, what to order from whom. */
export class AlertsApi {
  readonly #transport: Transport;

  /** @internal */
  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * What is low and in demand, the most urgent first: stock (base units), velocity (units a day), days
   * until stockout, and what to order from the primary supplier. Awaited it is one page with totals of the
   * whole result; in a loop it is every alert. `demand: 'any'` also lists what did not sell.
   * `recentSalesDays` is 1 to 365, default the company's (90).
   * @throws {ForbiddenError} without the scope `alerts:read`
   * @throws {ValidationFailedError} a filter does not fit, or the cursor is of another list
   * @example
   * const { alerts, totalAlerts, criticalAlerts } = await stockflow.alerts.lowStock({ severity: 'critical' })
   * for await (const alert of stockflow.alerts.lowStock()) console.log(alert.product.sku, alert.suggestedOrderQuantity)
   */
  lowStock(input?: ListLowStockInput, options?: CallOptions): Pager<LowStockAlert, LowStockAnswer> {
    return this.#transport.pages('alerts.lowStock', input, options, (answer) => answer.alerts);
  }

  /**
   * What becomes of alerts, as it happens: opened, acknowledged, snoozed, resolved … in the order of `sequence`, of all
   * warehouses and types unless you say which. After a cut it comes back by itself (for `reconnectMs`, five minutes) and
   * goes on behind the last event: none is missed, none comes twice. To go on after your own process has stopped, keep
   * the last `sequence` and give it as `lastEventId`; without one it begins now. Leaving the loop closes the connection; so
   * does `signal`, with a `StockflowAbortError`. An event's `type` may be newer than this SDK.
   * @throws {InvalidCredentialsError} the session or key is none, or has ended meanwhile
   * @throws {ForbiddenError} without the scope `alerts:read`, or when it was taken away meanwhile
   * @throws {ValidationFailedError} a filter does not fit, or `lastEventId` was never given in this company
   * @throws {RateLimitedError} more than 100 follow with this session or key, for longer than it tries again
   * @throws {StockflowConnectionError} it could not come back
   * @example
   * for await (const { type, data, sequence } of stockflow.alerts.onChange({ types: ['alert.opened'] })) {
   *   console.log(sequence, type, data.productId, data.available)
   * }
   */
  onChange(
    input?: WatchAlertsInput,
    options?: LiveOptions,
  ): AsyncIterableIterator<AlertEvent, void, undefined> {
    return this.#transport.live('alerts.onChange', input, options);
  }
}
