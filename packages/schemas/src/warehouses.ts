import { z } from 'zod';
import {
  addressSchema,
  idSchema,
  instantSchema,
  pageFields,
  pageOf,
  text,
  versionSchema,
  wholeNumber,
  writeFields,
} from './primitives.ts';

/** A place that holds stock. */
export const warehouseSchema = z.object({
  id: idSchema,
  name: z.string(),
  address: addressSchema.nullable(),
  managerId: idSchema.nullable(),
  /** Which warehouse serves first where none is named: the lowest number, then the name. */
  priority: z.int(),
  active: z.boolean(),
  version: z.int(),
  createdAt: instantSchema,
  updatedAt: instantSchema,
});
export type Warehouse = z.output<typeof warehouseSchema>;

export const createWarehouseInput = z.strictObject({
  /** The caller may make the id (UUIDv7). */
  id: idSchema.optional(),
  name: text(1, 255),
  address: addressSchema.nullish(),
  managerId: idSchema.nullish(),
  /** Default 100. */
  priority: wholeNumber(0, 1_000_000).optional(),
  ...writeFields,
});
export const getWarehouseInput = z.strictObject({ warehouseId: idSchema });
export const listWarehousesInput = z
  .strictObject({ active: z.boolean().optional(), search: text(1, 100).optional(), ...pageFields })
  .prefault({});
export const warehousePage = pageOf(warehouseSchema);
export const updateWarehouseInput = z.strictObject({
  warehouseId: idSchema,
  name: text(1, 255).optional(),
  address: addressSchema.nullish(),
  managerId: idSchema.nullish(),
  priority: wholeNumber(0, 1_000_000).optional(),
  active: z.boolean().optional(),
  expectedVersion: versionSchema.optional(),
  ...writeFields,
});
export const deactivateWarehouseInput = z.strictObject({ warehouseId: idSchema, ...writeFields });

export type CreateWarehouseInput = z.input<typeof createWarehouseInput>;
export type GetWarehouseInput = z.input<typeof getWarehouseInput>;
export type ListWarehousesInput = z.input<typeof listWarehousesInput>;
export type UpdateWarehouseInput = z.input<typeof updateWarehouseInput>;
export type DeactivateWarehouseInput = z.input<typeof deactivateWarehouseInput>;
