import {
  chmodSync,
  chownSync,
  copyFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { ordinaryAccount, type Running, startProgram } from './programs.ts';

const DEPLOY = fileURLToPath(new URL('../../../deploy/pgbouncer', import.meta.url));
const LOOKUP_PASSWORD = 'only-for-this-run';

export interface Pooler {
  /** The administrator's URL of the database, at the pooler's address. */
  readonly url: string;
  readonly running: Running;
}

/** Runs `deploy/pgbouncer/auth.sql` on a database, as psql would. */
export const allowLookups = async (adminUrl: string): Promise<void> => {
  const script = readFileSync(join(DEPLOY, 'auth.sql'), 'utf8');
  await once(adminUrl, script.replaceAll(':password', `'${LOOKUP_PASSWORD}'`));
};

/**
 * PgBouncer by `deploy/pgbouncer`, before every database of a PostgreSQL. `everyone` looks logins up as the administrator
 * and not by auth.sql, for databases that are made as one goes.
 */
export const startPgbouncer = async (
  program: string,
  { adminUrl, port, everyone = false }: { adminUrl: string; port: number; everyone?: boolean },
): Promise<Pooler> => {
  const database = new URL(adminUrl);
  const folder = mkdtempSync(join(tmpdir(), 'stockflow-pgbouncer-'));
  const account = ordinaryAccount();
  copyFileSync(join(DEPLOY, 'stockflow.ini'), join(folder, 'stockflow.ini'));
  const [user, password] = everyone
    ? [decodeURIComponent(database.username), decodeURIComponent(database.password)]
    : ['pgbouncer', LOOKUP_PASSWORD];
  writeFileSync(join(folder, 'userlist.txt'), `"${user}" "${password}"\n`);
  const deployed = readFileSync(join(DEPLOY, 'pgbouncer.ini'), 'utf8');
  const ini = deployed
    .replace(/^stockflow = .*$/m, `* = host=${database.hostname} port=${database.port} auth_user=${user}`)
    .replace(/^listen_port = .*$/m, `listen_port = ${port}\nunix_socket_dir =`)
    .replaceAll('/etc/pgbouncer/', `${folder}/`)
    .replace(/^auth_query = .*$/m, (line) => (everyone ? '' : line));
  writeFileSync(join(folder, 'pgbouncer.ini'), ini);
  if (account.uid !== undefined && account.gid !== undefined) {
    for (const name of ['', 'stockflow.ini', 'userlist.txt', 'pgbouncer.ini'])
      chownSync(join(folder, name), account.uid, account.gid);
  }
  chmodSync(join(folder, 'userlist.txt'), 0o600);
  const url = new URL(adminUrl);
  url.port = String(port);
  url.hostname = '127.0.0.1';
  // Whoever is told that the login is wrong has found it running.
  const isUp = () =>
    once(url.toString(), 'select 1').then(
      () => true,
      (error: Error) => /authentication|password|SASL|no such user/.test(error.message),
    );
  const running = await startProgram([program, join(folder, 'pgbouncer.ini')], { account }, isUp);
  const end = async (signal?: NodeJS.Signals) => {
    await running.end(signal);
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: url.toString(), running: { ...running, end } };
};

const once = async (url: string, text: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query(text);
  } finally {
    await client.end().catch(() => {});
  }
};
