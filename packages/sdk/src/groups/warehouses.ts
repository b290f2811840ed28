import type {
  CreateWarehouseInput,
  DeactivateWarehouseInput,
  GetWarehouseInput,
  ListWarehousesInput,
  UpdateWarehouseInput,
  Warehouse,
} from '../contract/index.ts';
import type { CallOptions } from '../options.ts';
import type { Pager } from '../pager.ts';
import type { Transport } from '../transport/transport.ts';

/** Warehouses: places that hold stock. */
export class WarehousesApi {
  readonly #transport: Transport;

  /** @internal */
  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * One warehouse, active or not.
   * @throws {ForbiddenError} without the scope `catalogue:read`
   * @throws {NotFoundError} there is no such warehouse in your company
   * @example const warehouse = await stockflow.warehouses.get({ warehouseId })
   */
  get(input: GetWarehouseInput, options?: CallOptions): Promise<Warehouse> {
    return this.#transport.read('warehouses.get', input, options);
  }

  /**
   * The warehouses by name; `active` and `search` (part of the name) narrow it. Pages of 50 unless `limit`
   * (1 to 250) says otherwise.
   * @throws {ForbiddenError} without the scope `catalogue:read`
   * @throws {ValidationFailedError} a filter does not fit, or the cursor is of another list
   * @example
   * const warehouses = await stockflow.warehouses.list({ active: true }).toArray({ limit: 1000 })
   */
  list(input?: ListWarehousesInput, options?: CallOptions): Pager<Warehouse> {
    return this.#transport.list('warehouses.list', input, options);
  }

  /**
   * Makes a warehouse. You may make the `id` yourself (`newId()`).
   * @throws {ValidationFailedError} the input does not fit; `details.fields` names each field
   * @throws {ForbiddenError} without the scope `catalogue:write`
   * @throws {NameTakenError} another warehouse of your company has this name, whatever its case
   * @throws {InvalidReferenceError} the manager is not of your company
   * @throws {StateConflictError} you gave an `id` that exists already
   * @throws {IdReusedError} `idempotencyKey` was used before with another input
   * @example const hamburg = await stockflow.warehouses.create({ name: 'Hamburg' })
   */
  create(input: CreateWarehouseInput, options?: CallOptions): Promise<Warehouse> {
    return this.#transport.write('warehouses.create', input, options);
  }

  /**
   * Changes a warehouse: what you leave out stays, null clears. `active: true` opens it again.
   * @throws {ValidationFailedError} the input does not fit; `details.fields` names each field
   * @throws {ForbiddenError} without the scope `catalogue:write`
   * @throws {NotFoundError} there is no such warehouse in your company
   * @throws {NameTakenError} another warehouse of your company has this name, whatever its case
   * @throws {InvalidReferenceError} the manager is not of your company
   * @throws {VersionConflictError} `expectedVersion` is given and it has changed since;
   *   `details.conflicts` has the current one
   * @throws {StateConflictError} `active: false` while it still holds stock
   * @throws {IdReusedError} `idempotencyKey` was used before with another input
   * @example
   * await stockflow.warehouses.update({ warehouseId, name: 'Hamburg Nord', expectedVersion: warehouse.version })
   */
  update(input: UpdateWarehouseInput, options?: CallOptions): Promise<Warehouse> {
    return this.#transport.write('warehouses.update', input, options);
  }

  /**
   * Closes a warehouse: nothing comes in or goes out any more, its history stays. A second time does
   * nothing.
   * @throws {ForbiddenError} without the scope `catalogue:write`
   * @throws {NotFoundError} there is no such warehouse in your company
   * @throws {StateConflictError} it still holds stock, or waits for some
   * @throws {IdReusedError} `idempotencyKey` was used before with another input
   * @example await stockflow.warehouses.deactivate({ warehouseId })
   */
  deactivate(input: DeactivateWarehouseInput, options?: CallOptions): Promise<Warehouse> {
    return this.#transport.write('warehouses.deactivate', input, options);
  }
}
