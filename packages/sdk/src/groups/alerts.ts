import type { ListLowStockInput, LowStockAlert, LowStockAnswer } from '../contract/index.ts';
import type { CallOptions } from '../options.ts';
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
}
