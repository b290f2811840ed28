import type { CreateSupplierInput, CreateWarehouseInput } from '@stockflow/sdk';

export const COMPANY = {
  name: 'Larkfield Trading',
  email: 'office@larkfield.example',
  phone: '+31 10 555 0140',
  currency: 'EUR',
  timeZone: 'Europe/Amsterdam',
  address: { line1: 'Maaskade 118', city: 'Rotterdam', postalCode: '3071 NG', country: 'Netherlands' },
} as const;

/**
 * The demo's password, the same for each of its people. Documented and no secret: it opens invented data on a
 * person's own machine.
 */
export const PASSWORD = 'larkfield-demo';

export const OWNER = { email: 'demo@larkfield.example', firstName: 'Mara', lastName: 'Lindqvist' } as const;

export const MEMBERS = [
  { email: 'jonas.petersen@larkfield.example', firstName: 'Jonas', lastName: 'Petersen', role: 'admin' },
  { email: 'aylin.demir@larkfield.example', firstName: 'Aylin', lastName: 'Demir', role: 'manager' },
  { email: 'tom.vanrijn@larkfield.example', firstName: 'Tom', lastName: 'van Rijn', role: 'operator' },
  { email: 'sofia.marin@larkfield.example', firstName: 'Sofia', lastName: 'Marin', role: 'operator' },
  { email: 'pieter.claes@larkfield.example', firstName: 'Pieter', lastName: 'Claes', role: 'viewer' },
] as const;

export interface WarehouseData {
  name: string;
  address: NonNullable<CreateWarehouseInput['address']>;
  /** Its manager among MEMBERS. */
  managerEmail: (typeof MEMBERS)[number]['email'];
  /** Share of the orders. */
  share: number;
  /** Share of the products that it keeps. */
  range: number;
}

export const WAREHOUSES: readonly WarehouseData[] = [
  {
    name: 'Rotterdam Central',
    address: { line1: 'Waalhaven 42', city: 'Rotterdam', postalCode: '3089 JK', country: 'Netherlands' },
    managerEmail: 'aylin.demir@larkfield.example',
    share: 0.46,
    range: 1,
  },
  {
    name: 'Antwerp North',
    address: { line1: 'Noorderlaan 311', city: 'Antwerp', postalCode: '2030', country: 'Belgium' },
    managerEmail: 'tom.vanrijn@larkfield.example',
    share: 0.24,
    range: 0.55,
  },
  {
    name: 'Hamburg Harbour',
    address: { line1: 'Veddeler Damm 16', city: 'Hamburg', postalCode: '20457', country: 'Germany' },
    managerEmail: 'sofia.marin@larkfield.example',
    share: 0.18,
    range: 0.45,
  },
  {
    name: 'Lyon South',
    address: {
      line1: '27 rue du Port Édouard-Herriot',
      city: 'Lyon',
      postalCode: '69007',
      country: 'France',
    },
    managerEmail: 'sofia.marin@larkfield.example',
    share: 0.12,
    range: 0.35,
  },
];

export interface SupplierData {
  name: string;
  city: string;
  country: string;
  paymentTermsDays: NonNullable<CreateSupplierInput['paymentTermsDays']>;
  /** Days from order to delivery. */
  leadTimeDays: number;
  /** Prefixes of the categories it delivers; the first is what it lives on. */
  delivers: readonly string[];
}

const supplier = (
  name: string,
  [city, country]: [string, string],
  [leadTimeDays, paymentTermsDays]: [number, number],
  ...delivers: string[]
): SupplierData => ({ name, city, country, leadTimeDays, paymentTermsDays, delivers });

export const SUPPLIERS: readonly SupplierData[] = [
  supplier('Kaffeerösterei Nordlicht', ['Hamburg', 'Germany'], [5, 30], 'COF'),
  supplier('Torrefazione Bellavista', ['Trieste', 'Italy'], [10, 30], 'COF', 'SNA'),
  supplier('Ceylon & Darjeeling Tea House', ['London', 'United Kingdom'], [14, 45], 'COF', 'SEA'),
  supplier('Molino San Giorgio', ['Parma', 'Italy'], [9, 30], 'DRY'),
  supplier('Graanhandel De Vries', ['Groningen', 'Netherlands'], [4, 14], 'DRY', 'SNA'),
  supplier('Elaia Olive Mills', ['Kalamata', 'Greece'], [18, 45], 'OIL'),
  supplier('Huilerie de Provence', ['Avignon', 'France'], [8, 30], 'OIL', 'SAU'),
  supplier('Moutarderie Clermont', ['Dijon', 'France'], [7, 30], 'SAU'),
  supplier('Van Houten & Zoon Specerijen', ['Amsterdam', 'Netherlands'], [3, 30], 'SAU', 'SEA'),
  supplier('Chocolaterie Maes', ['Ghent', 'Belgium'], [6, 30], 'SNA', 'SEA'),
  supplier('Quellwerk Getränke', ['Koblenz', 'Germany'], [4, 21], 'DRK'),
  supplier('Orchard & Elder Drinks', ['Bristol', 'United Kingdom'], [12, 30], 'DRK'),
  supplier('Keramik Manufaktur Selb', ['Selb', 'Germany'], [21, 60], 'TAB'),
  supplier('Cristalleria Veneta', ['Venice', 'Italy'], [16, 45], 'TAB'),
  supplier('Solinger Stahlwaren', ['Solingen', 'Germany'], [12, 45], 'KIT', 'TAB'),
  supplier('CleanLine Professional', ['Utrecht', 'Netherlands'], [3, 30], 'CLN', 'PAP'),
  supplier('PaperWorks Benelux', ['Mechelen', 'Belgium'], [5, 30], 'PAP', 'PKG'),
  supplier('Karton & Co Verpackungen', ['Bremen', 'Germany'], [6, 30], 'PKG', 'PAP'),
];

const PLACES =
  'Harbour,Maple,Oude Kerk,Lindenhof,Belle Vue,Noord,Zuid,Park,Station,Market,Mill,Canal,Garden,Corner,Bridge,Castle,Riverside,Tower,Abbey,Copper,Blue Door,Old Town,Lighthouse,Chapel,Orchard'.split(
    ',',
  );
const TRADES = ['Café', 'Deli', 'Hotel', 'Bistro', 'Bakery', 'Catering', 'Restaurant', 'Farm Shop'];

/** Ninety customers with names that say what they are. */
export const CUSTOMERS: readonly string[] = Array.from({ length: 90 }, (_, index) => {
  const place = PLACES[index % PLACES.length]!;
  const trade = TRADES[(index + Math.floor(index / PLACES.length)) % TRADES.length]!;
  return `${place} ${trade}`;
});
