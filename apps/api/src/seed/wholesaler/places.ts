/** A warehouse of the demo company. */
export interface Place {
  name: string;
  /** Short form, for delivery notes. */
  code: string;
  address: { line1: string; city: string; postalCode: string; country: string };
  /** What it sells, of what Hamburg does. */
  share: number;
  /** How many of the products it keeps. */
  assortment: number;
  /** The weekday on which its deliveries come; Monday is 1. One day for each place keeps every level's ledger in time. */
  deliveryWeekday: number;
}

const country = 'Germany';

export const PLACES: readonly Place[] = [
  {
    name: 'Hamburg Central',
    code: 'HH',
    address: { line1: 'Stenzelring 18', postalCode: '21107', city: 'Hamburg', country },
    share: 1,
    assortment: 1,
    deliveryWeekday: 2,
  },
  {
    name: 'Leipzig North',
    code: 'LE',
    address: { line1: 'Maximilianallee 40', postalCode: '04129', city: 'Leipzig', country },
    share: 0.55,
    assortment: 0.6,
    deliveryWeekday: 3,
  },
  {
    name: 'Munich East',
    code: 'MU',
    address: { line1: 'Weißenfelder Straße 7', postalCode: '85551', city: 'Kirchheim bei München', country },
    share: 0.7,
    assortment: 0.66,
    deliveryWeekday: 4,
  },
  {
    name: 'Berlin Shop',
    code: 'BE',
    address: { line1: 'Bergmannstraße 92', postalCode: '10961', city: 'Berlin', country },
    share: 0.4,
    assortment: 0.26,
    deliveryWeekday: 5,
  },
];
