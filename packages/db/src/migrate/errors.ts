/** The database cannot be made ready. The message is for whoever starts StockFlow: what is wrong, and what to do. */
export class MigrationError extends Error {
  override readonly name: string = 'MigrationError';
}

/** A migration failed, now or at an earlier start; nothing of it was kept. */
export class MigrationFailedError extends MigrationError {
  override readonly name = 'MigrationFailedError';
  readonly migration: string;

  constructor(migration: string, reason: string, options?: ErrorOptions) {
    super(
      `The migration ${migration} failed; nothing of it was kept. PostgreSQL says:\n  ${reason}\n` +
        'Repair the cause. If it was in the file, start again: a changed file is tried again by itself. If it was ' +
        'elsewhere (rights, disk space, other data), tell StockFlow to try again with:\n' +
        `  update _prisma_migrations set rolled_back_at = now() where migration_name = '${migration}' and finished_at is null;`,
      options,
    );
    this.migration = migration;
  }
}

/** The file of a migration that was applied is no longer the file that was applied. */
export class MigrationChangedError extends MigrationError {
  override readonly name = 'MigrationChangedError';

  constructor(migration: string) {
    super(
      `The file of the migration ${migration} was changed after it was applied to this database. Restore the file ` +
        '(git checkout prisma/migrations) and put the change into a new migration.',
    );
  }
}

/** The database holds migrations that this code does not know. */
export class DatabaseNewerError extends MigrationError {
  override readonly name = 'DatabaseNewerError';

  constructor(unknown: string[]) {
    super(
      `This database was migrated by a newer StockFlow (${unknown.join(', ')}). Start that version, or use another ` +
        'database; an older version could damage what it does not know.',
    );
  }
}

/** Another process held the lock of the migrations for too long. */
export class MigrationLockError extends MigrationError {
  override readonly name = 'MigrationLockError';

  constructor(waitedMs: number) {
    super(
      `Another process has been preparing this database for more than ${Math.round(waitedMs / 1000)} seconds. ` +
        'Wait until it is done and start again, or end it: select pid, query from pg_stat_activity where pid in ' +
        "(select pid from pg_locks where locktype = 'advisory');",
    );
  }
}

/** PostgreSQL is too old. */
export class UnsupportedPostgresError extends MigrationError {
  override readonly name = 'UnsupportedPostgresError';

  constructor(version: string) {
    super(`StockFlow needs PostgreSQL 15 or newer; this is ${version}.`);
  }
}

/** The role that the application would connect as is missing something, or may do too much. */
export class AppRoleError extends MigrationError {
  override readonly name = 'AppRoleError';
}
