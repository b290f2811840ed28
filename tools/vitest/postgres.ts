import { type PostgresServer, startPostgres } from '../../packages/postgres/src/index.ts';

interface Shared {
  users: number;
  server: Promise<PostgresServer>;
}

/** Each vitest project loads this file anew: what they share is kept on the process. */
const store = globalThis as typeof globalThis & { stockflowTestPostgres?: Shared | undefined };

interface Project {
  provide(key: string, value: unknown): void;
}

/**
 * One PostgreSQL for the whole run: the one that DATABASE_URL names, or an ephemeral embedded one. With
 * DATABASE_DIRECT_URL beside it DATABASE_URL is a pooler's, and the application under test goes through it.
 * Tests find it in STOCKFLOW_TEST_ADMIN_URL and clone databases of their own in it.
 */
export default async function setup(project: Project): Promise<() => Promise<void>> {
  const { DATABASE_URL: given, DATABASE_DIRECT_URL: direct } = process.env;
  const databaseUrl = direct || given;
  store.stockflowTestPostgres ??= {
    users: 0,
    server: startPostgres(
      databaseUrl ? { databaseUrl } : { ephemeral: true, progress: (line) => console.error(line) },
    ),
  };
  const shared = store.stockflowTestPostgres;
  shared.users += 1;
  const server = await shared.server;
  process.env.STOCKFLOW_TEST_ADMIN_URL = server.adminUrl;
  if (direct && given) process.env.STOCKFLOW_TEST_POOLER_URL = given;
  project.provide('stockflowTestAdminUrl', server.adminUrl);
  return async () => {
    shared.users -= 1;
    if (shared.users > 0) return;
    store.stockflowTestPostgres = undefined;
    await server.stop();
  };
}
