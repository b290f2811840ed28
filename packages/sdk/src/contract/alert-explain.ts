// Written by `pnpm types` from @stockflow/schemas; a test holds it up to date. Do not edit.
import type { ProductId, SupplierId, WarehouseId } from './ids.ts';

/** Why a level is not in the list: all that apply. */
export type AlertAbsence =
  | 'above_threshold'
  | 'bundle'
  | 'no_recent_sales'
  | 'product_archived'
  | 'product_discontinued'
  | 'product_inactive'
  | 'warehouse_inactive';

/**
 * The arithmetic of one level: every input with its source, every step, and what would change the verdict.
 */
export interface AlertExplanation {
  product: {
    id: ProductId;
    name: string;
    sku: string;
  };
  warehouse: {
    id: WarehouseId;
    name: string;
  };
  verdict: AlertVerdict | (string & {});
  /** Why it is not in the list of what is low and in demand; empty when it is. */
  absences: (AlertAbsence | (string & {}))[];
  /** The verdict and how it came about, for a person to read. */
  summary: string;
  stock: {
    /** False when the product was never in this warehouse: then all is 0. */
    hasLevel: boolean;
    /** Base units that are there. */
    onHand: number;
    /** What is promised, without the holds whose time is up. */
    reserved: number;
    /** Units of holds whose time is up, which do not count any more. */
    expired: number;
    /** Base units that can still be sold: `onHand` less `reserved`. */
    available: number;
    /** Base units that are on their way. */
    incoming: number;
  };
  /** The candidates, in their order: the first with a value counts. */
  thresholds: {
    source: 'category' | 'company' | 'level' | 'product' | (string & {});
    /** The category's name; null for the others. */
    name: string | null;
    threshold: number | null;
    counts: boolean;
  }[];
  threshold: number;
  /** Units over the threshold that available must exceed before an alert ends: a setting of the company. */
  hysteresis: number;
  window: {
    startsOn: string;
    endsOn: string;
    days: number;
    source: 'company' | 'request' | (string & {});
    /** IANA time zone, such as "Europe/Berlin". */
    timeZone: string;
  };
  demand: {
    unitsSold: number;
    unitsReturned: number;
    /** Sold less returned. */
    totalRecentSales: number;
    activeSalesDays: number;
    /** Days of the window on which it was in stock, at least 1. */
    daysInStock: number;
    /** When it was in stock: at most the last 50 stretches of local days, the oldest first. */
    inStock: {
      from: string;
      to: string;
    }[];
    dailyAverage: number;
    velocity: number;
  };
  criticalDays: number;
  reviewPeriodDays: number;
  daysUntilStockout: number | null;
  stockoutDate: string | null;
  severity: 'critical' | 'low' | (string & {});
  supplier: {
    id: SupplierId;
    name: string;
    /** A decimal string such as "6.90", per base unit, in the company's currency. */
    price: string;
    leadTimeDays: number;
    minimumOrderQuantity: number;
    packSize: number;
  } | null;
  /** Why there is no supplier; null when there is one. */
  noSupplierReason: NoSupplierReason | (string & {}) | null;
  suggestedOrderQuantity: number | null;
  /** Every step, in order. */
  steps: {
    /** What is computed, such as `velocity`. */
    step: string;
    /** How, in words. */
    formula: string;
    /** The numbers that went in, by name. */
    numbers: Record<string, string | number | null>;
    /** What came out; null where there is no such number. */
    result: string | number | boolean | null;
  }[];
  /** What would end it; null when it is not low. */
  toClear: {
    /** Base units that must come in, or be released, for its alert to end. */
    units: number;
    /** Or the highest threshold at which it is not low; null when nothing is available. */
    threshold: number | null;
  } | null;
  /** What would make it low; null when it is low, or nothing may be low there. */
  toBecomeLow: {
    /** Base units that must go. */
    units: number;
    /** Days that takes at this velocity, rounded up, and the day; null without velocity. */
    days: number | null;
    date: string | null;
  } | null;
}

/**
 * Where a level stands: `listed` with what is low and in demand, `listed_without_demand` only under `demand:
 * 'any'`,
 * `not_low`, or `not_watched`, where nothing may be low.
 */
export type AlertVerdict = 'listed' | 'listed_without_demand' | 'not_low' | 'not_watched';

export interface ExplainAlertInput {
  productId: ProductId;
  warehouseId: WarehouseId;
  /** Days of sales that count as recent, 1 to 365; default the company's (90). */
  recentSalesDays?: number | undefined;
  /** Last day of the demand window, in the company's time zone; default today. */
  windowEndsOn?: string | undefined;
}

/** Why there is nobody to order from. */
export type NoSupplierReason = 'no_offer' | 'no_primary_offer' | 'supplier_inactive';
