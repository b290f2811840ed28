import { createHash } from 'node:crypto';

/** How much data is made. All but `history` are over all companies together. */
export interface Size {
  readonly companies: number;
  readonly products: number;
  readonly warehouses: number;
  /** Sale lines, over a year that ends now. */
  readonly lines: number;
  /** One company more is made, like the others but with each sale so many times: what history costs. 0 makes none. */
  readonly history: number;
}

/** What the bars of the issue are for: 1.2 million levels, 6 million sale lines, and 6 million more in one company. */
export const FULL_SIZE: Size = {
  companies: 10,
  products: 50_000,
  warehouses: 240,
  lines: 6_000_000,
  history: 10,
};

/** Another way of making the data is another data set. Count up when what is made changes. */
const GENERATOR_VERSION = 1;

/** One company of the data. */
export interface CompanySize {
  readonly products: number;
  readonly warehouses: number;
  /** Lines before each sale is repeated. */
  readonly lines: number;
  readonly repeats: number;
  readonly timeZone: string;
}

const TIME_ZONES = ['Europe/Berlin', 'America/New_York', 'UTC', 'Australia/Sydney', 'Asia/Kolkata'];

/** The companies that a size comes to; the one with the long history is the last, and otherwise like the first. */
export const companiesOf = (size: Size): CompanySize[] => {
  const each = (total: number) => Math.max(1, Math.floor(total / size.companies));
  const company = (index: number, repeats: number): CompanySize => ({
    products: each(size.products),
    warehouses: each(size.warehouses),
    lines: each(size.lines),
    repeats,
    timeZone: TIME_ZONES[index % TIME_ZONES.length] ?? 'UTC',
  });
  const plain = Array.from({ length: size.companies }, (_, index) => company(index, 1));
  return size.history > 0 ? [...plain, company(0, size.history)] : plain;
};

/** Tells data sets apart: by size, by the schema's migrations and by how they were made. */
export const keyOf = (size: Size, migrations: readonly { name: string; checksum: string }[]): string => {
  const hash = createHash('sha256').update(JSON.stringify([GENERATOR_VERSION, Object.entries(size)]));
  for (const { name, checksum } of migrations) hash.update(`${name} ${checksum}\n`);
  return hash.digest('hex').slice(0, 12);
};
