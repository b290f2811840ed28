// Written by `pnpm types` from @stockflow/schemas; a test holds it up to date. Do not edit.
import type { ProductId, SupplierId } from './ids.ts';
import type { Address } from './primitives.ts';

export interface CreateSupplierInput {
  name: string;
  /** The caller may make the id (UUIDv7). */
  id?: SupplierId | undefined;
  contactEmail?: string | null | undefined;
  contactPhone?: string | null | undefined;
  address?: Address | null | undefined;
  /** Days; default 30. */
  paymentTermsDays?: number | undefined;
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}

export interface DeactivateSupplierInput {
  supplierId: SupplierId;
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}

export interface GetSupplierInput {
  supplierId: SupplierId;
}

/** By supplier, by product, or both. */
export interface ListSupplierOffersInput {
  /** Items in one page: 1 to 250; default 50. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. */
  cursor?: string | undefined;
  supplierId?: SupplierId | undefined;
  productId?: ProductId | undefined;
}

export interface ListSuppliersInput {
  /** Items in one page: 1 to 250; default 50. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. */
  cursor?: string | undefined;
  /** True: in use; false: not. */
  active?: boolean | undefined;
  search?: string | undefined;
}

export interface RemoveSupplierOfferInput {
  supplierId: SupplierId;
  productId: ProductId;
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}

/** Makes the offer or replaces it. `primary: true` takes the mark from the offer that had it. */
export interface SetSupplierOfferInput {
  supplierId: SupplierId;
  productId: ProductId;
  /** A decimal string such as "6.90", per base unit, in the company's currency. */
  price: string;
  leadTimeDays: number;
  supplierSku?: string | null | undefined;
  minimumOrderQuantity?: number | undefined;
  packSize?: number | undefined;
  primary?: boolean | undefined;
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}

/** A firm that goods are bought from. */
export interface Supplier {
  id: SupplierId;
  name: string;
  contactEmail: string | null;
  contactPhone: string | null;
  address: Address | null;
  paymentTermsDays: number;
  /** False once it is out of use. */
  active: boolean;
  /** Counts its changes: give it as `expectedVersion` to change only what you have read. */
  version: number;
  createdAt: string;
  updatedAt: string;
}

/** One supplier's terms for one product. Prices per base unit, lead time in days. */
export interface SupplierOffer {
  supplierId: SupplierId;
  supplierName: string;
  productId: ProductId;
  productSku: string;
  productName: string;
  supplierSku: string | null;
  /** A decimal string such as "6.90", per base unit, in the company's currency. */
  price: string;
  leadTimeDays: number;
  /** Fewest base units in an order (MOQ). */
  minimumOrderQuantity: number;
  /** Base units in one pack. */
  packSize: number;
  /** At most one offer per product is. */
  primary: boolean;
  updatedAt: string;
}

export interface UpdateSupplierInput {
  supplierId: SupplierId;
  name?: string | undefined;
  contactEmail?: string | null | undefined;
  contactPhone?: string | null | undefined;
  address?: Address | null | undefined;
  paymentTermsDays?: number | undefined;
  /** True: in use; false: not. */
  active?: boolean | undefined;
  /** Refuse with `VersionConflictError` unless it is at this version. */
  expectedVersion?: number | undefined;
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}
