import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { DatabaseUnavailableError } from '../connection/index.ts';
import {
  DatabaseNewerError,
  MigrationChangedError,
  MigrationFailedError,
  MigrationLockError,
} from './errors.ts';
import type { Migration } from './files.ts';
import {
  type Attempt,
  ensureHistory,
  noteFailure,
  noteFinish,
  noteRolledBack,
  noteStart,
  readHistory,
} from './history.ts';

/** The number that `prisma migrate deploy` locks, too: the two never run at once. */
const PRISMA_LOCK = 72_707_369;

/** A migration that waits for a table holds up everybody behind it: rather fail, and be tried again. */
const TABLE_LOCK_TIMEOUT_MS = 15_000;

export interface ApplyOptions {
  migrations: Migration[];
  lockWaitMs: number;
  log: (line: string) => void;
}

/** Applies what is pending, under a lock, each migration in a transaction of its own. Answers what it applied. */
export async function applyMigrations(client: pg.Client, options: ApplyOptions): Promise<string[]> {
  await takeLock(client, options);
  try {
    await ensureHistory(client);
    const pending = await findPending(client, options.migrations, options.log);
    for (const migration of pending) {
      options.log(`Applying the migration ${migration.name}.`);
      await applyOne(client, migration);
    }
    return pending.map(({ name }) => name);
  } finally {
    // A lost connection has given the lock back already; its own error is the one to tell.
    await client.query('select pg_advisory_unlock($1)', [PRISMA_LOCK]).catch(() => {});
  }
}

async function takeLock(client: pg.Client, { lockWaitMs, log }: ApplyOptions): Promise<void> {
  const startedAt = performance.now();
  for (let isFirst = true; ; isFirst = false) {
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [
      PRISMA_LOCK,
    ]);
    if (rows[0]?.taken) return;
    if (isFirst) log('Another process is preparing the database; waiting for it.');
    if (performance.now() - startedAt > lockWaitMs) throw new MigrationLockError(lockWaitMs);
    await sleep(100);
  }
}

async function findPending(
  client: pg.Client,
  migrations: Migration[],
  log: ApplyOptions['log'],
): Promise<Migration[]> {
  const history = await readHistory(client);
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  const unknown = history.filter(({ name }) => !known.has(name)).map(({ name }) => name);
  if (unknown.length > 0) throw new DatabaseNewerError(unknown);

  const applied = new Set<string>();
  for (const attempt of history) {
    const migration = known.get(attempt.name) as Migration;
    if (!attempt.isFinished) await clearFailure(client, attempt, migration, log);
    else if (!migration.isSameAs(attempt.checksum)) throw new MigrationChangedError(migration.name);
    else applied.add(migration.name);
  }
  return migrations.filter(({ name }) => !applied.has(name));
}

/**
 * An attempt without an end left nothing behind: it ran in a transaction. It is tried again when it was only
 * interrupted (nobody runs it: we hold the lock) or when the file has been repaired since. A failure of the same file
 * would only fail again, perhaps after an hour of work: that is for a person to decide.
 */
async function clearFailure(
  client: pg.Client,
  attempt: Attempt,
  migration: Migration,
  log: ApplyOptions['log'],
): Promise<void> {
  const isInterrupted = attempt.logs === null;
  if (!isInterrupted && migration.isSameAs(attempt.checksum)) {
    throw new MigrationFailedError(attempt.name, attempt.logs ?? '');
  }
  log(
    isInterrupted
      ? `The migration ${attempt.name} was interrupted; applying it again.`
      : `The migration ${attempt.name} failed before and its file has been changed since; applying it again.`,
  );
  await noteRolledBack(client, attempt.id);
}

/**
 * The migration and its success are one transaction, so a crash leaves either all of it or a row that has not
 * finished. The row itself is written before, as Prisma does.
 */
async function applyOne(client: pg.Client, migration: Migration): Promise<void> {
  const id = await noteStart(client, migration);
  try {
    await client.query(`begin; set local lock_timeout = ${TABLE_LOCK_TIMEOUT_MS}`);
    await client.query(migration.sql);
    if (client.getTransactionStatus() !== 'T') {
      throw new Error('The file ends the transaction that it runs in; take BEGIN and COMMIT out of it.');
    }
    await noteFinish(client, id);
    await client.query('commit');
  } catch (error) {
    const reason = reasonOf(error, migration.sql);
    await client.query('rollback').catch(() => {});
    const isNoted = await noteFailure(client, id, reason).then(
      () => true,
      () => false,
    );
    if (!isNoted) {
      // The row stays without an end and without words: the next start finds it interrupted and tries again.
      throw new DatabaseUnavailableError(
        `The connection was lost while the migration ${migration.name} ran; nothing of it was kept. Start again.`,
        { cause: error },
      );
    }
    throw new MigrationFailedError(migration.name, reason, { cause: error });
  }
}

/** PostgreSQL's words, with the line of the file: a position in 60,000 characters helps nobody. */
function reasonOf(error: unknown, sql: string): string {
  const { message, code, detail, position } = error as pg.DatabaseError;
  const line = position ? ` (line ${sql.slice(0, Number(position)).split('\n').length})` : '';
  return `${message}${code ? ` [${code}]` : ''}${line}${detail ? `; ${detail}` : ''}`;
}
