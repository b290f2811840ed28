import type {
  CancelSaleInput,
  CompleteSaleInput,
  ConfirmSaleInput,
  CreateSaleInput,
  GetSaleInput,
  ImportSalesInput,
  ListSalesInput,
  Sale,
  SaleSummary,
  SalesImported,
} from '../contract/index.ts';
import type { CallOptions } from '../options.ts';
import type { Pager } from '../pager.ts';
import type { Transport } from '../transport/transport.ts';

/** Sales: demand. `draft` → `confirmed` (reserves stock) → `completed` (ships it), or `cancelled`. */
export class SalesApi {
  readonly #transport: Transport;

  /** @internal */
  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * One sale with its lines.
   * @throws {ForbiddenError} without the scope `sales:read`
   * @throws {NotFoundError} there is no such sale in your company
   * @example const sale = await stockflow.sales.get({ saleId })
   */
  get(input: GetSaleInput, options?: CallOptions): Promise<Sale> {
    return this.#transport.read('sales.get', input, options);
  }

  /**
   * Sales without their lines, by sale date, the newest first. `search` finds part of the customer's name,
   * or the whole external id; `from` is inclusive, `before` is not.
   * @throws {ForbiddenError} without the scope `sales:read`
   * @throws {ValidationFailedError} a filter does not fit, or the cursor is of another list
   * @example
   * const { items } = await stockflow.sales.list({ statuses: ['confirmed'], from: '2026-01-01T00:00:00Z' })
   */
  list(input?: ListSalesInput, options?: CallOptions): Pager<SaleSummary> {
    return this.#transport.list('sales.list', input, options);
  }

  /**
   * Makes a sale of up to 2,000 lines and reserves its stock, all or nothing; with `status: 'draft'`
   * nothing is reserved yet. `unitPrice` defaults to the product's price. `externalId` is its number in
   * your own system, unique in its `channel` (default "direct").
   * @throws {ValidationFailedError} the input does not fit; `details.fields` names each field
   * @throws {ForbiddenError} without the scope `sales:write`
   * @throws {InsufficientStockError} too little is available; `details.shortages` has every short line,
   *   and nothing was changed
   * @throws {InvalidReferenceError} a product or warehouse is not of your company; `details.references`
   *   names each line
   * @throws {StateConflictError} a sale with this `id`, or this `externalId` in its channel, exists
   *   already
   * @throws {IdReusedError} `idempotencyKey` was used before with another input
   * @example
   * const sale = await stockflow.sales.create({
   *   channel: 'web', externalId: 'W-1001',
   *   lines: [{ productId, warehouseId, quantity: 3 }],
   * })
   */
  create(input: CreateSaleInput, options?: CallOptions): Promise<Sale> {
    return this.#transport.write('sales.create', input, options);
  }

  /**
   * Confirms a draft: reserves its stock, all or nothing; its sale date is now.
   * @throws {ValidationFailedError} a product or warehouse is not active any more
   * @throws {ForbiddenError} without the scope `sales:write`
   * @throws {NotFoundError} there is no such sale in your company
   * @throws {StateConflictError} the sale is not a draft; `details.state` is what it is
   * @throws {InsufficientStockError} too little is available; `details.shortages` has every short line,
   *   and nothing was changed
   * @throws {VersionConflictError} `expectedVersion` is given and the sale has changed since
   * @throws {IdReusedError} `idempotencyKey` was used before with another input
   * @example await stockflow.sales.confirm({ saleId })
   */
  confirm(input: ConfirmSaleInput, options?: CallOptions): Promise<Sale> {
    return this.#transport.write('sales.confirm', input, options);
  }

  /**
   * Ships a confirmed sale: what was reserved for it leaves the stock; with `lines` only so much of each. What is left
   * is given back (`rest: 'release'`, the default), or stays reserved for a later call (`rest: 'keep'`). What was shipped
   * counts as demand on the day of the sale date, in the company's time zone.
   * @throws {ForbiddenError} without the scope `sales:write`
   * @throws {NotFoundError} there is no such sale in your company
   * @throws {StateConflictError} the sale is not confirmed; `details.state` is what it is
   * @throws {VersionConflictError} `expectedVersion` is given and the sale has changed since
   * @throws {ValidationFailedError} a line that it has not, more than is left of it, or its warehouse was closed
   *   meanwhile
   * @throws {IdReusedError} `idempotencyKey` was used before with another input
   * @example await stockflow.sales.complete({ saleId, lines: [{ lineNumber: 1, quantity: 2 }], rest: 'keep' })
   */
  complete(input: CompleteSaleInput, options?: CallOptions): Promise<Sale> {
    return this.#transport.write('sales.complete', input, options);
  }

  /**
   * Cancels a draft or a confirmed sale; what was reserved is available again.
   * @throws {ForbiddenError} without the scope `sales:write`
   * @throws {NotFoundError} there is no such sale in your company
   * @throws {StateConflictError} the sale is not a draft or confirmed; `details.state` is what it is
   * @throws {VersionConflictError} `expectedVersion` is given and the sale has changed since
   * @throws {IdReusedError} `idempotencyKey` was used before with another input
   * @example await stockflow.sales.cancel({ saleId, notes: 'customer withdrew' })
   */
  cancel(input: CancelSaleInput, options?: CallOptions): Promise<Sale> {
    return this.#transport.write('sales.cancel', input, options);
  }

  /**
   * Takes over sales and returns that have happened elsewhere, in the order in which they happened: up to
   * 500 entries and 2,000 lines, all or none. Stock leaves at once, on the day of the sale. An entry whose
   * channel and external id are here already is left as it is and counted, so that an import can be run
   * again.
   * @throws {ValidationFailedError} the input does not fit; `details.fields` names each field
   * @throws {ForbiddenError} without the scope `sales:write`
   * @throws {InsufficientStockError} too little is available; `details.shortages` has every short line,
   *   and nothing was changed
   * @throws {InvalidReferenceError} a product or warehouse is not of your company; `details.references`
   *   names each line
   * @throws {IdReusedError} `idempotencyKey` was used before with another input
   * @example
   * const { salesImported, alreadyPresent } = await stockflow.sales.import({
   *   entries: [{
   *     type: 'sale', channel: 'web', externalId: 'W-900', saleDate: '2026-01-31T09:00:00Z',
   *     lines: [{ productId, warehouseId, quantity: 1, unitPrice: '6.90' }],
   *   }],
   * })
   */
  import(input: ImportSalesInput, options?: CallOptions): Promise<SalesImported> {
    return this.#transport.write('sales.import', input, options);
  }
}
