import { randomOf } from './chance.ts';

/** The company and the person who signs in to it. The password is printed by `npm start`: it guards nothing but a demo. */
export const COMPANY = {
  name: 'Alsterkontor Tea & Coffee Wholesale GmbH',
  email: 'kontor@alsterkontor.example',
  phone: '+49 40 5550 4400',
  address: { line1: 'Stenzelring 18', postalCode: '21107', city: 'Hamburg', country: 'Germany' },
  currency: 'EUR',
};
export const PASSWORD = 'demo-stockflow-2026';
export const OWNER = { email: 'demo@alsterkontor.example', firstName: 'Anna', lastName: 'Brandt' };

/** One of each role that can be invited, with the owner's password. */
export const COLLEAGUES = [
  { email: 'jonas.petersen@alsterkontor.example', firstName: 'Jonas', lastName: 'Petersen', role: 'admin' },
  { email: 'miriam.yilmaz@alsterkontor.example', firstName: 'Miriam', lastName: 'Yılmaz', role: 'manager' },
  { email: 'tomasz.nowak@alsterkontor.example', firstName: 'Tomasz', lastName: 'Nowak', role: 'operator' },
  { email: 'lena.schuster@alsterkontor.example', firstName: 'Lena', lastName: 'Schuster', role: 'viewer' },
] as const;
/** Invited, and not there yet. */
export const INVITED = { email: 'karim.haddad@alsterkontor.example', role: 'operator' } as const;

export interface Customer {
  name: string;
  email: string;
  /** Percent off the list price. */
  discount: number;
  /** How often it orders, of what an ordinary one does. */
  weight: number;
}

const kinds = [
  'Café',
  'Teehaus',
  'Bistro',
  'Bäckerei',
  'Hotel',
  'Feinkost',
  'Restaurant',
  'Konditorei',
  'Kaffeebar',
  'Pension',
];
const names = [
  'Morgenrot',
  'Lindenhof',
  'am Markt',
  'Deichblick',
  'Sonnenschein',
  'Alte Post',
  'Rosengarten',
  'Hafenkante',
  'Waldfrieden',
  'Zur Mühle',
  'Kaiserhof',
  'Elbblick',
  'Glück & Krümel',
  'Schlossgarten',
  'Nordlicht',
  'Bergmann',
  'Stadtwald',
  'Goldener Löwe',
];
const towns = [
  'Hamburg',
  'Lübeck',
  'Kiel',
  'Bremen',
  'Leipzig',
  'Dresden',
  'Halle',
  'Erfurt',
  'München',
  'Augsburg',
  'Regensburg',
  'Berlin',
  'Potsdam',
];

/** Some eighty regular customers. */
export function customersOf(): Customer[] {
  const random = randomOf('customers');
  const customers = new Map<string, Customer>();
  while (customers.size < 84) {
    const name = `${random.pick(kinds)} ${random.pick(names)}, ${random.pick(towns)}`;
    customers.set(name, {
      name,
      email: `einkauf@${slugOf(name)}.example`,
      discount: random.pick([0, 0, 0, 2, 3, 5, 8]),
      weight: random.spread(0.9),
    });
  }
  return [...customers.values()];
}

const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .normalize('NFD')
    .replace(/[^a-z]+/g, '-');
