import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { Migration } from './files.ts';

/** A row of Prisma's table. Rolled back ones are kept as a trail and count for nothing. */
export interface Attempt {
  id: string;
  name: string;
  checksum: string;
  isFinished: boolean;
  /** What PostgreSQL said when it failed; `null` when it was interrupted and could say nothing. */
  logs: string | null;
}

/** Makes Prisma's own table, so that `prisma migrate deploy` and this runner can take turns. */
export async function ensureHistory(client: pg.ClientBase): Promise<void> {
  // Asked first: `create table if not exists` needs the right to create even where there is nothing to do.
  const { rows } = await client.query(`select to_regclass('_prisma_migrations') as found`);
  if (rows[0]?.found) return;
  await client.query(`create table _prisma_migrations (
    id                  varchar(36) primary key not null,
    checksum            varchar(64) not null,
    finished_at         timestamptz,
    migration_name      varchar(255) not null,
    logs                text,
    rolled_back_at      timestamptz,
    started_at          timestamptz not null default now(),
    applied_steps_count integer not null default 0
  )`);
}

/** What was tried on this database, oldest first, without what was marked as rolled back. */
export async function readHistory(client: pg.ClientBase): Promise<Attempt[]> {
  const { rows } = await client.query<Attempt>(
    `select id, migration_name as name, checksum, finished_at is not null as "isFinished", logs
       from _prisma_migrations where rolled_back_at is null order by started_at, migration_name`,
  );
  return rows;
}

export async function noteStart(client: pg.ClientBase, { name, checksum }: Migration): Promise<string> {
  const id = randomUUID();
  await client.query('insert into _prisma_migrations (id, checksum, migration_name) values ($1, $2, $3)', [
    id,
    checksum,
    name,
  ]);
  return id;
}

export async function noteFinish(client: pg.ClientBase, id: string): Promise<void> {
  await client.query(
    'update _prisma_migrations set finished_at = clock_timestamp(), applied_steps_count = 1 where id = $1',
    [id],
  );
}

export async function noteFailure(client: pg.ClientBase, id: string, logs: string): Promise<void> {
  await client.query('update _prisma_migrations set logs = $2 where id = $1', [id, logs]);
}

export async function noteRolledBack(client: pg.ClientBase, id: string): Promise<void> {
  await client.query('update _prisma_migrations set rolled_back_at = now() where id = $1', [id]);
}
