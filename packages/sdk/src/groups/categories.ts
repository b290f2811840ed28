import type {
  Category,
  CreateCategoryInput,
  DeactivateCategoryInput,
  GetCategoryInput,
  ListCategoriesInput,
  UpdateCategoryInput,
} from '../contract/index.ts';
import type { CallOptions } from '../options.ts';
import type { Pager } from '../pager.ts';
import type { Transport } from '../transport/transport.ts';

/** Categories: groups of products that share a low-stock threshold. */
export class CategoriesApi {
  readonly #transport: Transport;

  /** @internal */
  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * One category, active or not.
   * @throws {ForbiddenError} without the scope `catalogue:read`
   * @throws {NotFoundError} there is no such category in your company
   * @example const category = await stockflow.categories.get({ categoryId })
   */
  get(input: GetCategoryInput, options?: CallOptions): Promise<Category> {
    return this.#transport.read('categories.get', input, options);
  }

  /**
   * The categories by name; `active` and `search` (part of the name) narrow it. Pages of 50 unless `limit`
   * (1 to 250) says otherwise.
   * @throws {ForbiddenError} without the scope `catalogue:read`
   * @throws {ValidationFailedError} a filter does not fit, or the cursor is of another list
   * @example
   * const categories = await stockflow.categories.list({ active: true }).toArray({ limit: 1000 })
   */
  list(input?: ListCategoriesInput, options?: CallOptions): Pager<Category> {
    return this.#transport.list('categories.list', input, options);
  }

  /**
   * Makes a category. `lowStockThreshold` in base units, default 10; null leaves it to the company.
   * @throws {ValidationFailedError} the input does not fit; `details.fields` names each field
   * @throws {ForbiddenError} without the scope `catalogue:write`
   * @throws {NameTakenError} another category of your company has this name, whatever its case
   * @throws {StateConflictError} you gave an `id` that exists already
   * @throws {IdReusedError} `idempotencyKey` was used before with another input
   * @example
   * const tea = await stockflow.categories.create({ name: 'Tea', lowStockThreshold: 24 })
   */
  create(input: CreateCategoryInput, options?: CallOptions): Promise<Category> {
    return this.#transport.write('categories.create', input, options);
  }

  /**
   * Changes a category: what you leave out stays, null clears.
   * @throws {ValidationFailedError} the input does not fit; `details.fields` names each field
   * @throws {ForbiddenError} without the scope `catalogue:write`
   * @throws {NotFoundError} there is no such category in your company
   * @throws {NameTakenError} another category of your company has this name, whatever its case
   * @throws {VersionConflictError} `expectedVersion` is given and it has changed since;
   *   `details.conflicts` has the current one
   * @throws {IdReusedError} `idempotencyKey` was used before with another input
   * @example await stockflow.categories.update({ categoryId, lowStockThreshold: 36 })
   */
  update(input: UpdateCategoryInput, options?: CallOptions): Promise<Category> {
    return this.#transport.write('categories.update', input, options);
  }

  /**
   * Takes a category out of use: no product is put into it any more, those in it stay, with its threshold.
   * A second time does nothing.
   * @throws {ForbiddenError} without the scope `catalogue:write`
   * @throws {NotFoundError} there is no such category in your company
   * @throws {IdReusedError} `idempotencyKey` was used before with another input
   * @example await stockflow.categories.deactivate({ categoryId })
   */
  deactivate(input: DeactivateCategoryInput, options?: CallOptions): Promise<Category> {
    return this.#transport.write('categories.deactivate', input, options);
  }
}
