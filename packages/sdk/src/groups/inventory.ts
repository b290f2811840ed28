import type {
  AdjustStockInput,
  Availability,
  AvailabilityInput,
  CommitReservationInput,
  ExtendReservationInput,
  LedgerRepaired,
  LedgerVerified,
  ListMovementsInput,
  ListStockLevelsInput,
  Movement,
  ReceiveStockInput,
  ReleaseReservationInput,
  RepairLedgerInput,
  Reservation,
  ReserveStockInput,
  SetStockInput,
  StockChanged,
  StockLevelListItem,
  Transfer,
  TransferStockInput,
  VerifyLedgerInput,
} from '../contract/index.ts';
import type { CallOptions } from '../options.ts';
import type { Pager } from '../pager.ts';
import type { Transport } from '../transport/transport.ts';

/**
 * Stock: levels, the ledger, receipts, adjustments and reservations. Quantities are whole base units; `available` is
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
   * Makes one level right that `verify` has found drifting. It is on record as movements of the kind `REPAIR`. What is on
   * hand is taken from the level or from the ledger, as you trust; what is reserved and incoming always from the open
   * holds and the transfers in transit. Nothing happens where nothing drifts.
   * @throws {ValidationFailedError} the input does not fit; `details.fields` names each field
   * @throws {ForbiddenError} without the scope `company:write`
   * @throws {NotFoundError} the product has no level in this warehouse
   * @throws {StateConflictError} more is held than would be on hand, or no movement can mend the ledger
   * @throws {IdReusedError} `idempotencyKey` was used before with another input
   * @example
   * await stockflow.inventory.repair({ productId, warehouseId, trust: 'ledger', notes: 'Restored from a backup' })
   */
  repair(input: RepairLedgerInput, options?: CallOptions): Promise<LedgerRepaired> {
    return this.#transport.write('inventory.repair', input, options);
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

  /**
   * Brings on hand to a figure: up to 500 lines, all or none. `expectedOnHand` is what you believe to be there
   * (compare-and-set), or `null` to overwrite whatever is. The difference is an adjustment with the reason
   * `correction`; a level that is so already has no movement.
   * @throws {ValidationFailedError} the input does not fit; `details.fields` names each field
   * @throws {ForbiddenError} without the scope `stock:write`
   * @throws {InvalidReferenceError} a product or warehouse is not of your company
   * @throws {VersionConflictError} a level is not at its `expectedOnHand`; `details.conflicts` has the current figures
   * @throws {InsufficientStockError} a level would fall under what is reserved
   * @throws {IdReusedError} `idempotencyKey` was used before with another input
   * @example
   * await stockflow.inventory.set({ lines: [{ productId, warehouseId, onHand: 12, expectedOnHand: 10 }] })
   */
  set(input: SetStockInput, options?: CallOptions): Promise<StockChanged> {
    return this.#transport.write('inventory.set', input, options);
  }

  /**
   * Holds stock for a while: up to 500 lines, all or none. A line names its warehouse, or leaves it to the
   * `strategy` (default `priority`); a bundle holds its components. The hold ends by itself after `ttlSeconds`
   * (default 900) and stops counting that moment.
   * @throws {ValidationFailedError} the input does not fit; `details.fields` names each field
   * @throws {ForbiddenError} without the scope `stock:write`
   * @throws {InsufficientStockError} too little is available; `details.shortages` has every short line, and nothing
   *   was changed
   * @throws {InvalidReferenceError} a product or warehouse is not of your company
   * @throws {StateConflictError} there is a reservation with this `id` already
   * @throws {RateLimitedError} you hold as many reservations as one key or person may
   * @throws {IdReusedError} `idempotencyKey` was used before with another input
   * @example
   * const { id } = await stockflow.inventory.reserve({
   *   lines: [{ productId, quantity: 2 }],
   *   strategy: 'most-stock',
   *   ttlSeconds: 600,
   * })
   */
  reserve(input: ReserveStockInput, options?: CallOptions): Promise<Reservation> {
    return this.#transport.write('inventory.reserve', input, options);
  }

  /**
   * Ships what a reservation holds. With `lines` only that much of each: the rest is given back. The reservation ends
   * with it.
   * @throws {ValidationFailedError} a line that it has not, or more than it holds
   * @throws {ForbiddenError} without the scope `stock:write`
   * @throws {NotFoundError} there is no such reservation in your company
   * @throws {ReservationExpiredError} its time is up; `details.expiredAt` says since when
   * @throws {StateConflictError} it has ended, or belongs to a sale
   * @throws {IdReusedError} `idempotencyKey` was used before with another input
   * @example await stockflow.inventory.commit({ reservationId, lines: [{ lineNumber: 1, quantity: 1 }] })
   */
  commit(input: CommitReservationInput, options?: CallOptions): Promise<Reservation> {
    return this.#transport.write('inventory.commit', input, options);
  }

  /**
   * Gives back all that a reservation holds.
   * @throws {ForbiddenError} without the scope `stock:write`
   * @throws {NotFoundError} there is no such reservation in your company
   * @throws {ReservationExpiredError} its time is up: the stock is free already
   * @throws {StateConflictError} it has ended, or belongs to a sale
   * @throws {IdReusedError} `idempotencyKey` was used before with another input
   * @example await stockflow.inventory.release({ reservationId })
   */
  release(input: ReleaseReservationInput, options?: CallOptions): Promise<Reservation> {
    return this.#transport.write('inventory.release', input, options);
  }

  /**
   * Moves a reservation's end to `ttlSeconds` (default 900) from now.
   * @throws {ForbiddenError} without the scope `stock:write`
   * @throws {NotFoundError} there is no such reservation in your company
   * @throws {ReservationExpiredError} its time is up
   * @throws {StateConflictError} it has ended, or belongs to a sale
   * @throws {IdReusedError} `idempotencyKey` was used before with another input
   * @example const { expiresAt } = await stockflow.inventory.extend({ reservationId, ttlSeconds: 600 })
   */
  extend(input: ExtendReservationInput, options?: CallOptions): Promise<Reservation> {
    return this.#transport.write('inventory.extend', input, options);
  }

  /**
   * How much of up to 100 products can be promised, per warehouse and in all; of a bundle how many could be made in each
   * warehouse. A moment later it may be less: to be sure of it, `reserve` it.
   * @throws {ForbiddenError} without the scope `stock:read`
   * @throws {NotFoundError} a product is not of your company
   * @throws {ValidationFailedError} the input does not fit; `details.fields` names each field
   * @example
   * const { items: [item] } = await stockflow.inventory.availability({ productIds: [productId] })
   */
  availability(input: AvailabilityInput, options?: CallOptions): Promise<Availability> {
    return this.#transport.read('inventory.availability', input, options);
  }

  /**
   * Moves goods from one warehouse to another at once: up to 500 lines, all or none. Their cost goes with them. For goods
   * that take their time, see `transfers.ship`.
   * @throws {ValidationFailedError} the input does not fit; `details.fields` names each field
   * @throws {ForbiddenError} without the scope `stock:write`
   * @throws {InsufficientStockError} too little is available at the origin; `details.shortages` has every short line
   * @throws {InvalidReferenceError} a product or warehouse is not of your company
   * @throws {VersionConflictError} the origin is not at a line's `expectedOnHand`
   * @throws {StateConflictError} there is a transfer with this `id` already
   * @throws {IdReusedError} `idempotencyKey` was used before with another input
   * @example
   * await stockflow.inventory.transfer({
   *   fromWarehouseId: warehouseId,
   *   toWarehouseId: otherWarehouseId,
   *   lines: [{ productId, quantity: 5 }],
   * })
   */
  transfer(input: TransferStockInput, options?: CallOptions): Promise<Transfer> {
    return this.#transport.write('inventory.transfer', input, options);
  }
}
