import { Database } from './database.ts';
import { Listener } from './listener.ts';
import { ConnectionPool } from './pool.ts';
import type { DatabaseOptions } from './types.ts';

/** Opens nothing yet: connections are made when they are needed, and anew after the database was away. */
export function openDatabase({
  url,
  poolMax = 10,
  statementTimeoutMs = 15_000,
  lockTimeoutMs = 5_000,
  idleInTransactionTimeoutMs = 30_000,
  connectTimeoutMs = 5_000,
  waitingMax = 1_000,
  applicationName = 'stockflow',
  observer,
}: DatabaseOptions): Database {
  const settings = {
    url,
    poolMax,
    statementTimeoutMs,
    lockTimeoutMs,
    idleInTransactionTimeoutMs,
    connectTimeoutMs,
    applicationName,
  };
  return new Database(
    new ConnectionPool(settings, waitingMax),
    (listening) => new Listener(settings, listening),
    observer,
  );
}
