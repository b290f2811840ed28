import type {
  LevelThreshold,
  ListThresholdsInput,
  SetThresholdsInput,
  SetThresholdsWhereInput,
  ThresholdsSet,
} from '../contract/index.ts';
import type { CallOptions } from '../options.ts';
import type { Pager } from '../pager.ts';
import type { Transport } from '../transport/transport.ts';

/**
 * Low-stock thresholds, in base units: a stock level is low when what is available is at or under it. The first that
 * exists counts: of the product in that warehouse, the product, its category, the company.
 */
export class ThresholdsApi {
  readonly #transport: Transport;

  /** @internal */
  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * The threshold that counts at each stock level, where it comes from, and all that it could come from; by SKU and then
   * warehouse. Pages of 50 unless `limit` (1 to 250) says otherwise.
   * @throws {ForbiddenError} without the scope `catalogue:read`
   * @throws {ValidationFailedError} a filter does not fit, or the cursor is of another list
   * @example
   * for await (const { sku, warehouseName, threshold } of stockflow.thresholds.list({ source: 'level' })) {
   *   console.log(sku, warehouseName, threshold)
   * }
   */
  list(input?: ListThresholdsInput, options?: CallOptions): Pager<LevelThreshold> {
    return this.#transport.list('thresholds.list', input, options);
  }

  /**
   * Sets up to 500 thresholds, all or none: of a product in one warehouse (`productId` and `warehouseId`), a product, a
   * category or, without any id, the company. `null` leaves it to the next. Answers how many were another before.
   * Alerts of up to 500 stock levels have opened and ended when it returns, those of the rest follow; no sale waits.
   * @throws {ValidationFailedError} the input does not fit, a place is named twice, or the product is a bundle;
   *   `details.fields` names each field
   * @throws {ForbiddenError} without the scope `catalogue:write`; for the company's own `company:write`
   * @throws {InvalidReferenceError} a product, warehouse or category is unknown; `details.references` names each
   * @throws {IdReusedError} `idempotencyKey` was used before with another input
   * @example
   * await stockflow.thresholds.set({
   *   thresholds: [{ productId, warehouseId, threshold: 25 }, { productId, threshold: 10 }, { categoryId, threshold: null }],
   * })
   */
  set(input: SetThresholdsInput, options?: CallOptions): Promise<ThresholdsSet> {
    return this.#transport.write('thresholds.set', input, options);
  }

  /**
   * Sets the threshold of all products that a filter finds (`scope: 'product'`), or of their stock levels in some
   * warehouses (`scope: 'level'`; levels that are not there are not made); at most 10,000, all or none. `null` leaves it
   * to the next. With `dryRun` it only counts. Alerts follow as with `set`.
   * @throws {ValidationFailedError} the input does not fit, or the filter finds more than 10,000
   * @throws {ForbiddenError} without the scope `catalogue:write`
   * @throws {InvalidReferenceError} an id in the filter is unknown; `details.references` names each
   * @throws {IdReusedError} `idempotencyKey` was used before with another input
   * @example
   * const where = { warehouseIds: [warehouseId], categoryIds: [categoryId] }
   * const { matched } = await stockflow.thresholds.setWhere({ scope: 'level', where, threshold: 40, dryRun: true })
   * if (matched < 1000) await stockflow.thresholds.setWhere({ scope: 'level', where, threshold: 40 })
   */
  setWhere(input: SetThresholdsWhereInput, options?: CallOptions): Promise<ThresholdsSet> {
    return this.#transport.write('thresholds.setWhere', input, options);
  }
}
