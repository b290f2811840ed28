import { execFile, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './run-api.ts';

const run = promisify(execFile);
const home = '/usr/lib/postgresql';

/** A whole PostgreSQL of the system's own, with its tools: the embedded one comes without pg_dump. */
export const toolsFolder = (): string | undefined => {
  const versions = existsSync(home) ? readdirSync(home).sort((a, b) => Number(b) - Number(a)) : [];
  return versions
    .map((version) => join(home, version, 'bin'))
    .find((folder) =>
      ['initdb', 'postgres', 'pg_dump', 'pg_restore'].every((tool) => existsSync(join(folder, tool))),
    );
};

/** PostgreSQL does not run as root: the system's user `postgres` does it then. */
const ownerOf = async (): Promise<{ uid: number; gid: number } | undefined> => {
  if (process.getuid?.() !== 0) return undefined;
  const number = async (flag: string) => Number((await run('id', [flag, 'postgres'])).stdout);
  return { uid: await number('-u'), gid: await number('-g') };
};

/** A new cluster of it on a free port, with a superuser `keeper` and an empty database `stockflow`. */
export const startCluster = async (tools: string) => {
  const folder = mkdtempSync(join(tmpdir(), 'stockflow-cluster-'));
  const owner = await ownerOf();
  const password = 'rehearsal';
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, password);
  for (const path of owner ? [folder, passwordFile] : []) chownSync(path, owner?.uid ?? 0, owner?.gid ?? 0);
  const data = join(folder, 'data');
  const port = await freePort();
  const as = { cwd: folder, ...owner };
  await run(
    join(tools, 'initdb'),
    ['-D', data, '-U', 'keeper', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8', '-N'],
    as,
  );
  const child = spawn(
    join(tools, 'postgres'),
    [
      '-D',
      data,
      '-p',
      String(port),
      '-k',
      folder,
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'max_connections=40',
    ],
    { ...as, stdio: 'ignore' },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = (database: string) => `postgresql://keeper:${password}@127.0.0.1:${port}/${database}`;
  for (let look = 0; ; look += 1) {
    const isUp = await run(join(tools, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port)]).then(
      () => true,
      () => false,
    );
    if (isUp) break;
    if (look === 200) throw new Error('the cluster does not come up');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await run(join(tools, 'createdb'), [`--maintenance-db=${url('postgres')}`, 'stockflow']);
  return {
    url: url('stockflow'),
    async stop() {
      child.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
