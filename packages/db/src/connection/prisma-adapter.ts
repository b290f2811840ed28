import { PrismaPg } from '@prisma/adapter-pg';
import type {
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  SqlQuery,
  Transaction,
} from '@prisma/driver-adapter-utils';
import pg from 'pg';

/** Prepared statements kept per connection; a query with a list has one text per length, so there is an end. */
const STATEMENTS_MAX = 300;

/**
 * Lets one PrismaClient speak over one pg client that somebody else has begun a transaction on. Prisma's own adapter
 * turns values into rows; it is handed a pool that is always this client.
 *
 * Nested writes, which Prisma puts into a transaction, run on a savepoint. While one is open every other query of
 * this connection waits: in between, it would be undone with the savepoint though it had been answered.
 */
export class ConnectionAdapter implements SqlDriverAdapter {
  readonly provider = 'postgres';
  readonly adapterName = '@stockflow/db';
  readonly #client: pg.ClientBase;
  readonly #inner: SqlDriverAdapter;
  readonly #errors: ErrorKeeper;
  #nested: Promise<void> | undefined;
  #savepoints = 0;

  private constructor(client: pg.ClientBase, inner: SqlDriverAdapter, errors: ErrorKeeper) {
    this.#client = client;
    this.#inner = inner;
    this.#errors = errors;
  }

  static async on(client: pg.ClientBase, isPrepared = true): Promise<ConnectionAdapter> {
    const errors: ErrorKeeper = { current: undefined };
    const names = new Map<string, string>();
    const factory = new PrismaPg(poolOf(client, errors), {
      statementNameGenerator: ({ sql }) => (isPrepared ? nameOf(sql, names) : ''),
    });
    return new ConnectionAdapter(client, await factory.connect(), errors);
  }

  /** Settles when no savepoint of Prisma's is open; `undefined` when none is. */
  get nested(): Promise<void> | undefined {
    return this.#nested;
  }

  async queryRaw(query: SqlQuery) {
    while (this.#nested) await this.#nested;
    return this.#run(() => this.#inner.queryRaw(query));
  }

  async executeRaw(query: SqlQuery) {
    while (this.#nested) await this.#nested;
    return this.#run(() => this.#inner.executeRaw(query));
  }

  async startTransaction(): Promise<Transaction> {
    while (this.#nested) await this.#nested;
    let close = () => {};
    this.#nested = new Promise((resolve) => {
      close = () => {
        this.#nested = undefined;
        resolve();
      };
    });
    this.#savepoints += 1;
    const savepoint = `prisma_${this.#savepoints}`;
    const send = (text: string) => this.#client.query(text);
    await send(`savepoint ${savepoint}`).catch((error) => {
      close();
      throw error;
    });
    return {
      provider: this.provider,
      adapterName: this.adapterName,
      options: { usePhantomQuery: true }, // Prisma then sends no COMMIT of its own, only calls the two below
      queryRaw: (query) => this.#run(() => this.#inner.queryRaw(query)),
      executeRaw: (query) => this.#run(() => this.#inner.executeRaw(query)),
      commit: () =>
        send(`release savepoint ${savepoint}`)
          .then(() => {})
          .finally(close),
      rollback: () =>
        send(`rollback to savepoint ${savepoint}; release savepoint ${savepoint}`)
          .then(() => {})
          .finally(close),
    };
  }

  async executeScript(): Promise<void> {
    throw new Error('a migration is not run over a pooled connection');
  }

  getConnectionInfo() {
    return this.#inner.getConnectionInfo?.() ?? { supportsRelationJoins: true };
  }

  async dispose(): Promise<void> {} // the pool owns the client

  /** Keeps pg's own error on what Prisma's adapter makes of it: Prisma drops the name of a CHECK. */
  async #run<T>(send: () => Promise<T>): Promise<T> {
    const kept: { error?: unknown } = {};
    this.#errors.current = kept;
    try {
      return await send();
    } catch (error) {
      if (kept.error !== undefined && typeof error === 'object' && error !== null && error !== kept.error) {
        Object.defineProperty(error, 'pgError', { value: kept.error });
      }
      throw error;
    }
  }
}

/** Where the query that is being sent leaves its error. Set and read within one synchronous call. */
interface ErrorKeeper {
  current: { error?: unknown } | undefined;
}

/** What Prisma's adapter takes for a pool: it asks `instanceof`, `query`, `on`, and no more of it is used. */
function poolOf(client: pg.ClientBase, errors: ErrorKeeper): pg.Pool {
  const query = (config: pg.QueryConfig) => {
    const kept = errors.current;
    return client.query(config).catch((error: unknown) => {
      if (kept) kept.error = error;
      throw error;
    });
  };
  return Object.assign(Object.create(pg.Pool.prototype) as pg.Pool, {
    options: {},
    query,
    on: () => {},
    removeListener: () => {},
  });
}

function nameOf(sql: string, names: Map<string, string>): string {
  const known = names.get(sql);
  if (known !== undefined) return known;
  if (names.size >= STATEMENTS_MAX) return ''; // unnamed: parsed anew each time
  const name = `prisma-${names.size}`;
  names.set(sql, name);
  return name;
}

/** The factory Prisma wants, for an adapter that is there already. */
export function factoryOf(adapter: ConnectionAdapter): SqlDriverAdapterFactory {
  return {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    connect: async () => adapter,
  };
}
