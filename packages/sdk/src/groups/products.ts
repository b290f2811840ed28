import type {
  Bundle,
  BundleCreated,
  CreateBundleInput,
  CreateProductInput,
  CreateProductsInput,
  DeactivateProductInput,
  GetBundleInput,
  GetProductBySkuInput,
  GetProductInput,
  ListProductsInput,
  Product,
  ProductCreated,
  ProductListItem,
  ProductsCreated,
  SetBundleInput,
  UpdateProductInput,
} from '../contract/index.ts';
import type { CallOptions } from '../options.ts';
import type { Pager } from '../pager.ts';
import type { Transport } from '../transport/transport.ts';

/**
 * Products: what is stocked, by SKU. Money is a decimal string per base unit, weight in grams, lengths in
 * millimetres.
 */
export class ProductsApi {
  readonly #transport: Transport;

  /** @internal */
  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * One product, active or not.
   * @throws {ForbiddenError} without the scope `catalogue:read`
   * @throws {NotFoundError} there is no such product in your company
   * @example const product = await stockflow.products.get({ productId })
   */
  get(input: GetProductInput, options?: CallOptions): Promise<Product> {
    return this.#transport.read('products.get', input, options);
  }

  /**
   * The product with this SKU, whatever its case.
   * @throws {ForbiddenError} without the scope `catalogue:read`
   * @throws {NotFoundError} there is no such product in your company
   * @throws {ValidationFailedError} the input does not fit; `details.fields` names each field
   * @example const product = await stockflow.products.getBySku({ sku: 'TEA-1' })
   */
  getBySku(input: GetProductBySkuInput, options?: CallOptions): Promise<Product> {
    return this.#transport.read('products.getBySku', input, options);
  }

  /**
   * Products with their stock summed over the warehouses. `search` finds part of the name or SKU, or the
   * whole barcode; `productIds` (100 at most) those that you know. By SKU unless `sort` says otherwise. Pages of 50
   * unless `limit` (1 to 250) says otherwise.
   * @throws {ForbiddenError} without the scope `catalogue:read`
   * @throws {ValidationFailedError} a filter does not fit, or the cursor is of another list
   * @example
   * for await (const product of stockflow.products.list({ search: 'tea', active: true })) {
   *   console.log(product.sku, product.available)
   * }
   */
  list(input?: ListProductsInput, options?: CallOptions): Pager<ProductListItem> {
    return this.#transport.list('products.list', input, options);
  }

  /**
   * Makes a product and, with a `warehouseId`, its stock level there with `initialQuantity` base units
   * (default 0) as the first line of the ledger: all or nothing. `price` is a decimal string such as
   * "6.90", at most two decimals.
   * @throws {ValidationFailedError} the input does not fit; `details.fields` names each field
   * @throws {ForbiddenError} without the scope `catalogue:write`
   * @throws {SkuTakenError} another product of your company has the SKU, whatever its case, also when
   *   both are made at once
   * @throws {InvalidReferenceError} the category, warehouse or parent is not of your company;
   *   `details.references` names the field
   * @throws {StateConflictError} you gave an `id` that exists already
   * @throws {IdReusedError} `idempotencyKey` was used before with another input
   * @example
   * const { product, level } = await stockflow.products.create({
   *   sku: 'TEA-1', name: 'Assam, 250 g', price: '6.90', warehouseId, initialQuantity: 40,
   * })
   */
  create(input: CreateProductInput, options?: CallOptions): Promise<ProductCreated> {
    return this.#transport.write('products.create', input, options);
  }

  /**
   * Makes up to 500 products, all or none. A variant may stand before its parent when you give the parent
   * an `id`. A refusal names every problem by its place, such as `products.3.sku`.
   * @throws {ValidationFailedError} the input does not fit; `details.fields` names each field
   * @throws {ForbiddenError} without the scope `catalogue:write`
   * @throws {SkuTakenError} another product of your company has the SKU, whatever its case, also when
   *   both are made at once; `details.skus` has all
   * @throws {InvalidReferenceError} the category, warehouse or parent is not of your company;
   *   `details.references` names the field
   * @throws {StateConflictError} you gave an `id` that exists already
   * @throws {IdReusedError} `idempotencyKey` was used before with another input
   * @example
   * const { products } = await stockflow.products.createMany({ products: rows.map(({ code, title, price }) => ({ sku: code, name: title, price })) })
   */
  createMany(input: CreateProductsInput, options?: CallOptions): Promise<ProductsCreated> {
    return this.#transport.write('products.createMany', input, options);
  }

