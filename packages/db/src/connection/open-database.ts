import { Database } from './database.ts';
import { Listener } from './listener.ts';
import { ConnectionPool, type PoolSettings } from './pool.ts';
import type { DatabaseOptions } from './types.ts';

/** Opens nothing yet: connections are made when they are needed, and anew after the database was away. */
export function openDatabase({
  url,
  directUrl,
  isPrepared = directUrl === undefined,
  replicaUrl,
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
    isPooled: directUrl !== undefined,
    isPrepared,
    poolMax,
    statementTimeoutMs,
    lockTimeoutMs,
    idleInTransactionTimeoutMs,
    connectTimeoutMs,
    applicationName,
  };
  const database = new Database(
    new ConnectionPool(settings, waitingMax),
    (listening) => new Listener({ ...settings, url: directUrl ?? url }, listening),
    { limits: settings.isPooled ? limitsOf(settings) : '', observer },
  );
  if (replicaUrl !== undefined) {
    // A replica is asked itself, whatever stands before the primary.
    const own = { ...settings, url: replicaUrl, isPooled: false, isPrepared: true };
    database.useReplica(new ConnectionPool(own, waitingMax));
  }
  return database;
}

/** Behind a pooler: its connections are several callers', and it takes no settings of one. */
function limitsOf(settings: PoolSettings): string {
  const limits = {
    statement_timeout: settings.statementTimeoutMs,
    lock_timeout: settings.lockTimeoutMs,
    idle_in_transaction_session_timeout: settings.idleInTransactionTimeoutMs,
  };
  const set = Object.entries(limits).map(([name, limitMs]) => `; set local ${name} = ${Math.trunc(limitMs)}`);
  return `${set.join('')}; set local jit = off`;
}
