import { join } from 'node:path';
import { openDatabase, prepareDatabase } from '@stockflow/db';
import { asAdmin } from '@stockflow/db/testing';
import { startPostgres } from '@stockflow/postgres';
import { readMigrations } from '../../../../packages/db/src/migrate/files.ts';
import { type Data, generate } from './generate.ts';
import { companiesOf, keyOf, type Size } from './size.ts';
import { verifyCompany } from './verify.ts';

/** A data set with the database that it lies in. */
export interface Kept {
  readonly data: Data;
  /** As the application's role. */
  readonly appUrl: string;
  close(): Promise<void>;
}

export interface KeepOptions {
  readonly size: Size;
  /** Makes it anew although it is there. */
  readonly fresh: boolean;
  readonly progress: (line: string) => void;
  /** Where the PostgreSQL of the benches keeps its data; `.stockflow/bench` in the repository when left out. */
  readonly folder?: string;
}

const FOLDER = join(import.meta.dirname, '../../../../.stockflow/bench');
const PREFIX = 'alerts_';

/**
 * The data set of this size, made when it is not there. Each is a database of its own in one PostgreSQL that the benches
 * keep, named by size, schema and generator; one that was made for another schema or by another generator is of no use any
 * more and goes when one is made. A database gets its name only when it is whole.
 */
export const keptData = async ({ size, fresh, progress, folder = FOLDER }: KeepOptions): Promise<Kept> => {
  const postgres = await startPostgres({ folder, progress });
  const { adminUrl } = postgres;
  const name = `${PREFIX}${keyOf(size, readMigrations())}`;
  try {
    const there = fresh ? undefined : await noteOf(adminUrl, name);
    if (there)
      progress(
        `using the data made ${there.now}, ${await megabytes(adminUrl, name)} MB (--fresh makes it anew)`,
      );
    const data = there ?? (await make(adminUrl, { name, size, progress }));
    const { appUrl } = await prepareDatabase({ adminUrl: urlOf(adminUrl, name) });
    return { data, appUrl, close: () => postgres.stop() };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
};

const make = async (
  adminUrl: string,
  { name, size, progress }: { name: string; size: Size; progress: (line: string) => void },
): Promise<Data> => {
  const began = performance.now();
  await dropUseless(adminUrl, name);
  const unfinished = `${name}_unfinished`;
  const at = urlOf(adminUrl, unfinished);
  progress(`making the data: ${wordsOf(size)}`);
  await asAdmin(adminUrl, (client) => client.query(`create database ${unfinished}`));
  const { appUrl } = await prepareDatabase({ adminUrl: at });
  const database = openDatabase({ url: appUrl, poolMax: 2, statementTimeoutMs: 600_000 });
  let data: Data;
  try {
    data = await generate({ adminUrl: at, database }, size, progress);
    await verifyFirst(database, data, progress);
  } finally {
    await database.close();
  }
  await asAdmin(adminUrl, async (client) => {
    await client.query(`comment on database ${unfinished} is ${client.escapeLiteral(JSON.stringify(data))}`);
    await client.query(`alter database ${unfinished} rename to ${name}`);
  });
  const seconds = Math.round((performance.now() - began) / 1000);
  progress(`made in ${seconds} s, ${await megabytes(adminUrl, name)} MB; kept for the next run`);
  return data;
};

const wordsOf = (size: Size): string => {
  const companies = companiesOf(size);
  const lines = companies.reduce((sum, company) => sum + company.lines * company.repeats, 0);
  return `${lines.toLocaleString('en')} sale lines in ${companies.length} companies`;
};

/** Of the first company only: the proofs read all of its history. */
const verifyFirst = async (
  database: ReturnType<typeof openDatabase>,
  { companies, now }: Data,
  progress: (line: string) => void,
): Promise<void> => {
  const [first] = companies;
  if (!first) throw new Error('no company was made');
  const { problems, ...found } = await verifyCompany(database, first.id, new Date(now));
  if (problems.length > 0) throw new Error(`The data does not agree with itself: ${problems.join('; ')}`);
  progress(`the first company agrees with itself: ${JSON.stringify(found)}`);
};

/** What the database says of its data; undefined when there is none of that name. */
const noteOf = (adminUrl: string, name: string): Promise<Data | undefined> =>
  asAdmin(adminUrl, async (client) => {
    const { rows } = await client.query<{ note: string }>(
      `select shobj_description(oid, 'pg_database') as note from pg_database where datname = $1`,
      [name],
    );
    return rows[0] && (JSON.parse(rows[0].note) as Data);
  });

/** Removes what is to be made anew, what was never finished, and what no schema or generator of today would be found by. */
const dropUseless = (adminUrl: string, name: string): Promise<void> =>
  asAdmin(adminUrl, async (client) => {
    const { rows } = await client.query<{ datname: string; note: string | null }>(
      `select datname, shobj_description(oid, 'pg_database') as note from pg_database where starts_with(datname, $1)`,
      [PREFIX],
    );
    for (const { datname, note } of rows) {
      const known = note === null ? undefined : (JSON.parse(note) as Data);
      const isOfToday = known !== undefined && datname === `${PREFIX}${keyOf(known.size, readMigrations())}`;
      if (datname === name || !isOfToday) await client.query(`drop database ${datname} with (force)`);
    }
  });

const megabytes = (adminUrl: string, name: string): Promise<string> =>
  asAdmin(adminUrl, async (client) => {
    const { rows } = await client.query<{ mb: string }>(
      'select (pg_database_size($1) / 1048576)::text as mb',
      [name],
    );
    return Number(rows[0]?.mb).toLocaleString('en');
  });

const urlOf = (adminUrl: string, name: string): string => {
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.toString();
};
