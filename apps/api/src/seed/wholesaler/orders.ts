import type { BusinessDay } from './calendar.ts';
import { localTime } from './calendar.ts';
import type { CatalogueProduct } from './catalogue.ts';
import { randomOf } from './chance.ts';
import { type Customer, customersOf } from './people.ts';
import type { Place } from './places.ts';

export interface OrderLine {
  product: CatalogueProduct;
  place: Place;
  quantity: number;
  unitPrice: number;
}

/** A sale or a return as it will be imported. */
export interface Entry {
  type: 'sale' | 'return';
  channel: string;
  /** Unique in its channel and type. */
  externalId: string;
  /** Local time. */
  at: string;
  customer: Customer | undefined;
  disposition: 'restock' | 'scrap';
  notes: string | undefined;
  lines: OrderLine[];
}

/** What is sold from a place other than the shop comes in these ways; the shares are out of 100. */
const CHANNELS: readonly (readonly [channel: string, upTo: number])[] = [
  ['web', 52],
  ['phone', 70],
  ['email', 84],
  ['field sales', 94],
  ['marketplace', 100],
];
const PREFIX: Record<string, string> = {
  web: 'W',
  phone: 'P',
  email: 'E',
  'field sales': 'F',
  marketplace: 'M',
  store: 'S',
};
const RETURN_NOTES = [
  'Ordered too many',
  'Wrong article picked',
  'Packaging dented',
  'Customer changed their mind',
];

const customers = customersOf();
const customerWeights = customers.reduce((sum, { weight }) => sum + weight, 0);

/** One piece of a level's day that has to become part of an order. */
export interface DayLine {
  product: CatalogueProduct;
  quantity: number;
}

/** The sales of a place on a day: its lines put together as customers would, at times between opening and closing. */
export function salesOfDay(place: Place, today: BusinessDay, dayLines: readonly DayLine[]): Entry[] {
  const random = randomOf('orders', place.code, today.day);
  const open = random.shuffle(dayLines);
  const entries: Entry[] = [];
  while (open.length > 0) {
    const isStore = place.code === 'BE' && random.chance(0.85);
    const size = 1 + random.poisson(isStore ? 0.7 : 3.1);
    const roll = random.int(1, 100);
    const channel = isStore ? 'store' : (CHANNELS.find(([, upTo]) => roll <= upTo)?.[0] ?? 'web');
    const isAnonymous = isStore || channel === 'marketplace';
    const customer = isAnonymous ? undefined : customerAt(random.next() * customerWeights);
    const lines = joined(open.splice(0, size)).map(({ product, quantity }) => ({
      product,
      place,
      quantity,
      unitPrice: Math.round(product.price * (100 - (customer?.discount ?? 0))) / 100,
    }));
    const minute = random.int(today.opensAt, Math.max(today.opensAt, today.closesAt - 1));
    const at = localTime(today.day, minute, random.int(0, 59));
    entries.push({
      type: 'sale',
      channel,
      externalId: '',
      at,
      customer,
      disposition: 'restock',
      notes: undefined,
      lines,
    });
  }
  return entries;
}

export function returnOf(place: Place, today: BusinessDay, line: DayLine, isScrap: boolean): Entry {
  const random = randomOf('return', place.code, today.day, line.product.sku);
  const minute = random.int(today.opensAt, Math.max(today.opensAt, today.closesAt - 1));
  return {
    type: 'return',
    channel: place.code === 'BE' ? 'store' : random.pick(['web', 'web', 'phone', 'email']),
    externalId: '',
    at: localTime(today.day, minute, random.int(0, 59)),
    customer: undefined,
    disposition: isScrap ? 'scrap' : 'restock',
    notes: isScrap ? 'Broken on arrival' : random.pick(RETURN_NOTES),
    lines: [{ ...line, place, unitPrice: line.product.price }],
  };
}

/** Puts the entries in order of time and numbers them, each channel for itself. */
export function numbered(entries: readonly Entry[]): Entry[] {
  const counts = new Map<string, number>();
  return entries
    .map((entry, index) => ({ entry, index }))
    .sort((a, b) => (a.entry.at < b.entry.at ? -1 : a.entry.at > b.entry.at ? 1 : a.index - b.index))
    .map(({ entry }) => {
      const key = entry.type === 'return' ? `R${PREFIX[entry.channel]}` : (PREFIX[entry.channel] ?? 'X');
      const number = (counts.get(key) ?? 0) + 1;
      counts.set(key, number);
      return { ...entry, externalId: `${key}-${10_000 + number}` };
    });
}

/** Two lines of one product in one order are one line. */
function joined(lines: readonly DayLine[]): DayLine[] {
  const bySku = new Map<string, DayLine>();
  for (const { product, quantity } of lines) {
    bySku.set(product.sku, { product, quantity: quantity + (bySku.get(product.sku)?.quantity ?? 0) });
  }
  return [...bySku.values()];
}

function customerAt(weight: number): Customer | undefined {
  let left = weight;
  return customers.find((customer) => {
    left -= customer.weight;
    return left < 0;
  });
}
