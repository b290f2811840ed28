import pg from 'pg';
import { DatabaseUnavailableError } from './errors.ts';
import { columnTypes, PooledConnection } from './pooled-connection.ts';
import type { DatabaseOptions } from './types.ts';

/** Idle connections are kept for ten minutes: each carries a warm PrismaClient and prepared statements. */
const IDLE_TIMEOUT_MS = 600_000;

/** How long a client waits beyond the database's own limit: only a database that vanished lets it come to this. */
const SILENCE_MARGIN_MS = 5_000;

export type PoolSettings = Required<
  Omit<DatabaseOptions, 'waitingMax' | 'directUrl' | 'isPrepared' | 'replicaUrl' | 'observer'>
> & {
  /** A pooler stands between: it takes no settings with a connection, each transaction brings its own. */
  isPooled: boolean;
  isPrepared: boolean;
};

/** The pool of connections. Whoever takes one gives it back, or discards it when its state is not known. */
export class ConnectionPool {
  readonly #pool: pg.Pool;
  readonly #connections = new WeakMap<pg.ClientBase, PooledConnection>();
  readonly #waitingMax: number;

  constructor(settings: PoolSettings, waitingMax: number) {
    this.#waitingMax = waitingMax;
    this.#pool = new pg.Pool({
      connectionString: settings.url,
      max: settings.poolMax,
      application_name: settings.applicationName,
      ...(!settings.isPooled && {
        statement_timeout: settings.statementTimeoutMs,
        lock_timeout: settings.lockTimeoutMs,
        idle_in_transaction_session_timeout: settings.idleInTransactionTimeoutMs,
        options: '-c jit=off', // compiling costs more than the queries here take
      }),
      query_timeout: settings.statementTimeoutMs + SILENCE_MARGIN_MS,
      connectionTimeoutMillis: settings.connectTimeoutMs,
      idleTimeoutMillis: IDLE_TIMEOUT_MS,
      keepAlive: true,
      // Statements leave at once, each with its own Sync; answers come in order. So BEGIN needs no round trip of its
      // own, and Promise.all over one transaction is one.
      pipeline: true,
      types: columnTypes,
    });
    this.#pool.on('error', () => {}); // an idle connection went: the pool has dropped it already
    this.#pool.on('connect', (client) =>
      this.#connections.set(client, new PooledConnection(client, settings.isPrepared)),
    );
    this.#pool.on('remove', (client) => void this.#connections.get(client)?.forget());
  }

  get figures() {
    return {
      max: this.#pool.options.max,
      total: this.#pool.totalCount,
      idle: this.#pool.idleCount,
      waiting: this.#pool.waitingCount,
    };
  }

  async take(): Promise<PooledConnection> {
    if (this.#pool.waitingCount >= this.#waitingMax) {
      throw new DatabaseUnavailableError('Too many requests wait for the database.');
    }
    const client = await this.#pool.connect().catch((cause: unknown) => {
      const isBusy = (cause as Error).message.startsWith('timeout exceeded');
      const message = isBusy
        ? 'No database connection became free in time.'
        : 'The database cannot be reached.';
      throw new DatabaseUnavailableError(message, { cause });
    });
    const connection = this.#connections.get(client);
    if (!connection) throw new Error('the pool gave a connection that it never announced');
    return connection;
  }

  /** Gives back a connection that is outside of any transaction; discards one that is not, or is broken. */
  give(connection: PooledConnection): void {
    const client = connection.client as pg.PoolClient;
    const isClean = !connection.isBroken && client.getTransactionStatus() === 'I';
    client.release(!isClean);
  }

  discard(connection: PooledConnection): void {
    (connection.client as pg.PoolClient).release(true);
  }

  end(): Promise<void> {
    return this.#pool.end();
  }
}
