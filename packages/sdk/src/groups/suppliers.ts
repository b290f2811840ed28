import type {
  CreateSupplierInput,
  DeactivateSupplierInput,
  Done,
  GetSupplierInput,
  ListSupplierOffersInput,
  ListSuppliersInput,
  RemoveSupplierOfferInput,
  SetSupplierOfferInput,
  Supplier,
  SupplierOffer,
  UpdateSupplierInput,
} from '../contract/index.ts';
import type { CallOptions } from '../options.ts';
import type { Pager } from '../pager.ts';
import type { Transport } from '../transport/transport.ts';

/** Suppliers: firms that goods are bought from, and their offers for products. */
export class SuppliersApi {
  readonly #transport: Transport;

  /** @internal */
  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * One supplier, active or not.
   * @throws {ForbiddenError} without the scope `catalogue:read`
   * @throws {NotFoundError} there is no such supplier in your company
   * @example const supplier = await stockflow.suppliers.get({ supplierId })
   */
  get(input: GetSupplierInput, options?: CallOptions): Promise<Supplier> {
    return this.#transport.read('suppliers.get', input, options);
  }

  /**
   * The suppliers by name; `active` and `search` (part of the name) narrow it. Pages of 50 unless `limit`
   * (1 to 250) says otherwise.
   * @throws {ForbiddenError} without the scope `catalogue:read`
   * @throws {ValidationFailedError} a filter does not fit, or the cursor is of another list
   * @example
   * const suppliers = await stockflow.suppliers.list({ active: true }).toArray({ limit: 1000 })
   */
  list(input?: ListSuppliersInput, options?: CallOptions): Pager<Supplier> {
    return this.#transport.list('suppliers.list', input, options);
  }

  /**
   * Makes a supplier. `paymentTermsDays` defaults to 30. Two suppliers may have one name.
   * @throws {ValidationFailedError} the input does not fit; `details.fields` names each field
   * @throws {ForbiddenError} without the scope `catalogue:write`
   * @throws {StateConflictError} you gave an `id` that exists already
   * @throws {IdReusedError} `idempotencyKey` was used before with another input
   * @example
   * const meyer = await stockflow.suppliers.create({ name: 'Meyer & Söhne', contactEmail: 'order@meyer.example' })
   */
  create(input: CreateSupplierInput, options?: CallOptions): Promise<Supplier> {
    return this.#transport.write('suppliers.create', input, options);
  }

  /**
   * Changes a supplier: what you leave out stays, null clears.
   * @throws {ValidationFailedError} the input does not fit; `details.fields` names each field
   * @throws {ForbiddenError} without the scope `catalogue:write`
   * @throws {NotFoundError} there is no such supplier in your company
   * @throws {VersionConflictError} `expectedVersion` is given and it has changed since;
   *   `details.conflicts` has the current one
   * @throws {IdReusedError} `idempotencyKey` was used before with another input
   * @example await stockflow.suppliers.update({ supplierId, paymentTermsDays: 14 })
   */
  update(input: UpdateSupplierInput, options?: CallOptions): Promise<Supplier> {
    return this.#transport.write('suppliers.update', input, options);
  }

  /**
   * Takes a supplier out of use: its offers stay to be read and take no new terms. A second time does
   * nothing.
   * @throws {ForbiddenError} without the scope `catalogue:write`
   * @throws {NotFoundError} there is no such supplier in your company
   * @throws {IdReusedError} `idempotencyKey` was used before with another input
   * @example await stockflow.suppliers.deactivate({ supplierId })
   */
  deactivate(input: DeactivateSupplierInput, options?: CallOptions): Promise<Supplier> {
    return this.#transport.write('suppliers.deactivate', input, options);
  }

  /**
   * Offers by the product's SKU: of one supplier, for one product, both, or all. An unknown id has none.
   * @throws {ForbiddenError} without the scope `catalogue:read`
   * @throws {ValidationFailedError} a filter does not fit, or the cursor is of another list
   * @example const { items: offers } = await stockflow.suppliers.listOffers({ productId })
   */
  listOffers(input?: ListSupplierOffersInput, options?: CallOptions): Pager<SupplierOffer> {
    return this.#transport.list('suppliers.listOffers', input, options);
  }

  /**
   * Makes a supplier's offer for a product, or replaces it whole: what you leave out takes its default.
   * `price` is a decimal string per base unit, lead time in days, MOQ and pack size in base units (default
   * 1). `primary: true` takes the mark from the offer that had it; alerts suggest orders from the primary
   * offer.
   * @throws {ValidationFailedError} the input does not fit; `details.fields` names each field
   * @throws {ForbiddenError} without the scope `catalogue:write`
   * @throws {InvalidReferenceError} the supplier or the product is not of your company
   * @throws {IdReusedError} `idempotencyKey` was used before with another input
   * @example
   * await stockflow.suppliers.setOffer({ supplierId, productId, price: '3.20', leadTimeDays: 7, packSize: 12, primary: true })
   */
  setOffer(input: SetSupplierOfferInput, options?: CallOptions): Promise<SupplierOffer> {
    return this.#transport.write('suppliers.setOffer', input, options);
  }

  /**
   * Removes a supplier's offer for a product. If it was the primary one, the product has none until you
   * set another.
   * @throws {ForbiddenError} without the scope `catalogue:write`
   * @throws {NotFoundError} there is no such offer in your company
   * @throws {IdReusedError} `idempotencyKey` was used before with another input
   * @example await stockflow.suppliers.removeOffer({ supplierId, productId })
   */
  removeOffer(input: RemoveSupplierOfferInput, options?: CallOptions): Promise<Done> {
    return this.#transport.write('suppliers.removeOffer', input, options);
  }
}
