import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MigrationError } from './errors.ts';

/** Where the migrations lie in the repository. */
export const migrationsFolder = join(import.meta.dirname, '..', '..', '..', '..', 'prisma', 'migrations');

/** One folder of prisma/migrations. */
export interface Migration {
  name: string;
  sql: string;
  /** As Prisma counts it: SHA-256 of the file, hex. */
  checksum: string;
  /** True when an applied migration of this checksum is this file, whatever git did to its line ends. */
  isSameAs(checksum: string): boolean;
}

/** The migrations in the order in which they are applied: their names begin with a time. */
export function readMigrations(folder = migrationsFolder): Migration[] {
  if (!existsSync(folder))
    throw new MigrationError(`The migrations are missing: there is no folder ${folder}.`);
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .map((name) => readMigration(folder, name));
}

function readMigration(folder: string, name: string): Migration {
  const path = join(folder, name, 'migration.sql');
  if (!existsSync(path)) throw new MigrationError(`The migration ${name} has no file migration.sql.`);
  const sql = readFileSync(path, 'utf8');
  const unix = sql.replaceAll('\r\n', '\n');
  const accepted = new Set([sql, unix, unix.replaceAll('\n', '\r\n')].map(sha256));
  return { name, sql, checksum: sha256(sql), isSameAs: (checksum) => accepted.has(checksum) };
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
