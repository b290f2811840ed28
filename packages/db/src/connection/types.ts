import type { PrismaClient } from '../generated/client.ts';
import type { DatabaseObserver } from './observer.ts';

/** One SQL statement. With a `name` it is prepared once per connection; a name always stands for the same text. */
export interface Statement {
  name?: string | undefined;
  text: string;
  values?: readonly unknown[] | undefined;
}

/**
 * Prisma in a company's transaction. No `$transaction`: this *is* one. Nested writes, which Prisma wraps into a
 * transaction of their own, run on a savepoint.
 */
export type CompanyPrisma = Omit<
  PrismaClient,
  '$transaction' | '$connect' | '$disconnect' | '$on' | '$use' | '$extends' | symbol
>;

/**
 * A transaction that stands in one company: rows of others are not there. SQL and Prisma speak over one connection
 * and see each other's writes. Every query must be awaited before the work returns.
 */
export interface CompanyTransaction {
  readonly companyId: string;
  readonly prisma: CompanyPrisma;
  /** The rows. numeric and int8 are strings, timestamptz is a Date, date is 'YYYY-MM-DD'. */
  query<Row = Record<string, unknown>>(statement: Statement): Promise<Row[]>;
  /** How many rows the statement touched. */
  execute(statement: Statement): Promise<number>;
  /**
   * Keeps a write back and sends it with COMMIT, in one flush and in the order given: row locks taken before are held for
   * one round trip less per statement. Nothing in this transaction sees it; its row count is not told, so what must hold
   * is held by a constraint. A failure undoes the transaction and is thrown like any other.
   */
  atCommit(statement: Statement): void;
  /** Takes back what was kept for COMMIT: for a rollback to a savepoint. */
  forgetAtCommit(): void;
}

export interface TransactionOptions {
  readOnly?: boolean;
  /**
   * Plan each named statement once, whatever its values: for statements that are written so that one plan is right for
   * all. PostgreSQL plans anew each time where it thinks that it pays; for the engine's locks that took 0.36 of 0.41 ms.
   */
  genericPlans?: boolean;
}

export interface ReadOptions {
  /** It may be answered by a replica, where there is one: for lists and reports, which cost more than asking for leave. */
  mayUseReplica?: boolean;
}

/** A query without a company: rate limits and the like. Tenant tables are empty here. */
export interface SharedConnection {
  query<Row = Record<string, unknown>>(
    statement: Statement | string,
    values?: readonly unknown[],
  ): Promise<{ rows: Row[]; rowCount: number }>;
}

export interface EmailHolder {
  companyId: string;
  /** `null` for the address of a company. */
  userId: string | null;
}

export interface DatabaseOptions {
  /** Where, and as whom: the application's role, never the tables' owner. */
  url: string;
  /**
   * Where the database itself is, when `url` is that of a pooler that keeps a connection for a transaction only
   * (PgBouncer's transaction mode): there notifications are heard, and limits go with each transaction instead of with
   * the connection. Left out, `url` is the database.
   */
  directUrl?: string | undefined;
  /**
   * Whether statements are prepared once per connection. Default true; false with a `directUrl`, for a pooler hands
   * each transaction another connection (PgBouncer from 1.21 on keeps count, where `max_prepared_statements` is set).
   */
  isPrepared?: boolean | undefined;
  /**
   * A streaming replica of the database, as the same user: reads that say that they may go there. They see what was
   * committed before they began all the same (see `Replica`). None by default.
   */
  replicaUrl?: string | undefined;
  /** Most connections at a time. */
  poolMax?: number;
  statementTimeoutMs?: number;
  lockTimeoutMs?: number;
  /** How long a transaction may wait for its caller. */
  idleInTransactionTimeoutMs?: number;
  /** How long to wait for a new connection, and for a free one. */
  connectTimeoutMs?: number;
  /** Most callers that may wait for a free connection; the next is refused at once. */
  waitingMax?: number;
  applicationName?: string;
  /** Watches what is asked, for traces and metrics. */
  observer?: DatabaseObserver | undefined;
}
