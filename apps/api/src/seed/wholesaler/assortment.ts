/** When a thing is asked for; without a season all year round. */
export type Season = 'winter' | 'summer' | 'advent';

export interface Category {
  name: string;
  description: string;
  /** Null: the company's. */
  lowStockThreshold: number | null;
}

/** One form that a thing comes in; `factor` is of the thing's price. */
interface Variant {
  label: string;
  code: string;
  factor: number;
  grams?: number;
}

/** Things of one kind that come in the same forms. Prices in EUR: of a kilogram where there are packs, else of a piece. */
export interface Range {
  category: string;
  prefix: string;
  variants: readonly Variant[];
  goods: readonly (readonly [name: string, price: number, season?: Season])[];
}

export const CATEGORIES: readonly Category[] = [
  { name: 'Black tea', description: 'Single estates and blends, loose leaf', lowStockThreshold: 12 },
  { name: 'Green & white tea', description: 'China, Japan and Nepal, loose leaf', lowStockThreshold: 10 },
  { name: 'Herbal & fruit infusions', description: 'Herbs, fruit and rooibos', lowStockThreshold: 14 },
  { name: 'Coffee beans', description: 'Whole beans, roasted every week', lowStockThreshold: 16 },
  { name: 'Ground coffee', description: 'Ground for filter, press and moka', lowStockThreshold: 16 },
  { name: 'Teapots & infusers', description: 'Pots, strainers and tea sets', lowStockThreshold: 5 },
  { name: 'Coffee makers & grinders', description: 'Brewing by hand, and grinding', lowStockThreshold: 3 },
  { name: 'Cups & glassware', description: 'For table and counter', lowStockThreshold: 12 },
  { name: 'Kitchen tools', description: 'For baristas and pastry kitchens', lowStockThreshold: 6 },
  { name: 'Biscuits & confectionery', description: 'To go with the cup', lowStockThreshold: 18 },
  { name: 'Gifts & advent', description: 'Sets and calendars, mostly for winter', lowStockThreshold: null },
  { name: 'Filters & packaging', description: 'What a café uses up', lowStockThreshold: 20 },
];
