import type { CatalogueProduct } from './catalogue.ts';
import { randomOf } from './random.ts';

export interface DemoSupplier {
  name: string;
  /** The local part is before the @; domains are of the reserved ending `.example`. */
  contactEmail: string;
  contactPhone: string;
  city: string;
  country: string;
  paymentTermsDays: number;
  leadTimeDays: number;
  /** Fewest units that it sends of one thing, where its packs allow. */
  minimum: number;
  categories: readonly string[];
}

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

type Row = [name: string, mail: string, phone: string, city: string, country: string, terms: number, lead: number, minimum: number, categories: string[]];

const rows: Row[] = [
  ['Brahmaputra Tea Exports', 'orders@brahmaputra-tea.example', '+91 361 555 0142', 'Guwahati', 'India', 45, 42, 24, ['Black tea']],
  ['Hanse Teeimport Kruse', 'einkauf@teeimport-kruse.example', '+49 40 5550 118', 'Hamburg', 'Germany', 30, 5, 6, ['Black tea', 'Green & white tea', 'Herbal & fruit infusions']],
  ['Uji Leaf Trading', 'export@ujileaf.example', '+81 75 555 0190', 'Uji', 'Japan', 60, 38, 20, ['Green & white tea']],
  ['Fujian Mountain Tea', 'sales@fujianmountain.example', '+86 591 5550 2231', 'Fuzhou', 'China', 45, 40, 24, ['Green & white tea', 'Black tea']],
  ['Kräuterhof Thüringen', 'bestellung@kraeuterhof.example', '+49 3643 5550 76', 'Weimar', 'Germany', 30, 7, 12, ['Herbal & fruit infusions']],
  ['Cederberg Rooibos Co-op', 'trade@cederberg-rooibos.example', '+27 27 555 0121', 'Clanwilliam', 'South Africa', 45, 35, 24, ['Herbal & fruit infusions']],
  ['Rösterei Nordkai', 'grosshandel@nordkai.example', '+49 421 5550 310', 'Bremen', 'Germany', 14, 4, 12, ['Coffee beans', 'Ground coffee']],
  ['Torrefazione Bellini', 'ordini@torrefazione-bellini.example', '+39 040 555 017', 'Trieste', 'Italy', 30, 9, 12, ['Coffee beans', 'Ground coffee']],
  ['Green Coffee Partners', 'desk@greencoffee-partners.example', '+31 20 555 0188', 'Amsterdam', 'Netherlands', 30, 12, 24, ['Coffee beans']],
  ['Keramikwerk Westerwald', 'vertrieb@keramikwerk.example', '+49 2602 5550 45', 'Höhr-Grenzhausen', 'Germany', 30, 18, 6, ['Teapots & infusers', 'Cups & glassware']],
  ['Iwate Ironware', 'export@iwate-ironware.example', '+81 19 555 0133', 'Morioka', 'Japan', 60, 45, 6, ['Teapots & infusers']],
  ['Glashütte Zwieselau', 'auftrag@zwieselau.example', '+49 9922 5550 12', 'Zwiesel', 'Germany', 30, 14, 12, ['Cups & glassware']],
  ['Officine Caffè Macchine', 'dealer@officinecaffe.example', '+39 02 555 0164', 'Milan', 'Italy', 30, 21, 1, ['Coffee makers & grinders']],
  ['BrewGear Europe', 'b2b@brewgear.example', '+32 3 555 01 77', 'Antwerp', 'Belgium', 30, 8, 4, ['Coffee makers & grinders', 'Kitchen tools']],
  ['Solinger Küchenwerk', 'handel@kuechenwerk.example', '+49 212 5550 88', 'Solingen', 'Germany', 30, 10, 6, ['Kitchen tools']],
  ['Feinbäckerei Lübbers', 'handel@feinbaeckerei.example', '+49 451 5550 29', 'Lübeck', 'Germany', 14, 6, 12, ['Biscuits & confectionery', 'Gifts & advent']],
  ['Geschenkidee Manufaktur', 'order@geschenkidee.example', '+49 351 5550 61', 'Dresden', 'Germany', 30, 16, 6, ['Gifts & advent']],
  ['PackPartner Logistik', 'service@packpartner.example', '+49 511 5550 70', 'Hanover', 'Germany', 14, 3, 20, ['Filters & packaging']],
];

export const SUPPLIERS: readonly DemoSupplier[] = rows.map(
  ([name, contactEmail, contactPhone, city, country, paymentTermsDays, leadTimeDays, minimum, categories]) => ({
    name,
    contactEmail,
    contactPhone,
    city,
    country,
    paymentTermsDays,
    leadTimeDays,
    minimum,
    categories,
  }),
);

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

function offerOf(product: CatalogueProduct, supplier: DemoSupplier, price: number, primary: boolean): DemoOffer {
  const { sku, packSize } = product;
  const minimum = product.price > 100 ? 1 : product.price > 30 ? Math.min(4, supplier.minimum) : supplier.minimum;
  return {
    supplier: supplier.name,
    sku,
    supplierSku: `${supplier.name.slice(0, 3).toUpperCase().normalize('NFD').replace(/[^A-Z]/g, '')}${ean13Tail(product.barcode)}`,
    price: Math.round(price * 100) / 100,
    leadTimeDays: supplier.leadTimeDays,
    minimumOrderQuantity: Math.ceil(minimum / packSize) * packSize,
    packSize,
    primary,
  };
}

const ean13Tail = (barcode: string): string => `-${barcode.slice(7, 12)}`;
