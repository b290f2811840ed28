import pg from 'pg';
import { DatabaseUnavailableError } from '../connection/index.ts';
import { checkRoleCanBeMade, ensureAppLogin } from './app-role.ts';
import { applyMigrations } from './apply.ts';
import { MigrationError, UnsupportedPostgresError } from './errors.ts';
import { migrationsFolder, readMigrations } from './files.ts';
import { verifyAppRole } from './verify.ts';

export { APP_ROLE } from './app-role.ts';
export * from './errors.ts';

const POSTGRES_VERSION_MIN = 150_000;

export interface PrepareOptions {
  /** Whoever may change tables and manage roles. */
  adminUrl: string;
  /** A role set up by hand for the application; left out, `stockflow_app` gets a derived password. */
  appUrl?: string | undefined;
  log?: ((line: string) => void) | undefined;
  /** How long to wait while another process prepares the same database. */
  lockWaitMs?: number | undefined;
  /** Another folder than prisma/migrations; for tests. */
  migrations?: string | undefined;
}

export interface Prepared {
  /** What the application connects with. Holds a password: never print it. */
  appUrl: string;
  /** The migrations that were applied now. */
  applied: string[];
}

/**
 * Makes the database ready: migrations under a lock, a role that owns nothing for the application, and a look that
 * the wall stands. Any number of processes may do so at once; whoever comes first does the work. Throws
 * MigrationError with words for a person.
 */
export async function prepareDatabase(options: PrepareOptions): Promise<Prepared> {
  const migrations = readMigrations(options.migrations ?? migrationsFolder);
  const admin = await connect(options.adminUrl);
  try {
    await checkVersion(admin);
    await checkRoleCanBeMade(admin);
    const applied = await applyMigrations(admin, {
      migrations,
      lockWaitMs: options.lockWaitMs ?? 120_000,
      log: options.log ?? (() => {}),
    });
    const appUrl = options.appUrl ?? (await ensureAppLogin(admin, options.adminUrl));
    await verifyAppRole(appUrl);
    return { appUrl, applied };
  } finally {
    await admin.end();
  }
}

async function connect(adminUrl: string): Promise<pg.Client> {
  if (!URL.canParse(adminUrl)) {
    throw new MigrationError(
      'DATABASE_URL is no URL; it looks like postgresql://user:password@host:5432/database.',
    );
  }
  const client = new pg.Client({
    connectionString: adminUrl,
    application_name: 'stockflow migrations',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  });
  client.on('error', () => {}); // whatever is under way fails with it
  try {
    await client.connect();
    return client;
  } catch (cause) {
    const { host } = new URL(adminUrl);
    throw new DatabaseUnavailableError(
      `The database at ${host} cannot be reached: ${(cause as Error).message}`,
      {
        cause,
      },
    );
  }
}

async function checkVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ number: number; version: string }>(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as version`,
  );
  const found = rows[0];
  if (!found || found.number < POSTGRES_VERSION_MIN)
    throw new UnsupportedPostgresError(found?.version ?? 'unknown');
}
