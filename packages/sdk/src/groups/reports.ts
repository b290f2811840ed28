import type {
  Overview,
  OverviewInput,
  ProductTimeline,
  ProductTimelineInput,
  SalesTrend,
  SalesTrendInput,
  Turnover,
  TurnoverInput,
} from '../contract/index.ts';
import type { CallOptions } from '../options.ts';
import type { Transport } from '../transport/transport.ts';

/**
 * Reports: figures over stock and sales, computed when asked for. Days are days of the company's time zone, money is a
 * decimal string in its currency, quantities are base units.
 */
export class ReportsApi {
  readonly #transport: Transport;

  /** @internal */
  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * What needs a person now: open alerts, sales that wait to be shipped, holds that end within `endingWithinHours` (1 to 720,
   * default 24), transfers in transit, open counts; and how the stock stands: units, value (on hand × average cost, else the
   * product's cost), stock-outs. `alerts` and `sales` are null without the scopes `alerts:read` and `sales:read`.
   * @throws {ForbiddenError} without the scope `stock:read`
   * @throws {ValidationFailedError} `endingWithinHours` does not fit
   * @example
   * const { alerts, sales, stock } = await stockflow.reports.overview()
   * console.log(`${alerts?.critical} critical, ${sales?.toShip} to ship, stock worth ${stock.value}`)
   */
  overview(input?: OverviewInput, options?: CallOptions): Promise<Overview> {
    return this.#transport.read('reports.overview', input, options);
  }

  /**
   * A product's stock at the end of each of the last `days` days (1 to 365, default 90), with what moved in and out and what
   * was demanded; its threshold, its velocity in units a day over the company's demand window, and the day on which it runs
   * out. In one warehouse, or in all: thresholds and velocities are then added up. A bundle has no stock: its days are 0.
   * @throws {ForbiddenError} without the scope `stock:read`
   * @throws {NotFoundError} the product or the warehouse is unknown
   * @throws {ValidationFailedError} the input does not fit
   * @example
   * const { days, velocity, stockoutDate } = await stockflow.reports.productTimeline({ productId, days: 30 })
   * console.log(days.map(({ day, onHand }) => `${day} ${onHand}`), velocity, stockoutDate)
   */
  productTimeline(input: ProductTimelineInput, options?: CallOptions): Promise<ProductTimeline> {
    return this.#transport.read('reports.productTimeline', input, options);
  }

  /**
   * Completed sales, units, revenue (what was shipped × its price, by the day of the sale) and refunds (by the day of the
   * return) of each of the last `days` days (1 to 365, default 30), today included, and the totals of these and of as many
   * days before them.
   * @throws {ForbiddenError} without the scope `sales:read`
   * @throws {ValidationFailedError} `days` does not fit
   * @example
   * const { total, previous } = await stockflow.reports.salesTrend({ days: 7 })
   * console.log(`${total.revenue} this week, ${previous.revenue} the week before`)
   */
  salesTrend(input?: SalesTrendInput, options?: CallOptions): Promise<SalesTrend> {
    return this.#transport.read('reports.salesTrend', input, options);
  }

  /**
   * How often the stock turns over in a year: cost of goods sold ÷ average stock value of the last `days` days (1 to 365,
   * default 90) × 365 ÷ days. Units are valued at what they cost today: the stock level's average cost, else the product's.
   * @throws {ForbiddenError} without the scope `stock:read`
   * @throws {ValidationFailedError} `days` does not fit
   * @example
   * const { turnsPerYear, daysOfStock } = await stockflow.reports.turnover({ days: 365 })
   */
  turnover(input?: TurnoverInput, options?: CallOptions): Promise<Turnover> {
    return this.#transport.read('reports.turnover', input, options);
  }
}
