// Written by `pnpm types` from @stockflow/schemas; a test holds it up to date. Do not edit.
import type { AlertChangeKind, AlertState } from './alert-life.ts';
import type { AlertId, CategoryId, ProductId, SupplierId, UserId, WarehouseId } from './ids.ts';

/** An alert of the inbox: how it stands, and how its level stands right now. Quantities in base units. */
export interface Alert {
  /** By what is available now; null once it is resolved. */
  severity: 'critical' | 'low' | (string & {}) | null;
  /** True while available is at or under the threshold, and nothing here is inactive. */
  isLow: boolean;
  assignee: {
    id: UserId;
    name: string;
  } | null;
  product: {
    id: ProductId;
    name: string;
    sku: string;
  };
  warehouse: {
    id: WarehouseId;
    name: string;
  };
  stock: {
    /** Base units that are there. */
    onHand: number;
    /** Base units that are held for sales. */
    reserved: number;
    /** Base units that can still be sold: `onHand` less `reserved`. */
    available: number;
    /** Base units that are on their way. */
    incoming: number;
  };
  threshold: number;
  thresholdSource: 'category' | 'company' | 'level' | 'product' | (string & {});
  demand: {
    /** Units sold less units returned in the window. */
    totalRecentSales: number;
    /** totalRecentSales over all days of the window. */
    dailyAverage: number;
    /** Days of the window on which it sold. */
    activeSalesDays: number;
    /** Days of the window on which it was in stock, at least 1. */
    daysInStock: number;
    /** Units a day: totalRecentSales / daysInStock, not rounded to whole units. */
    velocity: number;
  };
  /** Whole days that the available stock lasts; null when there is no velocity and some stock. */
  daysUntilStockout: number | null;
  /** Why daysUntilStockout is null. */
  daysUntilStockoutReason: 'no_recent_sales' | (string & {}) | null;
  /** The local day on which it runs out, or null. */
  stockoutDate: string | null;
  /** The primary supplier's offer, or null. */
  supplier: {
    id: SupplierId;
    name: string;
    contactEmail: string | null;
    supplierSku: string | null;
    /** A decimal string such as "6.90", per base unit, in the company's currency. */
    price: string;
    leadTimeDays: number;
    minimumOrderQuantity: number;
    packSize: number;
  } | null;
  /** Base units to order; null without a supplier or demand. */
  suggestedOrderQuantity: number | null;
  id: AlertId;
  state: AlertState | (string & {});
  /** When it became low last. */
  openedAt: string;
  updatedAt: string;
  /** Counts its changes. */
  version: number;
  /** How often it became low. */
  openings: number;
  /** Base units available then. */
  openedAvailable: number;
  /** The threshold that counted then. */
  openedThreshold: number;
  /** When somebody acknowledged it; null when nobody has since it was opened. */
  acknowledgedAt: string | null;
  /** Until when it sleeps; null when it does not, or only until it gets worse. */
  snoozedUntil: string | null;
  /** True while it sleeps until less is available than when it was snoozed. */
  snoozedUntilWorse: boolean;
  resolvedAt: string | null;
  resolution:
    | 'expected'
    | 'not_needed'
    | 'ordered'
    | 'other'
    | 'recovered'
    | 'transferred'
    | 'unwatched'
    | 'wrong_threshold'
    | (string & {})
    | null;
  resolutionNotes: string | null;
}

/** One thing that became of an alert. */
export interface AlertChange {
  id: string;
  alertId: AlertId;
  kind: AlertChangeKind | (string & {});
  /** The alert's state after it. */
  state: AlertState | (string & {});
  at: string;
  /** Base units available at that moment. */
  available: number;
  /** The threshold that counted; null where nothing may be low any more. */
  threshold: number | null;
  /** A person's words: a comment, or why. */
  notes: string | null;
  /** To whom it was assigned. */
  assignee: {
    id: UserId;
    name: string;
  } | null;
  snoozedUntil: string | null;
  /** True when it was snoozed until it gets worse. */
  snoozedUntilWorse: boolean;
  resolution:
    | 'expected'
    | 'not_needed'
    | 'ordered'
    | 'other'
    | 'recovered'
    | 'transferred'
    | 'unwatched'
    | 'wrong_threshold'
    | (string & {})
    | null;
  /** Who did it, or whose movement caused it; the name of a user, else null. */
  actor: {
    type: 'api_key' | 'system' | 'user' | (string & {});
    id: string | null;
    name: string | null;
  };
  requestId: string;
}

export interface AlertHistoryInput {
  /** Items in one page: 1 to 250; default 50. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. */
  cursor?: string | undefined;
  alertId?: AlertId | undefined;
  /** With `warehouseId`, instead of `alertId`. */
  productId?: ProductId | undefined;
  warehouseId?: WarehouseId | undefined;
}

/** In the order of `sort`. */
export interface AlertPage {
  items: Alert[];
  /** Counts of all pages. */
  counts: {
    /** A decimal string, in the company's currency. */
    total: number;
    /** As if `states` were not asked for. */
    byState: {
      open: number;
      acknowledged: number;
      snoozed: number;
      resolved: number;
    };
    /** As if `severity` were not asked for; resolved alerts have none. */
    bySeverity: {
      critical: number;
      low: number;
    };
  };
  /** Give it as `cursor` to get the next page; null on the last page. */
  nextCursor: string | null;
}

export interface GetAlertInput {
  alertId: AlertId;
}

export interface ListAlertsInput {
  /** Items in one page: 1 to 250; default 50. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. */
  cursor?: string | undefined;
  /** Default `open` and `acknowledged`. */
  states?: AlertState[] | undefined;
  severity?: 'critical' | 'low' | undefined;
  warehouseIds?: WarehouseId[] | undefined;
  categoryIds?: CategoryId[] | undefined;
  /** Products whose primary supplier is one of these. */
  supplierIds?: SupplierId[] | undefined;
  /** Assigned to this user. */
  assigneeId?: UserId | undefined;
  /** `me`: assigned to whoever asks (to a key's maker); `somebody`; `nobody`. Default: whether or not. */
  assigned?: 'me' | 'nobody' | 'somebody' | undefined;
  /** `recent` (default): only what sold in the window; `any`: whether it sold or not. */
  demand?: 'any' | 'recent' | undefined;
  /** Days of sales that count as recent, 1 to 365; default the company's (90). */
  recentSalesDays?: number | undefined;
  /**
   * `newest` (default): open ones first, then acknowledged, snoozed, resolved; in each the newest first.
   * `urgent`: what
   * runs out first, then what sells fastest, whatever the state; resolved ones last, the newest first.
   */
  sort?: 'newest' | 'urgent' | undefined;
  /** Part of the product's name or SKU, or its whole barcode; whatever its case. */
  search?: string | undefined;
  productId?: ProductId | undefined;
}
