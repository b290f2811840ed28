import { CATEGORIES, type CategoryData } from './data/catalogue.ts';
import { SUPPLIERS, WAREHOUSES } from './data/people.ts';
import { ean13 } from './ean.ts';
import type { Random } from './random.ts';

/** How a product sells: often, now and then, hardly, or seldom and then a lot. */
export type Pace = 'fast' | 'steady' | 'slow' | 'intermittent';

export interface Offer {
  /** Its place in SUPPLIERS. */
  supplier: number;
  supplierSku: string;
  /** EUR with two decimals. */
  price: string;
  leadTimeDays: number;
  minimumOrderQuantity: number;
  packSize: number;
  isPrimary: boolean;
}

export interface DemoProduct {
  sku: string;
  name: string;
  category: CategoryData;
  /** EUR with two decimals. */
  price: string;
  cost: string;
  barcode: string;
  weightGrams: number;
  pace: Pace;
  /** Units on an ordinary order line. */
  usualQuantity: number;
  /** First day of the year (0 to 364) on which it is sold; later than 0 for new ones. */
  firstDay: number;
  /** From this day on nothing more is bought in; 366 where it never ends. */
  endDay: number;
  /** Places in WAREHOUSES. */
  warehouses: number[];
  offers: Offer[];
}

/** Days of the demo's year. */
export const YEAR_DAYS = 365;
const NEW_PRODUCTS = 15;
const DISCONTINUED = 12;
const WITHOUT_SUPPLIER = 7;
const WITHOUT_PRIMARY = 8;

/** The demo's products, in order of SKU. */
export function makeCatalogue(random: Random): DemoProduct[] {
  const products = CATEGORIES.flatMap((category) =>
    variantsOf(category).map((variant, index) => makeProduct(variant, index, category, random)),
  );
  products.forEach((product, index) => {
    product.barcode = ean13(4_100_000 + index * 37);
  });
  const [fresh, ended, orphans, unranked] = portions(random.shuffled(products), [
    NEW_PRODUCTS,
    DISCONTINUED,
    WITHOUT_SUPPLIER,
    WITHOUT_PRIMARY,
  ]);
  for (const product of fresh!) product.firstDay = YEAR_DAYS - random.whole(15, 70);
  for (const product of ended!) product.endDay = YEAR_DAYS - random.whole(60, 200);
  for (const product of orphans!) product.offers = [];
  for (const product of unranked!) for (const offer of product.offers) offer.isPrimary = false;
  return products;
}

interface Variant {
  name: string;
  size: string;
  price: number;
}

/** Reads `name | price | variant × factor, …`. */
function variantsOf({ items }: CategoryData): Variant[] {
  return items
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [name = '', price = '', variants = ''] = line.split('|').map((part) => part.trim());
      return variants.split(', ').map((variant) => {
        const cut = variant.lastIndexOf('×');
        const size = variant.slice(0, cut).trim();
        const factor = Number(variant.slice(cut + 1));
        return {
          name: size === 'Single' ? name : `${name}, ${size}`,
          size,
          // Prices end in 0 or 5.
          price: Math.max(0.1, Math.round(Number(price) * factor * 20) / 20),
        };
      });
    });
}

function makeProduct(
  { name, size, price }: Variant,
  index: number,
  category: CategoryData,
  random: Random,
): DemoProduct {
  const cost = price * random.between(0.52, 0.7);
  const pace = paceOf(category, random);
  return {
    sku: `${category.prefix}-${1010 + index * 10}`,
    name,
    category,
    price: price.toFixed(2),
    cost: cost.toFixed(2),
    barcode: '',
    weightGrams: weightOf(size, price, random),
    pace,
    usualQuantity: usualQuantity(price, pace, random),
    firstDay: 0,
    endDay: YEAR_DAYS + 1,
    warehouses: WAREHOUSES.flatMap(({ range }, place) => (random.chance(range) ? [place] : [])),
    offers: offersOf({ category, cost, price }, random),
  };
}

/** Tools and tableware are bought once, coffee every week. */
function paceOf({ prefix }: CategoryData, random: Random): Pace {
  const lasts = ['KIT', 'TAB', 'PKG'].includes(prefix);
  const at = random.next();
  if (at < (lasts ? 0.05 : 0.17)) return 'fast';
  if (at < (lasts ? 0.3 : 0.54)) return 'steady';
  if (at < (lasts ? 0.72 : 0.89)) return 'slow';
  return 'intermittent';
}

function usualQuantity(price: number, pace: Pace, random: Random): number {
  const most = price < 2 ? 36 : price < 6 ? 18 : price < 15 ? 8 : price < 35 ? 4 : 2;
  return Math.max(1, Math.round(most * random.between(0.5, 1) * (pace === 'intermittent' ? 3 : 1)));
}

function weightOf(size: string, price: number, random: Random): number {
  const found = /([\d.]+) (kg|g|ml|l)\b/.exec(size);
  if (!found) return Math.round(60 + price * random.between(15, 40));
  const amount = Number(found[1]) * (found[2] === 'kg' || found[2] === 'l' ? 1000 : 1);
  return Math.max(1, Math.round(amount * 1.06));
}

interface Priced {
  category: CategoryData;
  price: number;
  cost: number;
}

function offersOf({ category, price, cost }: Priced, random: Random): Offer[] {
  const able = SUPPLIERS.flatMap(({ delivers }, place) => (delivers.includes(category.prefix) ? [place] : []));
  const chosen = random.shuffled(able).slice(0, random.chance(0.35) ? 2 : 1);
  const packSize = random.pick(price < 3 ? [12, 24] : price < 10 ? [6, 12] : price < 30 ? [2, 4, 6] : [1]);
  return chosen.map((supplier, rank) => ({
    supplier,
    supplierSku: `${category.prefix[0]}${random.whole(10_000, 99_999)}`,
    price: (cost * (rank === 0 ? 1 : random.between(1.02, 1.12))).toFixed(2),
    leadTimeDays: SUPPLIERS[supplier]!.leadTimeDays + random.whole(0, 2),
    minimumOrderQuantity: packSize * random.pick([1, 1, 2, 4]),
    packSize,
    isPrimary: rank === 0,
  }));
}

/** Cuts the first items off in portions of the given sizes. */
function portions<T>(items: readonly T[], sizes: readonly number[]): T[][] {
  let from = 0;
  return sizes.map((size) => items.slice(from, (from += size)));
}