  /**
   * Changes a product: what you leave out stays, null clears. Stock is changed by `inventory`, not here.
   * @throws {ValidationFailedError} the input does not fit; `details.fields` names each field
   * @throws {ForbiddenError} without the scope `catalogue:write`
   * @throws {NotFoundError} there is no such product in your company
   * @throws {SkuTakenError} another product of your company has the SKU, whatever its case, also when
   *   both are made at once
   * @throws {InvalidReferenceError} the category, warehouse or parent is not of your company;
   *   `details.references` names the field
   * @throws {VersionConflictError} `expectedVersion` is given and it has changed since;
   *   `details.conflicts` has the current one
   * @throws {IdReusedError} `idempotencyKey` was used before with another input
   * @example
   * await stockflow.products.update({ productId, price: '7.20', expectedVersion: product.version })
   */
  update(input: UpdateProductInput, options?: CallOptions): Promise<Product> {
    return this.#transport.write('products.update', input, options);
  }

  /**
   * Takes a product out of use: not sold and not alerted any more. Its history stays, and so does its
   * stock, which can still be adjusted away. A second time does nothing.
   * @throws {ForbiddenError} without the scope `catalogue:write`
   * @throws {NotFoundError} there is no such product in your company
   * @throws {IdReusedError} `idempotencyKey` was used before with another input
   * @example await stockflow.products.deactivate({ productId })
   */
  deactivate(input: DeactivateProductInput, options?: CallOptions): Promise<Product> {
    return this.#transport.write('products.deactivate', input, options);
  }

  /**
   * Makes a bundle: a product made of others, each with a quantity; bundles may stand in bundles, up to 8 deep. It has no
   * stock of its own: reserving or selling it takes its components. A product stays what it was made.
   * @throws {ValidationFailedError} a component is not sold, or would come to more than a level can hold
   * @throws {ForbiddenError} without the scope `catalogue:write`
   * @throws {SkuTakenError} another product of your company has this SKU
   * @throws {InvalidReferenceError} a component, category or parent is not of your company
   * @throws {StateConflictError} there is a product with this `id` already
   * @throws {IdReusedError} `idempotencyKey` was used before with another input
   * @example
   * await stockflow.products.createBundle({
   *   sku: 'SET-1',
   *   name: 'Tea set',
   *   price: '49.00',
   *   components: [{ productId, quantity: 6 }],
   * })
   */
  createBundle(input: CreateBundleInput, options?: CallOptions): Promise<BundleCreated> {
    return this.#transport.write('products.createBundle', input, options);
  }

  /**
   * Sets what a bundle is made of, whole. What is held or sold already keeps the components it has.
   * @throws {ValidationFailedError} a component holds the bundle itself, is not sold, or stands too deep
   * @throws {ForbiddenError} without the scope `catalogue:write`
   * @throws {NotFoundError} there is no such product in your company
   * @throws {StateConflictError} the product was not made as a bundle
   * @throws {InvalidReferenceError} a component is not of your company
   * @throws {IdReusedError} `idempotencyKey` was used before with another input
   * @example await stockflow.products.setBundle({ productId, components: [{ productId: cupId, quantity: 4 }] })
   */
  setBundle(input: SetBundleInput, options?: CallOptions): Promise<Bundle> {
    return this.#transport.write('products.setBundle', input, options);
  }

  /**
   * What a bundle is made of, by SKU; nothing for a product that is none.
   * @throws {ForbiddenError} without the scope `catalogue:read`
   * @throws {NotFoundError} there is no such product in your company
   * @example const { components } = await stockflow.products.getBundle({ productId })
   */
  getBundle(input: GetBundleInput, options?: CallOptions): Promise<Bundle> {
    return this.#transport.read('products.getBundle', input, options);
  }
}
