import type {
  AdjustStockInput,
  LedgerVerified,
  ListMovementsInput,
  ListStockLevelsInput,
  Movement,
  ReceiveStockInput,
  StockChanged,
  StockLevelListItem,
  VerifyLedgerInput,
} from '../contract/index.ts';
import type { CallOptions } from '../options.ts';
import type { Pager } from '../pager.ts';
import type { Transport } from '../transport/transport.ts';

/**
 * Stock: levels, the ledger, receipts and adjustments. Quantities are whole base units; `available` is
 * `onHand` less `reserved`.
 */
export class InventoryApi {
  readonly #transport: Transport;

  /** @internal */
  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * How much of what is where. `productIds` and `warehouseIds` (100 at most each) and `search` narrow it.
   * Pages of 50 unless `limit` (1 to 250) says otherwise.
   * @throws {ForbiddenError} without the scope `stock:read`
   * @throws {ValidationFailedError} a filter does not fit, or the cursor is of another list
   * @example const { items } = await stockflow.inventory.levels({ productIds: [productId] })
   */
  levels(input?: ListStockLevelsInput, options?: CallOptions): Pager<StockLevelListItem> {
    return this.#transport.list('inventory.levels', input, options);
  }

  /**
   * The ledger's movements, the newest first: what changed, before, after, why, and by whom. Never changed
   * afterwards.
   * @throws {ForbiddenError} without the scope `stock:read`
   * @throws {ValidationFailedError} a filter does not fit, or the cursor is of another list
   * @example
   * for await (const movement of stockflow.inventory.history({ productId })) {
   *   console.log(movement.recordedAt, movement.kind, movement.onHandChange)
   * }
   */
  history(input?: ListMovementsInput, options?: CallOptions): Pager<Movement> {
    return this.#transport.list('inventory.history', input, options);
  }

  /**
   * Replays the ledger and names every level that differs from it (100 at most; `driftCount` counts all).
   * No drift is expected, ever. Narrow it by product or warehouse: the whole company can take a while.
   * @throws {ForbiddenError} without the scope `stock:read`
   * @throws {ValidationFailedError} the input does not fit; `details.fields` names each field
   * @example const { driftCount } = await stockflow.inventory.verify()
   */
  verify(input?: VerifyLedgerInput, options?: CallOptions): Promise<LedgerVerified> {
    return this.#transport.read('inventory.verify', input, options);
  }

  /**
   * Books goods in: up to 500 lines, all or none. `unitCost` per base unit, a decimal string of at most
   * four decimals. `expectedOnHand` makes a line compare-and-set.
   * @throws {ValidationFailedError} the input does not fit; `details.fields` names each field
   * @throws {ForbiddenError} without the scope `stock:write`
   * @throws {InvalidReferenceError} a product or warehouse is not of your company; `details.references`
   *   names each line
   * @throws {VersionConflictError} a level is not at its `expectedOnHand`; `details.conflicts` has the
   *   current figures
   * @throws {IdReusedError} `idempotencyKey` was used before with another input
   * @example
   * const { levels } = await stockflow.inventory.receive({
   *   lines: [{ productId, warehouseId, quantity: 120, unitCost: '3.15' }],
   * })
   */
  receive(input: ReceiveStockInput, options?: CallOptions): Promise<StockChanged> {
    return this.#transport.write('inventory.receive', input, options);
  }

  /**
   * Corrects stock by signed quantities with a reason: up to 500 lines, all or none. The reason `other`
   * needs `notes`.
   * @throws {ValidationFailedError} the input does not fit; `details.fields` names each field
   * @throws {ForbiddenError} without the scope `stock:write`
   * @throws {InvalidReferenceError} a product or warehouse is not of your company; `details.references`
   *   names each line
   * @throws {InsufficientStockError} a level would fall under what is reserved, or under 0;
   *   `details.shortages` has every short line
   * @throws {VersionConflictError} a level is not at its `expectedOnHand`
   * @throws {IdReusedError} `idempotencyKey` was used before with another input
   * @example
   * await stockflow.inventory.adjust({
   *   lines: [{ productId, warehouseId, quantityChange: -2, reason: 'damaged' }],
   * })
   */
  adjust(input: AdjustStockInput, options?: CallOptions): Promise<StockChanged> {
    return this.#transport.write('inventory.adjust', input, options);
  }
}
