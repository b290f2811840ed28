// Written by `pnpm types` from @stockflow/schemas; a test holds it up to date. Do not edit.
import type { ProductId, WarehouseId } from './ids.ts';

/** A refusal's code, as it stands on the wire. */
export type ErrorCode =
  | 'AUTH_REQUIRED'
  | 'EMAIL_TAKEN'
  | 'FORBIDDEN'
  | 'ID_REUSED'
  | 'INSUFFICIENT_STOCK'
  | 'INTERNAL'
  | 'INVALID_CREDENTIALS'
  | 'INVALID_REFERENCE'
  | 'METHOD_NOT_ALLOWED'
  | 'NAME_TAKEN'
  | 'NOT_FOUND'
  | 'PAYLOAD_TOO_LARGE'
  | 'RATE_LIMITED'
  | 'RESERVATION_EXPIRED'
  | 'SKU_TAKEN'
  | 'STATE_CONFLICT'
  | 'UNAVAILABLE'
  | 'UNSUPPORTED_MEDIA_TYPE'
  | 'VALIDATION_FAILED'
  | 'VERSION_CONFLICT'
  | 'VERSION_UNSUPPORTED';

/** What `details` holds, per code; codes that are not listed have no details (`null`). */
export interface ErrorDetails {
  VALIDATION_FAILED: {
    fields: FieldProblem[];
  };
  INVALID_REFERENCE: {
    references: FieldProblem[];
  };
  /** Days that name versions; `requested` as the caller said it. */
  VERSION_UNSUPPORTED: {
    requested: string;
    supported: string[];
  };
  FORBIDDEN: {
    required: string;
  } | null;
  /**
   * `skus` has all of them when several products were made at once; `fields` says where each stands in the
   * input.
   */
  SKU_TAKEN: {
    sku: string;
    skus?: string[] | undefined;
    fields?: FieldProblem[] | undefined;
  };
  NAME_TAKEN: {
    name: string;
  };
  INSUFFICIENT_STOCK: {
    shortages: Shortage[];
  };
  VERSION_CONFLICT: {
    conflicts: VersionConflict[];
  };
  STATE_CONFLICT: {
    state: string;
    allowed: string[];
  };
  RESERVATION_EXPIRED: {
    expiredAt: string;
  };
  RATE_LIMITED: {
    retryAfterSeconds: number;
  };
}

/**
 * One input field that does not fit. `path` is dotted: `lines.0.quantity`; empty for the input as a whole.
 */
export interface FieldProblem {
  path: string;
  message: string;
}

/** One line that asks for more than is there. Quantities in base units. */
export interface Shortage {
  productId: ProductId;
  sku: string | null;
  /** Null where a strategy was to choose and no warehouse could serve the line. */
  warehouseId: WarehouseId | null;
  requested: number;
  /** Base units that can still be sold: `onHand` less `reserved`. */
  available: number;
  /** Which entry of the call asks for it, where a call has several: `entries.3`. */
  path?: string | undefined;
}

/** What a compare-and-set expected and what is there: a row's version, or a level's on hand. */
export interface VersionConflict {
  id: string;
  expected: number;
  current: number;
  warehouseId?: WarehouseId | undefined;
}
