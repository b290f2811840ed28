import type {
  AlertExplanation,
  AlertsReconciled,
  ExplainAlertInput,
  ListLowStockInput,
  LowStockAlert,
  LowStockAnswer,
  ReconcileAlertsInput,
} from '../contract/index.ts';
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

  /**
   * Why it is low, or why not: every input with where it came from, every step of the arithmetic with its numbers, what
   * would end the alert or bring it about, and all of it in a few sentences (`summary`). For any product in any warehouse;
   * a pair that never met has nothing. Base units; velocity in units a day.
   * @throws {ForbiddenError} without the scope `alerts:read`
   * @throws {NotFoundError} the product or the warehouse is unknown
   * @throws {ValidationFailedError} the input does not fit
   * @example
   * const { summary, steps, toClear } = await stockflow.alerts.explain({ productId, warehouseId })
   */
  explain(input: ExplainAlertInput, options?: CallOptions): Promise<AlertExplanation> {
    return this.#transport.read('alerts.explain', input, options);
  }

  /**
   * Proves that what is kept for alerts is what the books say: demand of each day against sales, returns and ledger;
   * thresholds, alerts and demand that levels know of themselves against what they come from. Reads the whole history
   * and holds nobody up. With `repair` it makes right what differs, and answers what had differed. It runs by itself each
   * night, too.
   * @throws {ForbiddenError} without the scope `company:write`
   * @throws {ValidationFailedError} the input does not fit
   * @throws {IdReusedError} the idempotency key was used with another input
   * @example
   * const { levelDriftCount, demandDriftCount } = await stockflow.alerts.reconcile()
   */
  reconcile(input: ReconcileAlertsInput = {}, options?: CallOptions): Promise<AlertsReconciled> {
    return this.#transport.write('alerts.reconcile', input, options);
  }
}
