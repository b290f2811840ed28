import { z } from 'zod';
import { daySchema, idSchema, instantSchema, moneySchema, wholeNumber } from './primitives.ts';

/** The most days of a report's window. */
export const REPORT_DAYS_MAX = 365;

const windowDays = wholeNumber(1, REPORT_DAYS_MAX);

export const overviewInput = z
  .strictObject({
    /** Holds that end within so many hours count as about to end: 1 to 720; default 24. */
    endingWithinHours: wholeNumber(1, 720).default(24),
  })
  .prefault({});

/** What needs a person now, and how the stock stands. Quantities in base units, money in the company's currency. */
export const overviewSchema = z.object({
  generatedAt: instantSchema,
  /** The company's day of `generatedAt`. */
  today: daySchema,
  timeZone: z.string(),
  currency: z.string(),
  /** As `alerts.list` counts them without filters; null without the scope `alerts:read`. */
  alerts: z
    .object({
      open: z.int(),
      acknowledged: z.int(),
      /** Of the open and acknowledged: stock lasts no longer than the company's critical days. */
      critical: z.int(),
      /** Of the open and acknowledged: every other one. */
      low: z.int(),
    })
    .nullable(),
  /** Null without the scope `sales:read`. */
  sales: z
    .object({
      /** Confirmed sales: their stock is reserved and has not left, or not all of it. */
      toShip: z.int(),
      /** When the oldest of them was sold. */
      oldestToShipAt: instantSchema.nullable(),
      drafts: z.int(),
    })
    .nullable(),
  /** Active holds that end within `endingWithinHours`. */
  reservationsEnding: z.int(),
  transfersInTransit: z.int(),
  countsOpen: z.int(),
  catalogue: z.object({
    /** Active products, bundles among them. */
    products: z.int(),
    /** Active warehouses. */
    warehouses: z.int(),
  }),
  stock: z.object({
    /** On hand in all warehouses. */
    units: z.int(),
    /**
     * On hand × the level's average cost, else the product's cost; summed exactly, then rounded to four decimals. Stock of
     * products and warehouses that are not active any more counts: it is still there.
     */
    value: moneySchema,
    /** Units of these whose cost is not known: the value is without them. */
    unitsWithoutCost: z.int(),
    /** Active products that have been in stock somewhere; no bundles, nothing discontinued or archived. */
    productsStocked: z.int(),
    /** Of these: nothing is available in any active warehouse. `products.list` with `stock: 'out'` lists them. */
    stockOuts: z.int(),
  }),
});
export type Overview = z.output<typeof overviewSchema>;

export const salesTrendInput = z
  .strictObject({
    /** Days of the window, which ends today: 1 to 365; default 30. */
    days: windowDays.default(30),
  })
  .prefault({});

const salesFigures = {
  /** Sales completed, also those that came back later. */
  sales: z.int(),
  /** Units, or bundles, that were shipped. */
  units: z.int(),
  /** What was shipped × its unit price, by the day of the sale. */
  revenue: moneySchema,
  /** What was given back for returns, by the day on which they came back. */
  refunds: moneySchema,
};
/** Completed sales by the company's local day. Money in the company's currency. */
export const salesTrendSchema = z.object({
  startsOn: daySchema,
  endsOn: daySchema,
  timeZone: z.string(),
  currency: z.string(),
  /** Every day of the window, the oldest first; days without a sale are 0. */
  days: z.array(z.object({ day: daySchema, ...salesFigures })),
  total: z.object(salesFigures),
  /** As many days right before the window. */
  previous: z.object({ startsOn: daySchema, endsOn: daySchema, ...salesFigures }),
});
export type SalesTrend = z.output<typeof salesTrendSchema>;

export const turnoverInput = z
  .strictObject({
    /** Days of the window, which ends now: 1 to 365; default 90. */
    days: windowDays.default(90),
  })
  .prefault({});

/**
 * How often the stock is sold and replaced in a year: cost of goods sold ÷ average stock value, both of the window, × 365 ÷
 * its days (inventory turnover as in Silver, Pyke & Thomas, Inventory and Production Management in Supply Chains). Both sides
 * value a unit at what it costs today (the level's average cost, else the product's), so a change of prices is no turnover.
 */
export const turnoverSchema = z.object({
  startsOn: daySchema,
  endsOn: daySchema,
  days: z.int(),
  timeZone: z.string(),
  currency: z.string(),
  /** Units that left for sales less those that came back to stock, at cost; rounded to four decimals. */
  costOfGoodsSold: moneySchema,
  /** Stock value averaged over time, from the ledger: a unit that lay there half the window counts half. */
  averageStockValue: moneySchema,
  /** Turns a year; null where nothing was in stock. */
  turnsPerYear: z.number().nullable(),
  /** 365 ÷ turns: how many days the average stock lasts; null where nothing was sold. */
  daysOfStock: z.number().nullable(),
  /** Units sold whose cost is not known: both values are without them. */
  unitsWithoutCost: z.int(),
});
export type Turnover = z.output<typeof turnoverSchema>;

export const productTimelineInput = z.strictObject({
  productId: idSchema,
  /** Only in this warehouse; default all. */
  warehouseId: idSchema.optional(),
  /** Days, today included: 1 to 365; default 90. */
  days: windowDays.default(90),
});

/** A product's stock day by day, and when it runs out. Base units; days of the company's time zone. */
export const productTimelineSchema = z.object({
  productId: idSchema,
  /** Null: all warehouses. */
  warehouseId: idSchema.nullable(),
  startsOn: daySchema,
  endsOn: daySchema,
  timeZone: z.string(),
  onHand: z.int(),
  reserved: z.int(),
  available: z.int(),
  /** The threshold that counts; of several warehouses the sum of theirs; null where nothing can be low. */
  threshold: z.int().nullable(),
  /** Days of the company's own demand window, which `velocity` is of. */
  velocityDays: z.int(),
  /** Units sold less units returned in these days. */
  netUnits: z.int(),
  /** Units a day, as alerts compute it; of several warehouses the sum of theirs. */
  velocity: z.number(),
  /** Whole days that what is available lasts, as if it could be sold from anywhere; null without demand. */
  daysUntilStockout: z.int().nullable(),
  /** The local day on which it runs out; null when it does not, or not within a century. */
  stockoutDate: daySchema.nullable(),
  /** Every day, the oldest first. */
  days: z.array(
    z.object({
      day: daySchema,
      /** At the end of the day; today: now. */
      onHand: z.int(),
      /** Units that came in, by every kind of movement; transfers among them. */
      movedIn: z.int(),
      movedOut: z.int(),
      /** Demand of completed sales, by the day of the sale; components, where bundles were sold. */
      sold: z.int(),
      returned: z.int(),
    }),
  ),
});
export type ProductTimeline = z.output<typeof productTimelineSchema>;

export type OverviewInput = z.input<typeof overviewInput>;
export type SalesTrendInput = z.input<typeof salesTrendInput>;
export type TurnoverInput = z.input<typeof turnoverInput>;
export type ProductTimelineInput = z.input<typeof productTimelineInput>;
