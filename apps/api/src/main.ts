// Composition: configuration → PostgreSQL → migrations → server → demo company. Nothing is decided here.
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { MigrationError } from '@stockflow/db';
import { PostgresProblem, startPostgres } from '@stockflow/postgres';
import { createServer, drain } from '@stockflow/server';
import { connect } from './boot/connect.ts';
import { DemoNote } from './boot/demo-access.ts';
import { listen } from './boot/listen.ts';
import { openLog } from './boot/log.ts';
import { onStopRequest, Shutdown } from './boot/shutdown.ts';
import { createVoice } from './boot/voice.ts';
import { ConfigProblem, readConfig } from './config.ts';
import { seedDemo } from './seed/index.ts';
import { loadTelemetry } from './telemetry/load.ts';

const startedAt = performance.now();
const root = join(import.meta.dirname, '..', '..', '..');
const { values: flags } = parseArgs({
  options: { json: { type: 'boolean' }, port: { type: 'string' } },
  strict: false,
});
const voice = createVoice(flags.json === true);
const shutdown = new Shutdown((name, error) => voice.failed(`While stopping the ${name}: ${String(error)}`));

async function end(exitCode: number): Promise<never> {
  await shutdown.run();
  process.exit(exitCode);
}

let stopAskedAt = 0;
onStopRequest(() => {
  if (shutdown.isRunning) {
    // A terminal and npm both pass one Ctrl-C on; only a later one means "at once". The database is told to end.
    if (performance.now() - stopAskedAt > 1000) process.exit(1);
    return;
  }
  stopAskedAt = performance.now();
  voice.stopping();
  void end(0);
});
process.on('uncaughtException', (error) => {
  voice.failed(`StockFlow ends because of a bug: ${error.stack ?? error}`);
  void end(1);
});

try {
  await start();
} catch (error) {
  // Whatever was under way when a stop was asked for fails; that is no failure.
  if (!shutdown.isRunning) {
    const isForPerson = [ConfigProblem, PostgresProblem, MigrationError].some(
      (kind) => error instanceof kind,
    );
    voice.failed(isForPerson ? (error as Error).message : String((error as Error).stack ?? error));
  }
  await end(shutdown.isRunning ? 0 : 1);
}

async function start(): Promise<void> {
  const env = { ...process.env, ...(typeof flags.port === 'string' && { PORT: flags.port }) };
  const config = readConfig(env, { stateFolder: join(root, '.stockflow') });
  const { stateFolder } = config;
  mkdirSync(stateFolder, { recursive: true });
  const logger = openLog(config.LOG_LEVEL, config.logFile);

  const postgres = await startPostgres({
    folder: stateFolder,
    databaseUrl: config.DATABASE_DIRECT_URL ?? config.DATABASE_URL,
    progress: voice.progress,
  });
  shutdown.add('database server', () => postgres.stop());
  void postgres.lost.then(async (why) => {
    logger.fatal(why);
    voice.failed(why);
    await end(1);
  });

  const telemetry = await loadTelemetry(config, logger);
  if (telemetry) shutdown.add('traces and metrics', () => telemetry.stop());
  const { database, applied } = await connect(config, postgres.adminUrl, telemetry?.telemetry.database);
  if (applied.length > 0) voice.progress(`Laid out the tables (${applied.length} migrations).`);
  shutdown.add('database connections', () => database.close());

  const page = join(root, 'apps', 'dashboard', 'dist');
  const hasPage = existsSync(join(page, 'index.html'));
  const shownHost = config.HOST === '0.0.0.0' || config.HOST === '::' ? '127.0.0.1' : config.HOST;
  const addressOf = (port: number) =>
    `http://${shownHost.includes(':') ? `[${shownHost}]` : shownHost}:${port}`;
  const { server, port } = await listen({
    host: config.HOST,
    port: config.PORT,
    create: (chosen) =>
      createServer({
        database,
        logger,
        publicUrl: config.PUBLIC_URL ?? addressOf(chosen),
        trustProxy: config.TRUST_PROXY,
        holdsPerCredential: config.HOLDS_PER_CREDENTIAL,
        telemetry: telemetry?.telemetry,
        ...(hasPage && { staticFolder: page }),
      }),
    onOtherPort: (chosen) => voice.progress(`Port ${config.PORT} is taken; listening on ${chosen} instead.`),
  });
  shutdown.add('server', () => drain(server, config.drainMs));
  postgres.announce(addressOf(port));

  const note = new DemoNote(join(stateFolder, 'demo.json'), postgres.identity);
  let demo = note.read()?.access;
  if (!demo && config.seedDemo) {
    note.write();
    demo = await seedDemo({ baseUrl: addressOf(port), progress: voice.progress, now: new Date() });
    note.write(demo);
  }
  voice.ready({
    url: config.PUBLIC_URL ?? addressOf(port),
    hasPage,
    demo,
    database: postgres.embedded
      ? `PostgreSQL ${postgres.version}, embedded, data in ${postgres.dataFolder}`
      : `PostgreSQL ${postgres.version} at DATABASE_URL`,
    logFile: config.logFile,
    startedInMs: Math.round(performance.now() - startedAt),
  });
}
