import pg from 'pg';
import { PostgresProblem } from './problem.ts';

/** PostgreSQL 15 is the oldest that is tested; Debian 12 has it. */
const versionMin = 150_000;

/** Looks at the database that DATABASE_URL names; refuses in words that name neither password nor query. */
export async function checkExternal(databaseUrl: string): Promise<{ version: string; identity: string }> {
  const where = describe(databaseUrl);
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  // A connection lost while idle is told here; without a listener it would end the process.
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ number: string; version: string }>(
      `select current_setting('server_version_num') as number, current_setting('server_version') as version`,
    );
    const { number, version } = rows[0] ?? { number: '0', version: 'unknown' };
    if (Number(number) < versionMin) {
      throw new PostgresProblem(
        `DATABASE_URL (${where}) is PostgreSQL ${version}; StockFlow needs 15 or newer.\n` +
          'Unset DATABASE_URL to use the embedded PostgreSQL.',
      );
    }
    return { version, identity: await identityOf(client) };
  } catch (error) {
    if (error instanceof PostgresProblem) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    throw new PostgresProblem(
      `Cannot connect to DATABASE_URL (${where}): ${message || code}\n` +
        'Correct it, start that database, or unset DATABASE_URL to use the embedded PostgreSQL.',
    );
  } finally {
    await client.end().catch(() => {});
  }
}

function describe(databaseUrl: string): string {
  let url: URL;
  try {
    url = new URL(databaseUrl);
  } catch {
    throw new PostgresProblem(
      'DATABASE_URL is not a URL; it looks like postgresql://user:password@host:5432/database',
    );
  }
  if (url.protocol !== 'postgresql:' && url.protocol !== 'postgres:') {
    throw new PostgresProblem(`DATABASE_URL begins with "${url.protocol}//"; it must be postgresql://`);
  }
  return `${url.host}${url.pathname}`;
}

/** Tells this database from every other and from one that was dropped and made again under its name. */
export async function identityOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ identity: string }>(
    `select system_identifier || '/' || (select oid from pg_database where datname = current_database()) as identity
     from pg_control_system()`,
  );
  return rows[0]?.identity ?? '';
}
