// For whoever writes a migration: what Prisma would write for schema.prisma on an empty database, and the comments.
//   npx tsx packages/db/src/testing/print-migration-sql.ts postgresql://admin@…   (any database; it is not changed)
import { commentsOfSchema, sqlOfComments } from './schema-comments.ts';
import { sqlOfSchema } from './schema-engine.ts';

const [adminUrl] = process.argv.slice(2);
if (!adminUrl) throw new Error('Give the URL of a PostgreSQL.');
process.stdout.write(`${await sqlOfSchema(adminUrl)}\n\n${sqlOfComments(commentsOfSchema())}`);
process.exit();
