// Written by `pnpm types` from @stockflow/schemas; a test holds it up to date. Do not edit.
import type { ProductId, WarehouseId } from './ids.ts';

/**
 * What needs a person now, and how the stock stands. Quantities in base units, money in the company's
 * currency.
 */
export interface Overview {
  generatedAt: string;
  /** The company's day of `generatedAt`. */
  today: string;
  /** IANA time zone, such as "Europe/Berlin". */
  timeZone: string;
  /** ISO 4217 code, such as "EUR". */
  currency: string;
  /** As `alerts.list` counts them without filters; null without the scope `alerts:read`. */
  alerts: {
    open: number;
    acknowledged: number;
    /** Of the open and acknowledged: stock lasts no longer than the company's critical days. */
    critical: number;
    /** Of the open and acknowledged: every other one. */
    low: number;
  } | null;
  /** Null without the scope `sales:read`. */
  sales: {
    /** Confirmed sales: their stock is reserved and has not left, or not all of it. */
    toShip: number;
    /** When the oldest of them was sold. */
    oldestToShipAt: string | null;
    drafts: number;
  } | null;
  /** Active holds that end within `endingWithinHours`. */
  reservationsEnding: number;
  transfersInTransit: number;
  countsOpen: number;
  catalogue: {
    /** Active products, bundles among them. */
    products: number;
    /** Active warehouses. */
    warehouses: number;
  };
  stock: {
    /** On hand in all warehouses. */
    units: number;
    /**
     * On hand × the level's average cost, else the product's cost; summed exactly, then rounded to four
     * decimals. Stock of
     * products and warehouses that are not active any more counts: it is still there.
     */
    value: string;
    /** Units of these whose cost is not known: the value is without them. */
    unitsWithoutCost: number;
    /** Active products that have been in stock somewhere; no bundles, nothing discontinued or archived. */
    productsStocked: number;
    /**
     * Of these: nothing is available in any active warehouse. `products.list` with `stock: 'out'` lists them.
     */
    stockOuts: number;
  };
}

export interface OverviewInput {
  /** Holds that end within so many hours count as about to end: 1 to 720; default 24. */
  endingWithinHours?: number | undefined;
}

/** A product's stock day by day, and when it runs out. Base units; days of the company's time zone. */
export interface ProductTimeline {
  productId: ProductId;
  /** Null: all warehouses. */
  warehouseId: WarehouseId | null;
  startsOn: string;
  endsOn: string;
  /** IANA time zone, such as "Europe/Berlin". */
  timeZone: string;
  /** Base units that are there. */
  onHand: number;
  /** Base units that are held for sales. */
  reserved: number;
  /** Base units that can still be sold: `onHand` less `reserved`. */
  available: number;
  /** The threshold that counts; of several warehouses the sum of theirs; null where nothing can be low. */
  threshold: number | null;
  /** Days of the company's own demand window, which `velocity` is of. */
  velocityDays: number;
  /** Units sold less units returned in these days. */
  netUnits: number;
  /** Units a day, as alerts compute it; of several warehouses the sum of theirs. */
  velocity: number;
  /** Whole days that what is available lasts, as if it could be sold from anywhere; null without demand. */
  daysUntilStockout: number | null;
  /** The local day on which it runs out; null when it does not, or not within a century. */
  stockoutDate: string | null;
  /** Every day, the oldest first. */
  days: {
    day: string;
    /** At the end of the day; today: now. */
    onHand: number;
    /** Units that came in, by every kind of movement; transfers among them. */
    movedIn: number;
    movedOut: number;
    /** Demand of completed sales, by the day of the sale; components, where bundles were sold. */
    sold: number;
    returned: number;
  }[];
}

export interface ProductTimelineInput {
  productId: ProductId;
  /** Only in this warehouse; default all. */
  warehouseId?: WarehouseId | undefined;
  /** Days, today included: 1 to 365; default 90. */
  days?: number | undefined;
}

/** Completed sales by the company's local day. Money in the company's currency. */
export interface SalesTrend {
  startsOn: string;
  endsOn: string;
  /** IANA time zone, such as "Europe/Berlin". */
  timeZone: string;
  /** ISO 4217 code, such as "EUR". */
  currency: string;
  /** Every day of the window, the oldest first; days without a sale are 0. */
  days: {
    /** Sales completed, also those that came back later. */
    sales: number;
    /** Units, or bundles, that were shipped. */
    units: number;
    /** What was shipped × its unit price, by the day of the sale. */
    revenue: string;
    /** What was given back for returns, by the day on which they came back. */
    refunds: string;
    day: string;
  }[];
  /** A decimal string, in the company's currency. */
  total: {
    /** Sales completed, also those that came back later. */
    sales: number;
    /** Units, or bundles, that were shipped. */
    units: number;
    /** What was shipped × its unit price, by the day of the sale. */
    revenue: string;
    /** What was given back for returns, by the day on which they came back. */
    refunds: string;
  };
  /** As many days right before the window. */
  previous: {
    /** Sales completed, also those that came back later. */
    sales: number;
    /** Units, or bundles, that were shipped. */
    units: number;
    /** What was shipped × its unit price, by the day of the sale. */
    revenue: string;
    /** What was given back for returns, by the day on which they came back. */
    refunds: string;
    startsOn: string;
    endsOn: string;
  };
}

export interface SalesTrendInput {
  /** Days of the window, which ends today: 1 to 365; default 30. */
  days?: number | undefined;
}

/**
 * How often the stock is sold and replaced in a year: cost of goods sold ÷ average stock value, both of the
 * window, × 365 ÷
 * its days (inventory turnover as in Silver, Pyke & Thomas, Inventory and Production Management in Supply
 * Chains). Both sides
 * value a unit at what it costs today (the level's average cost, else the product's), so a change of prices
 * is no turnover.
 */
export interface Turnover {
  startsOn: string;
  endsOn: string;
  days: number;
  /** IANA time zone, such as "Europe/Berlin". */
  timeZone: string;
  /** ISO 4217 code, such as "EUR". */
  currency: string;
  /** Units that left for sales less those that came back to stock, at cost; rounded to four decimals. */
  costOfGoodsSold: string;
  /** Stock value averaged over time, from the ledger: a unit that lay there half the window counts half. */
  averageStockValue: string;
  /** Turns a year; null where nothing was in stock. */
  turnsPerYear: number | null;
  /** 365 ÷ turns: how many days the average stock lasts; null where nothing was sold. */
  daysOfStock: number | null;
  /** Units sold whose cost is not known: both values are without them. */
  unitsWithoutCost: number;
}

export interface TurnoverInput {
  /** Days of the window, which ends now: 1 to 365; default 90. */
  days?: number | undefined;
}
