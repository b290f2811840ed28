// Written by `pnpm types` from @stockflow/schemas; a test holds it up to date. Do not edit.
import type { CategoryId, CompanyId, ProductId, SupplierId, WarehouseId } from './ids.ts';

export interface ListLowStockInput {
  /** Items in one page: 1 to 250; default 50. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. */
  cursor?: string | undefined;
  warehouseIds?: WarehouseId[] | undefined;
  categoryIds?: CategoryId[] | undefined;
  /** Products whose primary supplier is one of these. */
  supplierIds?: SupplierId[] | undefined;
  severity?: 'critical' | 'low' | undefined;
  /** Days of sales that count as recent, 1 to 365; default the company's (90). */
  recentSalesDays?: number | undefined;
  /** `recent` (default): only what sold in the window; `any`: whether it sold or not. */
  demand?: 'any' | 'recent' | undefined;
  /**
   * Last day of the demand window, in the company's time zone; default today. For a history that
   * ends in the past. Stock is always today's.
   */
  windowEndsOn?: string | undefined;
}

/** One product that is low in one warehouse. Quantities in base units, velocity in units a day. */
export interface LowStockAlert {
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
  severity: 'critical' | 'low' | (string & {});
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
}

/** Totals are of the whole result, not of the page. */
export interface LowStockAnswer {
  alerts: LowStockAlert[];
  totalAlerts: number;
  criticalAlerts: number;
  summary: {
    companyId: CompanyId;
    recentSalesDays: number;
    windowStartsOn: string;
    windowEndsOn: string;
    /** IANA time zone, such as "Europe/Berlin". */
    timeZone: string;
    generatedAt: string;
  };
  /** Give it as `cursor` to get the next page; null on the last page. */
  nextCursor: string | null;
}
