import type {
  CancelTransferInput,
  GetTransferInput,
  ListTransfersInput,
  ReceiveTransferInput,
  ShipTransferInput,
  Transfer,
  TransferSummary,
} from '../contract/index.ts';
import type { CallOptions } from '../options.ts';
import type { Pager } from '../pager.ts';
import type { Transport } from '../transport/transport.ts';

/** Transfers: goods from one warehouse to another, in two steps. At once: `inventory.transfer`. */
export class TransfersApi {
  readonly #transport: Transport;

  /** @internal */
  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Sends goods off: they leave the origin and are `incoming` at the destination until they are received. Up to 500
   * lines, all or none.
   * @throws {ValidationFailedError} the input does not fit; `details.fields` names each field
   * @throws {ForbiddenError} without the scope `stock:write`
   * @throws {InsufficientStockError} too little is available at the origin; `details.shortages` has every short line
   * @throws {InvalidReferenceError} a product or warehouse is not of your company
   * @throws {VersionConflictError} the origin is not at a line's `expectedOnHand`
   * @throws {StateConflictError} there is a transfer with this `id` already
   * @throws {IdReusedError} `idempotencyKey` was used before with another input
   * @example
   * const { id: transferId } = await stockflow.transfers.ship({
   *   fromWarehouseId: warehouseId,
   *   toWarehouseId: otherWarehouseId,
   *   lines: [{ productId, quantity: 5 }],
   * })
   */
  ship(input: ShipTransferInput, options?: CallOptions): Promise<Transfer> {
    return this.#transport.write('transfers.ship', input, options);
  }

  /**
   * Takes in what arrived: by default all that is in transit, else what `lines` say, which may be more than left. With
   * `close: true` the rest is missing and not waited for any more.
   * @throws {ValidationFailedError} a line that it has not, or nothing would arrive
   * @throws {ForbiddenError} without the scope `stock:write`
   * @throws {NotFoundError} there is no such transfer in your company
   * @throws {StateConflictError} it is not in transit; `details.state` is what it is
   * @throws {VersionConflictError} `expectedVersion` is given and it has changed since
   * @throws {IdReusedError} `idempotencyKey` was used before with another input
   * @example
   * await stockflow.transfers.receive({ transferId, lines: [{ lineNumber: 1, quantity: 4 }], close: true })
   */
  receive(input: ReceiveTransferInput, options?: CallOptions): Promise<Transfer> {
    return this.#transport.write('transfers.receive', input, options);
  }

  /**
   * Takes the goods back to where they came from; only while none of them has arrived.
   * @throws {ForbiddenError} without the scope `stock:write`
   * @throws {NotFoundError} there is no such transfer in your company
   * @throws {StateConflictError} some of it has arrived, or it is closed
   * @throws {VersionConflictError} `expectedVersion` is given and it has changed since
   * @throws {IdReusedError} `idempotencyKey` was used before with another input
   * @example await stockflow.transfers.cancel({ transferId, notes: 'Truck broke down' })
   */
  cancel(input: CancelTransferInput, options?: CallOptions): Promise<Transfer> {
    return this.#transport.write('transfers.cancel', input, options);
  }

  /**
   * One transfer with its lines.
   * @throws {ForbiddenError} without the scope `stock:read`
   * @throws {NotFoundError} there is no such transfer in your company
   * @example const { status, lines } = await stockflow.transfers.get({ transferId })
   */
  get(input: GetTransferInput, options?: CallOptions): Promise<Transfer> {
    return this.#transport.read('transfers.get', input, options);
  }

  /**
   * Transfers without their lines, the newest first.
   * @throws {ForbiddenError} without the scope `stock:read`
   * @throws {ValidationFailedError} a filter does not fit, or the cursor is of another list
   * @example const { items } = await stockflow.transfers.list({ status: 'in_transit' })
   */
  list(input?: ListTransfersInput, options?: CallOptions): Pager<TransferSummary> {
    return this.#transport.list('transfers.list', input, options);
  }
}
