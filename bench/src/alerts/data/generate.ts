import type { Database } from '@stockflow/db';
import pg from 'pg';
// Parts of the server that nothing else may use: hence past its package's door.
import { identify } from '../../../../packages/server/src/auth/identify.ts';
import { callAs } from '../../../../packages/server/src/testing/index.ts';
import { CATALOGUE } from './catalogue-sql.ts';
import { HISTORY, LEVELS } from './history-sql.ts';
import { finishLoading, inLanes, LOADING_SETTINGS, turnIndexesOff } from './loading.ts';
import { type CompanySize, companiesOf, type Size } from './size.ts';
import { TABLES } from './tables-sql.ts';

/** Whoever signs in to a generated company. */
export interface MadeCompany {
  readonly id: string;
  readonly ownerId: string;
  readonly email: string;
  readonly size: CompanySize;
}

/** A generated data set. */
export interface Data {
  /** The moment at which its history ends, ISO 8601: "now" for all who read it. */
  readonly now: string;
  readonly size: Size;
  readonly companies: readonly MadeCompany[];
}

export const PASSWORD = 'correct horse battery';

interface Place {
  /** As the administrator: past the wall. */
  readonly adminUrl: string;
  /** As the application: for the sign-ups. */
  readonly database: Database;
}

/**
 * Fills a fresh, migrated database of PostgreSQL 18 with companies, a year of sales, and all that follows from them, in the
 * state in which the product itself would be. All on the server, by set: 6 million sale lines are some minutes.
 */
export const generate = async (
  { adminUrl, database }: Place,
  size: Size,
  progress: (line: string) => void,
): Promise<Data> => {
  const now = new Date();
  const companies: MadeCompany[] = [];
  for (const [index, company] of companiesOf(size).entries())
    companies.push(await signUp(database, company, { index, now }));
  const lanes = [
    new pg.Client({ connectionString: adminUrl }),
    new pg.Client({ connectionString: adminUrl }),
  ];
  try {
    for (const lane of lanes) {
      await lane.connect();
      await lane.query(LOADING_SETTINGS);
    }
    if (lanes[0]) await turnIndexesOff(lanes[0]);
    // All catalogues first, and statistics of them: in a table that knows only other companies PostgreSQL expects one row of
    // the next one, and takes the index that finds all of its products for each of them.
    for (const company of companies) if (lanes[0]) await fill(lanes[0], company, now, CATALOGUE);
    await lanes[0]?.query('analyze');
    // The largest first, so that the lanes end together.
    const largestFirst = companies.toSorted((a, b) => b.size.repeats - a.size.repeats);
    await inLanes(lanes, largestFirst, async (lane, company) => {
      const began = performance.now();
      await fill(lane, company, now, [...HISTORY, ...LEVELS, ...TABLES]);
      const { lines, repeats } = company.size;
      const seconds = Math.round((performance.now() - began) / 1000);
      progress(`${(lines * repeats).toLocaleString('en')} sale lines of one company in ${seconds} s`);
    });
    await finishLoading(lanes, progress);
  } finally {
    for (const lane of lanes) await lane.end();
  }
  return { now: now.toISOString(), size, companies };
};

const signUp = async (
  database: Database,
  size: CompanySize,
  { index, now }: { index: number; now: Date },
): Promise<MadeCompany> => {
  const email = `owner-${index}@bench.example`;
  // Sign-ups are counted by address: each company comes from one of its own.
  const call = callAs(database, null, { now: () => now, address: `10.1.${index >> 8}.${index & 255}` });
  const { sessionToken } = await call.auth.signUp({
    company: { name: `Bench ${index + 1}`, timeZone: size.timeZone },
    user: { email, password: PASSWORD, firstName: 'B', lastName: 'E' },
  });
  const owner = await identify({ database, now, credential: sessionToken ?? '' });
  return { id: owner.company.id, ownerId: owner.userId, email, size };
};

const fill = async (
  lane: pg.Client,
  { id, ownerId, size }: MadeCompany,
  now: Date,
  statements: readonly string[],
): Promise<void> => {
  const named = { ...size, now: now.toISOString(), actor: ownerId };
  await lane.query('begin');
  for (const text of statements) {
    try {
      await lane.query(bound(text, id, named));
    } catch (cause) {
      throw new Error(`Generating failed (${(cause as Error).message}) in:\n${text}`, { cause });
    }
  }
  await lane.query('commit');
};

/** `:name` becomes a parameter; `$1` is the company, as in the product's own statements. */
const bound = (text: string, company: string, named: Readonly<Record<string, unknown>>) => {
  const values: unknown[] = text.includes('$1') ? [company] : [];
  const places = new Map<string, number>();
  const placed = text.replace(/(?<!:):([a-z]+)/g, (_, name: string) => {
    if (!(name in named)) throw new Error(`nothing is called :${name}`);
    if (!places.has(name)) places.set(name, values.push(named[name]));
    return `$${places.get(name)}`;
  });
  return { text: placed, values };
};
