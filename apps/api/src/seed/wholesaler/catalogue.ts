import { CATEGORIES, type Season } from './assortment.ts';
import { DRINKS } from './assortment-drinks.ts';
import { GOODS } from './assortment-goods.ts';
import { randomOf } from './chance.ts';
import { ean13 } from './ean13.ts';

/** How a thing sells. */
export type Mover = 'fast' | 'steady' | 'slow' | 'seasonal' | 'intermittent';

/** A product of the demo company. Money in EUR. */
export interface CatalogueProduct {
  sku: string;
  name: string;
  /** The name without the pack. */
  title: string;
  category: string;
  barcode: string;
  price: number;
  cost: number;
  weightGrams: number | null;
  /** What a customer takes at a time, in pieces. */
  typicalQuantity: number;
  packSize: number;
  mover: Mover;
  season: Season | undefined;
  /** So many days before the end it was new; undefined: before the year began. */
  launchedDaysAgo: number | undefined;
  /** So many days before the end the last delivery came. */
  endedDaysAgo: number | undefined;
  /** Own threshold; null leaves it to the category. */
  lowStockThreshold: number | null;
  hasNoSupplier: boolean;
  hasNoPrimary: boolean;
}

/** All products, the same every time. */
export function catalogueOf(): CatalogueProduct[] {
  const products = [...DRINKS, ...GOODS].flatMap(({ category, prefix, variants, goods }) =>
    goods.flatMap(([title, price, season], line) =>
      variants.map((variant): CatalogueProduct => {
        const sku = [prefix, 101 + line, variant.code].filter((part) => part !== '').join('-');
        const name = variant.label === '' ? title : `${title}, ${variant.label}`;
        return productOf({
          sku,
          name,
          title,
          category,
          price: price * variant.factor,
          season,
          grams: variant.grams,
        });
      }),
    ),
  );
  return products.map((product, index) => ({ ...product, barcode: ean13(40_100 + index * 7) }));
}

interface Bare {
  sku: string;
  name: string;
  title: string;
  category: string;
  price: number;
  season: Season | undefined;
  grams: number | undefined;
}

function productOf({ sku, name, title, category, season, grams, ...bare }: Bare): CatalogueProduct {
  const random = randomOf('product', sku);
  const price = rounded(bare.price);
  const mover = season ? 'seasonal' : moverOf(random.next(), price);
  const isOrdinary = mover === 'steady' || mover === 'slow';
  // One chance for each fate, drawn in one order: a thing is new or ended, not both.
  const fate = random.next();
  const typicalQuantity = quantityOf(price);
  return {
    sku,
    name,
    title,
    category,
    barcode: '',
    price,
    cost: Math.round(price * (0.52 + random.next() * 0.16) * 100) / 100,
    weightGrams: grams ?? null,
    typicalQuantity,
    packSize: typicalQuantity >= 6 ? 6 : typicalQuantity >= 4 ? 4 : 1,
    mover,
    season,
    launchedDaysAgo: isOrdinary && fate < 0.06 ? random.int(18, 110) : undefined,
    endedDaysAgo: isOrdinary && fate > 0.95 ? random.int(75, 190) : undefined,
    lowStockThreshold: ownThreshold(mover, typicalQuantity, random.chance(0.06), category),
    hasNoSupplier: isOrdinary && fate > 0.4 && fate < 0.44,
    hasNoPrimary: isOrdinary && fate > 0.5 && fate < 0.53,
  };
}

/** Things that go out every day have a threshold of their own; so do a few others that somebody looked after. */
function ownThreshold(mover: Mover, quantity: number, isTended: boolean, category: string): number | null {
  if (mover === 'fast') return quantity * 8;
  const ofCategory = CATEGORIES.find(({ name }) => name === category)?.lowStockThreshold ?? 10;
  return isTended ? Math.max(2, Math.round(ofCategory * 0.7)) : null;
}

function moverOf(chance: number, price: number): Mover {
  if (price > 60) return chance < 0.5 ? 'slow' : 'intermittent';
  if (chance < 0.15) return 'fast';
  if (chance < 0.62) return 'steady';
  return chance < 0.86 ? 'slow' : 'intermittent';
}

const quantityOf = (price: number): number =>
  price < 4 ? 12 : price < 9 ? 8 : price < 20 ? 5 : price < 45 ? 3 : price < 120 ? 2 : 1;

/** To five cents, over fifty euros to half a euro. */
const rounded = (price: number): number => {
  const step = price >= 50 ? 2 : 20;
  return Math.round(price * step) / step;
};
