import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { accountFor, canRun } from './account.ts';
import { binariesFor } from './binaries.ts';
import { removeEmbedded, resetExternal, startPostgres } from './index.ts';
import { rememberedPlace } from './place.ts';
import { claimPort } from './port.ts';
import { isRoot, kill, query, serverPid, useProject } from './testing/harness.ts';

const project = useProject();

test('data is kept from one start to the next, and durability is on', async () => {
  const first = await project.start();
  await query(first.adminUrl, 'create table kept (n int); insert into kept values (7)');
  await first.stop();
  const second = await project.start();
  expect(await query(second.adminUrl, 'select n from kept')).toEqual([{ n: 7 }]);
  const [settings] = await query(
    second.adminUrl,
    `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as sync,
       current_setting('full_page_writes') as pages, current_setting('listen_addresses') as listen,
       current_setting('server_encoding') as encoding, current_setting('password_encryption') as password,
       (select datlocprovider::text || ':' || datlocale from pg_database where datname = current_database()) as locale`,
  );
  await second.stop();
  expect(settings).toEqual({
    fsync: 'on',
    sync: 'on',
    pages: 'on',
    listen: '127.0.0.1',
    encoding: 'UTF8',
    password: 'scram-sha-256',
    locale: 'b:C.UTF-8',
  });
});

