// Written by `pnpm types` from @stockflow/schemas; a test holds it up to date. Do not edit.
import type { UserId, WarehouseId } from './ids.ts';
import type { Address } from './primitives.ts';

export interface CreateWarehouseInput {
  name: string;
  /** The caller may make the id (UUIDv7). */
  id?: WarehouseId | undefined;
  address?: Address | null | undefined;
  managerId?: UserId | null | undefined;
  /** Default 100. */
  priority?: number | undefined;
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}

export interface DeactivateWarehouseInput {
  warehouseId: WarehouseId;
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}

export interface GetWarehouseInput {
  warehouseId: WarehouseId;
}

export interface ListWarehousesInput {
  /** Items in one page: 1 to 250; default 50. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. */
  cursor?: string | undefined;
  /** True: in use; false: not. */
  active?: boolean | undefined;
  search?: string | undefined;
}

export interface UpdateWarehouseInput {
  warehouseId: WarehouseId;
  name?: string | undefined;
  address?: Address | null | undefined;
  managerId?: UserId | null | undefined;
  priority?: number | undefined;
  /** True: in use; false: not. */
  active?: boolean | undefined;
  /** Refuse with `VersionConflictError` unless it is at this version. */
  expectedVersion?: number | undefined;
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}

/** A place that holds stock. */
export interface Warehouse {
  id: WarehouseId;
  name: string;
  address: Address | null;
  managerId: UserId | null;
  /** Which warehouse serves first where none is named: the lowest number, then the name. */
  priority: number;
  /** False once it is out of use. */
  active: boolean;
  /** Counts its changes: give it as `expectedVersion` to change only what you have read. */
  version: number;
  createdAt: string;
  updatedAt: string;
}
