// The part of npm run reset that knows PostgreSQL.
import { PostgresProblem, removeEmbedded, resetExternal } from '../../packages/postgres/src/index.ts';

const databaseUrl = process.env.DATABASE_DIRECT_URL?.trim() || process.env.DATABASE_URL?.trim();

try {
  if (databaseUrl) {
    await resetExternal(databaseUrl);
    console.log('Removed. The next npm start lays the tables out anew.');
  } else {
    const removed = await removeEmbedded(process.argv[2] ?? '', (line) => console.log(line));
    console.log(
      removed ? 'Removed. The next npm start makes a new database.' : 'There is nothing to remove.',
    );
  }
} catch (error) {
  if (!(error instanceof PostgresProblem)) throw error;
  console.error(`\n${error.message}`);
  process.exitCode = 1;
}
