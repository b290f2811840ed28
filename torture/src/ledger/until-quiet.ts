import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

const QUIET_MS = 500;
const LOOK_EVERY_MS = 100;
const PATIENCE_MS = 30_000;

/** Settles when nobody but ourselves has been at work in the database for a while: a call that was cut may still be under way. */
export const untilQuiet = async (adminUrl: string): Promise<void> => {
  const client = new pg.Client({ connectionString: adminUrl });
  client.on('error', () => {});
  await client.connect();
  try {
    const givenUpAt = performance.now() + PATIENCE_MS;
    for (let quietSince = performance.now(); performance.now() - quietSince < QUIET_MS; ) {
      if (performance.now() > givenUpAt) throw new Error('the database does not come to rest');
      await sleep(LOOK_EVERY_MS);
      const { rows } = await client.query<{ busy: number }>(
        `select count(*)::int as busy from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
           and state <> 'idle'`,
      );
      if (rows[0]?.busy) quietSince = performance.now();
    }
  } finally {
    await client.end();
  }
};
