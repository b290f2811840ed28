// Written by `pnpm types` from @stockflow/schemas; a test holds it up to date. Do not edit.
import type { ProductId, WarehouseId } from './ids.ts';

export interface AdjustStockInput {
  lines: {
    /** Base units, signed, not 0. */
    quantityChange: number;
    reason: 'correction' | 'damaged' | 'expired' | 'found' | 'lost' | 'other' | 'sample' | 'theft';
    productId: ProductId;
    warehouseId: WarehouseId;
    notes?: string | undefined;
    /** When it happened, if not now; not in the future. */
    occurredAt?: string | undefined;
    /** Compare-and-set: refuse with VERSION_CONFLICT unless this many are on hand before the call. */
    expectedOnHand?: number | undefined;
  }[];
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}

/**
 * Of one product: base units available per warehouse and in all. Of a bundle: how many could be made in each
 * warehouse,
 * min over its components of floor(available / quantity); `total` is their sum (a bundle ships from one
 * warehouse).
 */
export interface Availability {
  items: {
    productId: ProductId;
    sku: string;
    isBundle: boolean;
    /** A decimal string, in the company's currency. */
    total: number;
    /** Where there is a level of it, or of any component; by the warehouses' priority and name. */
    warehouses: {
      warehouseId: WarehouseId;
      /** Base units that can still be sold: `onHand` less `reserved`. */
      available: number;
    }[];
  }[];
}

/** How much can be promised; for bundles too. */
export interface AvailabilityInput {
  productIds: ProductId[];
  /** Default all active warehouses. */
  warehouseIds?: WarehouseId[] | undefined;
}

/** A level that does not equal its replayed ledger, or whose ledger has a gap. */
export interface Drift {
  productId: ProductId;
  warehouseId: WarehouseId;
  problem: string;
  expected: number;
  found: number;
}

/** What was made right. */
export interface LedgerRepaired {
  /** The drifts as they were; empty when there was nothing to repair. */
  repaired: Drift[];
  level: StockLevel;
  /** The `REPAIR` movements, in the order of the ledger. */
  movements: Movement[];
}

export interface LedgerVerified {
  levelsChecked: number;
  movementsChecked: number;
  /** At most 100 of them; `driftCount` counts all. */
  drifts: Drift[];
  driftCount: number;
}

export interface ListMovementsInput {
  /** Items in one page: 1 to 250; default 50. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. */
  cursor?: string | undefined;
  productId?: ProductId | undefined;
  warehouseId?: WarehouseId | undefined;
  kinds?: MovementKind[] | undefined;
  referenceId?: string | undefined;
  /** Recorded at or after. */
  recordedFrom?: string | undefined;
  /** Recorded before. */
  recordedBefore?: string | undefined;
}

export interface ListStockLevelsInput {
  /** Items in one page: 1 to 250; default 50. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. */
  cursor?: string | undefined;
  productIds?: ProductId[] | undefined;
  warehouseIds?: WarehouseId[] | undefined;
  /** Part of the product's name or SKU, or its whole barcode. */
  search?: string | undefined;
}

/** One immutable line of the ledger. Quantities in base units. */
export interface Movement {
  id: string;
  productId: ProductId;
  warehouseId: WarehouseId;
  /** 1 for a level's first movement, then without a gap. */
  sequence: number;
  kind: MovementKind | (string & {});
  onHandChange: number;
  reservedChange: number;
  onHandBefore: number;
  onHandAfter: number;
  reservedBefore: number;
  reservedAfter: number;
  /** A decimal string of at most four decimals, per base unit. */
  unitCost: string | null;
  reason: string | null;
  referenceType: string | null;
  referenceId: string | null;
  notes: string | null;
  actorType: string;
  actorId: string | null;
  /** When it happened in the warehouse. */
  occurredAt: string;
  /** When it was written here. */
  recordedAt: string;
}

/** Why a movement happened. A newer server may know more. */
export type MovementKind =
  | 'ADJUSTMENT'
  | 'COUNT'
  | 'EXPIRY'
  | 'INITIAL_STOCK'
  | 'RECEIPT'
  | 'RELEASE'
  | 'REPAIR'
  | 'RESERVATION'
  | 'RETURN'
  | 'SALE'
  | 'SHIPMENT'
  | 'TRANSFER_IN'
  | 'TRANSFER_OUT';

export interface ReceiveStockInput {
  lines: {
    /** Base units. */
    quantity: number;
    productId: ProductId;
    warehouseId: WarehouseId;
    /** Cost of one base unit, in the company's currency, at most four decimals. */
    unitCost?: string | undefined;
    notes?: string | undefined;
    /** When it happened, if not now; not in the future. */
    occurredAt?: string | undefined;
    /** Compare-and-set: refuse with VERSION_CONFLICT unless this many are on hand before the call. */
    expectedOnHand?: number | undefined;
  }[];
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}

/** A level whose figures are to be made right. */
export interface RepairLedgerInput {
  productId: ProductId;
  warehouseId: WarehouseId;
  /**
   * Whom to believe where level and ledger differ on what is on hand. `level`: it stays, and a movement
   * brings the ledger
   * up to it. `ledger`: the level goes back to what its movements come to; two movements say what it had
   * shown and that it
   * was taken back. What is reserved and incoming is always what the open holds and the transfers in transit
   * say.
   */
  trust: 'ledger' | 'level';
  /** Why, for whoever audits it. */
  notes: string;
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}

export interface SetStockInput {
  lines: {
    productId: ProductId;
    warehouseId: WarehouseId;
    /** On hand as it shall be. */
    onHand: number;
    /** Compare-and-set: on hand as it must be before; `null` overwrites whatever is there. */
    expectedOnHand: number | null;
    notes?: string | undefined;
    occurredAt?: string | undefined;
  }[];
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}

/** What a stock write did: its movements in the order of the lines, and the levels as they are now. */
export interface StockChanged {
  movements: Movement[];
  levels: StockLevel[];
}

/**
 * How much of one product is in one warehouse. Base units; available = onHand − reserved. A hold that has
 * expired is not
 * reserved any more, whether or not its end was written yet. `incoming` is on its way here in transfers.
 */
export interface StockLevel {
  productId: ProductId;
  warehouseId: WarehouseId;
  /** Base units that are there. */
  onHand: number;
  /** Base units that are held for sales. */
  reserved: number;
  /** Base units that can still be sold: `onHand` less `reserved`. */
  available: number;
  /** Base units that are on their way. */
  incoming: number;
  /** Number of movements of this level so far. */
  version: number;
}

/** A level in a list, with what a person needs to read it. */
export interface StockLevelListItem {
  productId: ProductId;
  warehouseId: WarehouseId;
  /** Base units that are there. */
  onHand: number;
  /** Base units that are held for sales. */
  reserved: number;
  /** Base units that can still be sold: `onHand` less `reserved`. */
  available: number;
  /** Base units that are on their way. */
  incoming: number;
  /** Number of movements of this level so far. */
  version: number;
  sku: string;
  productName: string;
  warehouseName: string;
  averageCost: string | null;
  lastCost: string | null;
  lastCountedAt: string | null;
  updatedAt: string;
}

export interface VerifyLedgerInput {
  productId?: ProductId | undefined;
  warehouseId?: WarehouseId | undefined;
}
