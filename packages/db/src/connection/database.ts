import type pg from 'pg';
import { again } from './again.ts';
import { beginIn } from './begin.ts';
import { lostAtCommit, TransactionMisuseError, translated } from './errors.ts';
import { GatheredReads } from './gathered-reads.ts';
import type { Listener, Listening } from './listener.ts';
import type { DatabaseObserver, TransactionFacts } from './observer.ts';
import type { ConnectionPool } from './pool.ts';
import type { PooledConnection } from './pooled-connection.ts';
import { Replica, type ReplicaFigures } from './replica.ts';
import { OpenTransaction } from './transaction.ts';
import type {
  CompanyTransaction,
  EmailHolder,
  ReadOptions,
  SharedConnection,
  Statement,
  TransactionOptions,
} from './types.ts';

/** The one way to PostgreSQL. There is no connection without a company, but for the shared tables. */
export class Database {
  readonly #pool: ConnectionPool;
  readonly #listen: (listening: Listening) => Listener;
  /** What each transaction sets for itself, behind its BEGIN. */
  readonly #limits: string;
  #replica: Replica | undefined;
  readonly #listeners = new Set<Listener>();
  /** Watches what is asked, where somebody does. */
  readonly observer: DatabaseObserver | undefined;
  readonly #gathered = new GatheredReads(async (companyId, statements) => {
    const results = await this.inCompanyFlush(companyId, statements, { readOnly: true });
    return results.map(({ rows }) => rows);
  });
  #closing: Promise<void> | undefined;

  constructor(
    pool: ConnectionPool,
    listen: (listening: Listening) => Listener,
    { limits = '', observer }: { limits?: string; observer?: DatabaseObserver | undefined } = {},
  ) {
    this.#pool = pool;
    this.#listen = listen;
    this.#limits = limits;
    this.observer = observer;
  }

  /** Connections that exist, that are idle, how many there may be, and callers that wait for one. */
  figures(): { total: number; idle: number; max: number; waiting: number } {
    return this.#pool.figures;
  }

  /**
   * Runs the work in one transaction that stands in the company; commits what it returns, rolls back what it throws.
   * After a deadlock or a serialization failure the work is run again, at most twice: it must be fit to be, so it
   * does nothing outside of the transaction and starts from its arguments.
   */
  async inCompany<T>(
    companyId: string,
    work: (tx: CompanyTransaction) => Promise<T>,
    options: TransactionOptions = {},
  ): Promise<T> {
    const begin = beginIn(companyId, options) + this.#limits;
    return again(() => this.#attempt(companyId, begin, work, options.readOnly ? 'read' : 'write'));
  }

  /** The statements in one read-only or writing transaction of the company, sent in one flush: one round trip. */
  async inCompanyFlush(
    companyId: string,
    statements: readonly Statement[],
    options: { readOnly?: boolean } = {},
  ): Promise<{ rows: Record<string, unknown>[]; rowCount: number }[]> {
    const begin = beginIn(companyId, options) + this.#limits;
    return again(async () => {
      const all = [begin, ...statements, 'commit'];
      const results = await this.#flush(all, options.readOnly ? 'read' : 'write');
      return results.slice(1, -1).map(({ rows, rowCount }) => ({ rows, rowCount: rowCount ?? 0 }));
    });
  }

  /** One read in the company: the wall for the price of one round trip. */
  async readInCompany<Row = Record<string, unknown>>(
    companyId: string,
    statement: Statement,
    { mayUseReplica = false }: ReadOptions = {},
  ): Promise<Row[]> {
    const begin = beginIn(companyId, { readOnly: true });
    const replicated = mayUseReplica ? await this.#replica?.read(begin, statement) : undefined;
    if (replicated) return replicated.rows as Row[];
    const [result] = await this.inCompanyFlush(companyId, [statement], { readOnly: true });
    return (result?.rows ?? []) as Row[];
  }

  /**
   * One read by a key in the company, at once when nobody else reads so; under load it shares a transaction with others of the
   * company. For what takes the database well under a millisecond: a slow read would keep its neighbours.
   */
  readByKey<Row = Record<string, unknown>>(companyId: string, statement: Statement): Promise<Row[]> {
    return this.#gathered.read(companyId, statement) as Promise<Row[]>;
  }

  /**
   * Who holds the address, for sign-in, which knows no company yet. `set_config` may be used here, and only here: it
   * takes a parameter, and email_claims is a shared table, which a sharded PostgreSQL reads where the setting is.
   */
  async lookupEmail(scope: 'user' | 'company', email: string): Promise<EmailHolder | null> {
    const statements: (Statement | string)[] = [
      `begin read only${this.#limits}`,
      {
        name: 'lookup-email-set',
        text: `select set_config('app.lookup_email', $1, true)`,
        values: [email],
      },
      {
        name: 'lookup-email',
        text: 'select company_id as "companyId", user_id as "userId" from email_claims where scope = $1 and email = $2',
        values: [scope, email],
      },
      'commit',
    ];
    try {
      const [, , found] = await this.#flush(statements, 'shared');
      return (found?.rows[0] as EmailHolder | undefined) ?? null;
    } catch (error) {
      throw translated(error);
    }
  }

  /** Queries that stand in no company, for what looks like a pg pool to others (the throttles' counters). */
  readonly shared: SharedConnection = {
    query: <Row>(statement: Statement | string, values?: readonly unknown[]) => {
      const config = typeof statement === 'string' ? { text: statement, values: values ?? [] } : statement;
      return this.#observed('shared', async (names) => {
        const connection = await this.#pool.take();
        names?.push(config.name ?? 'unnamed');
        try {
          const { rows, rowCount } = await connection.send(config);
          return { rows: rows as Row[], rowCount: rowCount ?? 0 };
        } catch (error) {
          throw translated(error);
        } finally {
          this.#pool.give(connection);
        }
      });
    },
  };

  /**
   * Hears notifications, over one connection of its own beside the pool, until it is closed. A notification says only
   * that something happened: what, is read in the company.
   */
  listen(listening: Listening): Listener {
    const listener = this.#listen(listening);
    this.#listeners.add(listener);
    return listener;
  }

  /** Throws DatabaseUnavailableError when the database does not answer. */
  async ping(): Promise<void> {
    await this.shared.query({ name: 'ping', text: 'select 1', values: [] });
  }

  /** Sends reads that allow it to the replica, from now on. */
  useReplica(pool: ConnectionPool): void {
    this.#replica = new Replica(pool, async () => {
      // Who commits without waiting for the disk has told of what is not flushed yet.
      const { rows } = await this.shared.query<{ position: string }>({
        name: 'log-position',
        text: `select case current_setting('synchronous_commit') when 'off' then pg_current_wal_insert_lsn()
                      else pg_current_wal_flush_lsn() end::text as position`,
      });
      return rows[0]?.position ?? '';
    });
  }

  /** What the replica was asked so far; undefined without one. */
  replicaFigures(): Readonly<ReplicaFigures> | undefined {
    return this.#replica?.figures;
  }

  /** Waits for the transactions under way, then closes every connection. */
  close(): Promise<void> {
    this.#closing ??= Promise.all([
      this.#pool.end(),
      this.#replica?.end(),
      ...[...this.#listeners].map((listener) => listener.close()),
    ]).then(() => undefined);
    return this.#closing;
  }

  /** True from the moment that `close` was called: who works in the background stops. */
  get isClosing(): boolean {
    return this.#closing !== undefined;
  }

  /** Runs the work under the observer's eyes, if there is one; `names` takes the names of what is sent. */
  #observed<T>(kind: TransactionFacts['kind'], work: (names?: string[]) => Promise<T>): Promise<T> {
    if (!this.observer) return work();
    const statements: string[] = [];
    return this.observer.transaction({ kind, statements }, () => work(statements));
  }

  #attempt<T>(
    companyId: string,
    begin: string,
    work: (tx: CompanyTransaction) => Promise<T>,
    kind: TransactionFacts['kind'],
  ): Promise<T> {
    return this.#observed(kind, async (names) => {
      const connection = await this.#pool.take();
      return this.#inTransaction(new OpenTransaction(companyId, connection, names), connection, begin, work);
    });
  }

  async #inTransaction<T>(
    tx: OpenTransaction,
    connection: PooledConnection,
    begin: string,
    work: (tx: CompanyTransaction) => Promise<T>,
  ): Promise<T> {
    connection.gatherThisTick(); // BEGIN leaves with the work's first statement
    const begun = connection.send(begin);
    begun.catch(() => {}); // looked at below; the work's own queries fail first
    let result: T;
    try {
      result = await work(tx);
      const left = tx.close();
      if (left > 0) {
        throw new TransactionMisuseError(`The work returned while ${left} of its queries were under way.`);
      }
      await begun;
    } catch (error) {
      tx.close();
      await tx.settle();
      await this.#rollBack(connection);
      throw await begun.then(
        () => error,
        (beginError: unknown) => beginError,
      );
    }
    await this.#commit(connection, tx.keptForCommit);
    return result;
  }

  /** COMMIT, and before it in the same flush what the work kept for it. */
  async #commit(connection: PooledConnection, kept: readonly Statement[]): Promise<void> {
    const isSent = !connection.isBroken; // else nothing was kept, for sure
    const outcomes = await Promise.allSettled(
      connection.together(() => [...kept, 'commit'].map((statement) => connection.send(statement))),
    );
    const committed = outcomes.at(-1) as PromiseSettledResult<pg.QueryResult>;
    if (committed.status === 'rejected') {
      this.#pool.discard(connection);
      throw isSent ? lostAtCommit(committed.reason) : translated(committed.reason);
    }
    this.#pool.give(connection);
    // PostgreSQL has answered ROLLBACK to the COMMIT behind a statement that failed.
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed) throw failed.reason;
    if (committed.value.command !== 'COMMIT') {
      throw new TransactionMisuseError(
        'A query of the transaction failed, the work went on regardless, and PostgreSQL kept nothing of it.',
      );
    }
  }

  async #rollBack(connection: PooledConnection): Promise<void> {
    await connection.send('rollback').catch(() => {}); // a connection that cannot is discarded by its state
    this.#pool.give(connection);
  }

  /** A whole transaction in one flush. Of several errors the first is the reason of the others. */
  #flush(
    statements: readonly (Statement | string)[],
    kind: TransactionFacts['kind'],
  ): Promise<pg.QueryResult[]> {
    return this.#observed(kind, async (names) => {
      const connection = await this.#pool.take();
      names?.push(
        ...statements.flatMap((sent) => (typeof sent === 'string' ? [] : (sent.name ?? 'unnamed'))),
      );
      const outcomes = await Promise.allSettled(
        connection.together(() => statements.map((statement) => connection.send(statement))),
      );
      this.#pool.give(connection);
      const failed = outcomes.find((outcome) => outcome.status === 'rejected');
      if (failed && outcomes.at(-1)?.status === 'rejected') throw lostAtCommit(failed.reason);
      if (failed) throw failed.reason;
      return outcomes.map((outcome) => (outcome as PromiseFulfilledResult<pg.QueryResult>).value);
    });
  }
}
