// Runs tests through PgBouncer: `npm run test:pooled`, or with paths behind it. A PostgreSQL and a PgBouncer of its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { startPostgres } from '@stockflow/postgres';
import { randomOf } from '../random.ts';
import { freePorts } from '../stage/free-ports.ts';
import { Ends } from '../stage/stage.ts';
import { startPgbouncer } from './pgbouncer.ts';
import { findProgram } from './programs.ts';

const program = findProgram('pgbouncer');
if (!program) {
  process.stderr.write('There is no pgbouncer on this machine; with Debian: apt-get install pgbouncer\n');
  process.exit(1);
}
const ends = new Ends();
try {
  const postgres = await startPostgres({ ephemeral: true });
  ends.add(() => postgres.stop());
  const [port = 0] = await freePorts(1, randomOf(process.pid, 'pooled suite'));
  const pooler = await startPgbouncer(program, { adminUrl: postgres.adminUrl, port, everyone: true });
  ends.add(() => pooler.running.end());
  const vitest = fileURLToPath(new URL('../../../node_modules/vitest/vitest.mjs', import.meta.url));
  const tests = spawn(process.execPath, [vitest, 'run', ...process.argv.slice(2)], {
    cwd: fileURLToPath(new URL('../../..', import.meta.url)),
    stdio: 'inherit',
    env: { ...process.env, DATABASE_URL: pooler.url, DATABASE_DIRECT_URL: postgres.adminUrl },
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void tests.kill(signal));
  const [code] = await once(tests, 'exit');
  process.exitCode = typeof code === 'number' ? code : 1;
} finally {
  await ends.run();
}
