import type { Database } from '@stockflow/db';
import { identify } from '../../../src/auth/identify.ts';
import { callAs } from '../../../src/testing/index.ts';
import { dayOf, nameOf, startOf } from '../model/days.ts';
import type { Asked } from '../model/low-stock.ts';
import type { Look, When } from './steps.ts';

const HOUR_MS = 3_600_000;
let serial = 0;

interface Opened {
  id: string;
  timeZone: string;
  begins: string;
  credential: string;
}

/** A company in the hands of its owner, what is in it in the order in which it came, and its clock. */
export class StoryCompany {
  readonly database: Database;
  readonly id: string;
  readonly call: ReturnType<typeof callAs>;
  timeZone: string;
  readonly warehouses: string[] = [];
  readonly products: string[] = [];
  readonly bundles: string[] = [];
  readonly categories: string[] = [];
  readonly suppliers: string[] = [];
  readonly holds: string[] = [];
  readonly transfers: string[] = [];
  readonly sales: string[] = [];
  readonly #begins: Date;
  #hours = 0;

  private constructor(database: Database, { id, timeZone, begins, credential }: Opened) {
    this.database = database;
    this.id = id;
    this.timeZone = timeZone;
    this.#begins = new Date(begins);
    // The session stays young, whatever the company's clock says.
    const identified = () => identify({ database, now: this.#begins, credential });
    this.call = callAs(database, identified, { now: () => this.now });
  }

  /** Signs up, from an address that nobody else has. */
  static async open(
    database: Database,
    { timeZone, begins }: { timeZone: string; begins: string },
  ): Promise<StoryCompany> {
    serial += 1;
    const address = `10.${Math.floor(serial / 62_500) % 250}.${Math.floor(serial / 250) % 250}.${serial % 250}`;
    const { identity, sessionToken } = await callAs(database, null, {
      now: () => new Date(begins),
      address,
    }).auth.signUp({
      company: { name: 'Story Goods', timeZone },
      user: {
        email: `story-${serial}@goods.example`,
        password: 'correct horse battery',
        firstName: 'A',
        lastName: 'B',
      },
    });
    return new StoryCompany(database, {
      id: identity.company.id,
      timeZone,
      begins,
      credential: sessionToken ?? '',
    });
  }

  get now(): Date {
    return new Date(this.#begins.getTime() + this.#hours * HOUR_MS);
  }

  pass(hours: number): void {
    this.#hours += hours;
  }

  /** The instant, as ISO 8601. */
  at({ daysAgo, at }: When): string {
    const day = dayOf(this.now, this.timeZone) - daysAgo;
    const first = startOf(day, this.timeZone).getTime();
    const last = startOf(day + 1, this.timeZone).getTime() - 1;
    const instant = at === 'first' ? first : at === 'last' ? last : Math.min(last, first + at * 60_000);
    return new Date(Math.min(instant, this.now.getTime())).toISOString();
  }

  /** A number nobody had before, for names. */
  serial(): number {
    serial += 1;
    return serial;
  }

  /** What the look asks for, in ids. */
  asked({ warehouses, categories, suppliers, windowEndedDaysAgo, ...rest }: Look): Asked {
    const ids = (of: readonly string[], numbers: number[]) => [
      ...new Set(numbers.flatMap((number) => pick(of, number) ?? [])),
    ];
    const endsOn = dayOf(this.now, this.timeZone) - (windowEndedDaysAgo ?? 0);
    return {
      ...rest,
      ...(warehouses && this.warehouses.length > 0 && { warehouseIds: ids(this.warehouses, warehouses) }),
      ...(categories && this.categories.length > 0 && { categoryIds: ids(this.categories, categories) }),
      ...(suppliers && this.suppliers.length > 0 && { supplierIds: ids(this.suppliers, suppliers) }),
      ...(windowEndedDaysAgo !== undefined && { windowEndsOn: nameOf(endsOn) }),
    };
  }
}

/** The one of that number, counted round; undefined where there is none. */
export const pick = <T>(of: readonly T[], number: number): T | undefined => of[number % of.length];
