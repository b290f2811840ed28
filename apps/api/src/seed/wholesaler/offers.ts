import type { CatalogueProduct } from './catalogue.ts';
import { randomOf } from './chance.ts';
import { type DemoSupplier, SUPPLIERS } from './suppliers.ts';

export interface DemoOffer {
  supplier: string;
  sku: string;
  supplierSku: string;
  /** Per piece, in EUR. */
  price: number;
  leadTimeDays: number;
  minimumOrderQuantity: number;
  packSize: number;
  primary: boolean;
}

/** Who sends a thing on which terms: mostly one supplier, sometimes a second; a few have none, or none that is primary. */
export function offersOf(product: CatalogueProduct): DemoOffer[] {
  const random = randomOf('offers', product.sku);
  if (product.hasNoSupplier) return [];
  const able = SUPPLIERS.filter(({ categories }) => categories.includes(product.category));
  // All packs of one thing come from the same house.
  const first = randomOf('supplier', product.category, product.title).pick(able);
  const others = able.filter((supplier) => supplier !== first);
  const second = others.length > 0 && random.chance(0.15) ? random.pick(others) : undefined;
  const offers = [offerOf(product, first, product.cost, !product.hasNoPrimary)];
  if (second) offers.push(offerOf(product, second, product.cost * (1.03 + random.next() * 0.09), false));
  return offers;
}

function offerOf(
  product: CatalogueProduct,
  supplier: DemoSupplier,
  price: number,
  primary: boolean,
): DemoOffer {
  const { sku, packSize } = product;
  const minimum =
    product.price > 100 ? 1 : product.price > 30 ? Math.min(4, supplier.minimum) : supplier.minimum;
  return {
    supplier: supplier.name,
    sku,
    supplierSku: `${supplier.name
      .slice(0, 3)
      .toUpperCase()
      .normalize('NFD')
      .replace(/[^A-Z]/g, '')}${ean13Tail(product.barcode)}`,
    price: Math.round(price * 100) / 100,
    leadTimeDays: supplier.leadTimeDays,
    minimumOrderQuantity: Math.ceil(minimum / packSize) * packSize,
    packSize,
    primary,
  };
}

const ean13Tail = (barcode: string): string => `-${barcode.slice(7, 12)}`;
