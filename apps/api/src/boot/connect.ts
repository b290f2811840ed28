import {
  atAddressOf,
  type Database,
  type DatabaseObserver,
  openDatabase,
  prepareDatabase,
} from '@stockflow/db';
import type { Config } from '../config.ts';

/**
 * The application's way to its database: migrations run and roles are made where the database itself is, and calls go
 * through the pooler where DATABASE_URL names one.
 */
export async function connect(
  config: Config,
  adminUrl: string,
  observer?: DatabaseObserver,
): Promise<{ database: Database; applied: string[] }> {
  const { DATABASE_APP_URL: given, DATABASE_URL: url, DATABASE_DIRECT_URL: direct } = config;
  const isPooled = direct !== undefined && url !== undefined;
  const { appUrl, applied } = await prepareDatabase({
    adminUrl,
    ...(given && { appUrl: isPooled ? atAddressOf(given, adminUrl) : given }),
  });
  const way = isPooled ? { url: given ?? atAddressOf(appUrl, url), directUrl: appUrl } : { url: appUrl };
  const replica = config.DATABASE_REPLICA_URL;
  const database = openDatabase({
    ...way,
    replicaUrl: replica && atAddressOf(appUrl, replica),
    isPrepared: config.DATABASE_PREPARED,
    poolMax: config.POOL_MAX,
    observer,
  });
  return { database, applied };
}
