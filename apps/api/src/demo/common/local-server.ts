import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { startPostgres } from '@stockflow/postgres';
import { createServer, drain } from '@stockflow/server';
import { connect } from '../../boot/connect.ts';
import { listen } from '../../boot/listen.ts';
import { openLog } from '../../boot/log.ts';
import { Shutdown } from '../../boot/shutdown.ts';
import type { Config } from '../../config.ts';

export interface LocalServer {
  baseUrl: string;
  /** Where its log is. */
  logFile: string;
  /** Ends the server, its connections and the database that was started with it. */
  stop(): Promise<void>;
}

/**
 * StockFlow in this process, on the database that `npm start` uses: for a command that needs one for a while. No
 * page, no demo company. Listens on this machine only.
 */
export async function startLocalServer(
  config: Config,
  progress: (line: string) => void,
): Promise<LocalServer> {
  const { stateFolder } = config;
  mkdirSync(stateFolder, { recursive: true });
  const logFile = config.logFile ?? join(stateFolder, 'logs', 'stockflow.log');
  const logger = openLog(config.LOG_LEVEL, logFile);
  const shutdown = new Shutdown((name, error) => progress(`While stopping the ${name}: ${String(error)}`));
  try {
    const postgres = await startPostgres({
      folder: stateFolder,
      databaseUrl: config.DATABASE_DIRECT_URL ?? config.DATABASE_URL,
      progress,
    });
    shutdown.add('database server', () => postgres.stop());
    const { database } = await connect(config, postgres.adminUrl);
    shutdown.add('database connections', () => database.close());
    const addressOf = (port: number) => `http://127.0.0.1:${port}`;
    const { server, port } = await listen({
      host: '127.0.0.1',
      port: config.PORT,
      create: (chosen) => createServer({ database, logger, publicUrl: addressOf(chosen) }),
      onOtherPort: () => {},
    });
    shutdown.add('server', () => drain(server));
    postgres.announce(addressOf(port));
    return { baseUrl: addressOf(port), logFile, stop: () => shutdown.run() };
  } catch (error) {
    await shutdown.run();
    throw error;
  }
}