test('nobody gets in without the password, and its file is closed to others', async () => {
  const server = await project.start();
  const url = new URL(server.adminUrl);
  const secret = url.password;
  url.password = '';
  await expect(query(url.href, 'select 1')).rejects.toThrow();
  url.password = 'postgres';
  await expect(query(url.href, 'select 1')).rejects.toThrow(/password authentication failed/);
  const file = join(dirname(server.dataFolder ?? ''), 'password');
  expect(readFileSync(file, 'utf8').trim()).toBe(secret);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const rules = readFileSync(join(server.dataFolder ?? '', 'pg_hba.conf'), 'utf8');
  expect(
    rules.split('\n').filter((line) => /^\s*[^#]/.test(line) && !/scram-sha-256\s*$/.test(line)),
  ).toEqual([]);
  await server.stop();
});

test('a port that is taken is left alone: another is chosen, said and kept', async () => {
  const squatter = createServer().listen(0, '127.0.0.1');
  await once(squatter, 'listening');
  const { port } = squatter.address() as { port: number };
  const lines: string[] = [];
  const server = await project.start(lines, port);
  const chosen = new URL(server.adminUrl).port;
  expect(chosen).not.toBe(String(port));
  expect(lines.join('\n')).toContain(`Port ${port} is taken`);
  expect(lines.join('\n')).toContain(chosen);
  await server.stop();
  squatter.close();
  const again = await startPostgres({ folder: project.folder });
  expect(new URL(again.adminUrl).port).toBe(chosen);
  await again.stop();
});

test('the end of a database that nobody stopped is told', async () => {
  const server = await project.start();
  process.kill(serverPid(server.dataFolder ?? ''), 'SIGKILL');
  expect(await server.lost).toContain('nobody stopped it');
  await server.stop();
});

test('reset removes the data, but not under a running StockFlow', async () => {
  const { child, said } = await project.hold();
  await expect(removeEmbedded(project.folder, () => {})).rejects.toThrow(`process ${child.pid}`);
  await kill(child, 'SIGTERM');
  expect(await removeEmbedded(project.folder, () => {})).toBe(true);
  expect(existsSync(said.data)).toBe(false);
});

describe('a database of the user', () => {
  test('is used as it is, and nothing is started', async () => {
    const own = await project.start();
    const server = await startPostgres({ folder: join(project.parent, 'other'), databaseUrl: own.adminUrl });
    expect(server).toMatchObject({ embedded: false, adminUrl: own.adminUrl, dataFolder: undefined });
    await server.stop();
    expect(existsSync(join(project.parent, 'other'))).toBe(false);
    expect(await query(own.adminUrl, 'select 1 as n')).toEqual([{ n: 1 }]);
    await own.stop();
  });

  test('is emptied by a reset, but not under somebody who uses it', async () => {
    const own = await project.start();
    await query(own.adminUrl, 'create table gone (n int)');
    const user = new pg.Client({ connectionString: own.adminUrl });
    await user.connect();
    await expect(resetExternal(own.adminUrl)).rejects.toThrow(/1 other connection/);
    await user.end();
    await resetExternal(own.adminUrl);
    expect(await query(own.adminUrl, `select to_regclass('public.gone') as found`)).toEqual([
      { found: null },
    ]);
  });

  test('that cannot be reached or is no URL is refused in words without the password', async () => {
    const port = await claimPort(0);
    const refusal = startPostgres({ databaseUrl: `postgresql://me:secret-word@127.0.0.1:${port}/shop` });
    await expect(refusal).rejects.toThrow(/Cannot connect to DATABASE_URL \(127\.0\.0\.1:\d+\/shop\)/);
    await expect(refusal).rejects.not.toThrow(/secret-word/);
    await expect(startPostgres({ databaseUrl: 'mysql://me:secret-word@host/shop' })).rejects.toThrow(
      /mysql:/,
    );
    await expect(startPostgres({ databaseUrl: 'secret-word' })).rejects.toThrow(/is not a URL/);
  });
});

describe.skipIf(!isRoot)('as root', () => {
  test('the server runs as another user', async () => {
    const server = await project.start();
    const status = readFileSync(`/proc/${serverPid(server.dataFolder ?? '')}/status`, 'utf8');
    expect(Number(/^Uid:\s+(\d+)/m.exec(status)?.[1])).toBeGreaterThan(0);
    await server.stop();
  });

  test('in a folder that PostgreSQL cannot enter the data goes elsewhere, and is found again there', async () => {
    chmodSync(project.parent, 0o700);
    const lines: string[] = [];
    const first = await project.start(lines);
    expect(first.dataFolder?.startsWith(project.parent)).toBe(false);
    expect(lines.join('\n')).toContain('keeping the data in');
    await query(first.adminUrl, 'create table kept (n int); insert into kept values (9)');
    await first.stop();
    const second = await project.start();
    expect(second.dataFolder).toBe(first.dataFolder);
    expect(await query(second.adminUrl, 'select n from kept')).toEqual([{ n: 9 }]);
    await second.stop();
    // A copy of the project brings the note along, and must not work on the original's data.
    const copy = join(project.parent, 'copy');
    cpSync(project.folder, copy, { recursive: true });
    expect(rememberedPlace(copy)).toBeUndefined();
    expect(await removeEmbedded(project.folder, () => {})).toBe(true);
    expect(existsSync(first.dataFolder ?? '')).toBe(false);
  });

  test('programs that PostgreSQL cannot reach are copied once to where it can', () => {
    const lines: string[] = [];
    const account = accountFor(undefined, () => {});
    const hidden = join(project.parent, 'hidden', 'native');
    const shipped = dirname(dirname(binariesFor(account, () => {}).postgres));
    cpSync(shipped, hidden, { recursive: true, verbatimSymlinks: true });
    chmodSync(dirname(hidden), 0o700);
    const package_ = { native: hidden, version: `test-${process.pid}` };
    const first = binariesFor(account, (line) => lines.push(line), package_);
    expect(first.postgres.startsWith(project.parent)).toBe(false);
    expect(canRun(account, first.postgres, ['--version'])).toBe(true);
    expect(binariesFor(account, (line) => lines.push(line), package_)).toEqual(first);
    expect(lines).toHaveLength(1);
    rmSync(dirname(dirname(first.postgres)), { recursive: true });
  });

  test('data that root copied is given back to its user', async () => {
    const first = await project.start();
    await query(first.adminUrl, 'create table kept (n int); insert into kept values (4)');
    await first.stop();
    const copy = join(project.parent, 'copy');
    cpSync(project.folder, copy, { recursive: true });
    expect(statSync(join(copy, 'postgres', 'data')).uid).toBe(0);
    const second = await startPostgres({ folder: copy, port: 0 });
    expect(await query(second.adminUrl, 'select n from kept')).toEqual([{ n: 4 }]);
    await second.stop();
  });
});
