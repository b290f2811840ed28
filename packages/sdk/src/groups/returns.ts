import type {
  CreateReturnInput,
  CreateUnlinkedReturnInput,
  GetReturnInput,
  ListReturnsInput,
  SaleReturn,
  SaleReturnSummary,
} from '../contract/index.ts';
import type { CallOptions } from '../options.ts';
import type { Pager } from '../pager.ts';
import type { Transport } from '../transport/transport.ts';

/** Returns: goods that came back, for a known sale or for none, to stock or to scrap. */
export class ReturnsApi {
  readonly #transport: Transport;

  /** @internal */
  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Takes goods of a sale back: of each line at most what was shipped and has not come back yet, at the sale's price.
   * What is `scrap` leaves stock as it is. A bundle brings back its components. The sale becomes `returned` once
   * everything that was shipped is back.
   * @throws {ValidationFailedError} a line that the sale has not, or more than was shipped; `details.fields` names it
   * @throws {ForbiddenError} without the scope `sales:write`
   * @throws {NotFoundError} there is no such sale in your company
   * @throws {InvalidReferenceError} a warehouse is not of your company
   * @throws {StateConflictError} nothing of the sale was shipped, or this `id`, or `externalId` in its channel, exists
   * @throws {IdReusedError} `idempotencyKey` was used before with another input
   * @example
   * await stockflow.returns.create({ saleId, lines: [{ saleLineNumber: 1, quantity: 1, disposition: 'scrap' }] })
   */
  create(input: CreateReturnInput, options?: CallOptions): Promise<SaleReturn> {
    return this.#transport.write('returns.create', input, options);
  }

  /**
   * Takes goods back without a sale that is known here: a shop's credit note. Unit prices per base unit, decimal
   * strings. Demand is less on the day of the return.
   * @throws {ValidationFailedError} the input does not fit; `details.fields` names each field
   * @throws {ForbiddenError} without the scope `sales:write`
   * @throws {InvalidReferenceError} a product or warehouse is not of your company
   * @throws {StateConflictError} this `id`, or this `externalId` in its channel, exists already
   * @throws {IdReusedError} `idempotencyKey` was used before with another input
   * @example
   * await stockflow.returns.createUnlinked({ lines: [{ productId, warehouseId, quantity: 1, unitPrice: '6.90' }] })
   */
  createUnlinked(input: CreateUnlinkedReturnInput, options?: CallOptions): Promise<SaleReturn> {
    return this.#transport.write('returns.createUnlinked', input, options);
  }

  /**
   * One return with its lines.
   * @throws {ForbiddenError} without the scope `sales:read`
   * @throws {NotFoundError} there is no such return in your company
   * @example const { total, lines } = await stockflow.returns.get({ returnId })
   */
  get(input: GetReturnInput, options?: CallOptions): Promise<SaleReturn> {
    return this.#transport.read('returns.get', input, options);
  }

  /**
   * Returns without their lines, the newest first; of one sale, or of all.
   * @throws {ForbiddenError} without the scope `sales:read`
   * @throws {ValidationFailedError} a filter does not fit, or the cursor is of another list
   * @example const { items } = await stockflow.returns.list({ saleId })
   */
  list(input?: ListReturnsInput, options?: CallOptions): Pager<SaleReturnSummary> {
    return this.#transport.list('returns.list', input, options);
  }
}
