import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { startPostgres } from './index.ts';
import { readLock } from './lock.ts';
import { isAlive, isGoneWithin } from './processes.ts';
import { isRoot, kill, query, serverPid, useProject } from './testing/harness.ts';

const project = useProject();

test('started twice at once, the second names the running process and its address', async () => {
  const { child } = await project.hold();
  const second = await project.hold();
  expect(second.said.refusal).toContain(`process ${child.pid}`);
  expect(second.said.refusal).toContain('http://127.0.0.1:4000');
  if (second.child.exitCode === null) await once(second.child, 'exit');
  expect(second.child.exitCode).toBe(1);
});

test('of five that start in the same moment exactly one runs', async () => {
  const all = await Promise.all([1, 2, 3, 4, 5].map(() => project.hold()));
  expect(all.filter(({ said }) => said.refusal === undefined)).toHaveLength(1);
});

test('of five that meet a stale lock in the same moment exactly one runs', async () => {
  const server = await project.start();
  await server.stop();
  writeFileSync(
    join(project.folder, 'lock.json'),
    JSON.stringify({ pid: 2_147_483_646, token: 'gone', startedAt: '' }),
  );
  const all = await Promise.all([1, 2, 3, 4, 5].map(() => project.hold()));
  expect(all.filter(({ said }) => said.refusal === undefined)).toHaveLength(1);
});

test('SIGTERM stops the database and frees the folder', async () => {
  const { child, said } = await project.hold();
  const pid = serverPid(said.data);
  await kill(child, 'SIGTERM');
  expect(child.exitCode).toBe(0);
  expect(isAlive(pid)).toBe(false);
  expect(existsSync(join(said.data, 'postmaster.pid'))).toBe(false);
  expect(existsSync(join(project.folder, 'lock.json'))).toBe(false);
});

test('a database left running by a killed parent is stopped cleanly and its data kept', async () => {
  const { child, said } = await project.hold();
  await query(said.adminUrl, 'create table kept (n int); insert into kept values (1)');
  const orphan = serverPid(said.data);
  await kill(child, 'SIGKILL');
  expect(isAlive(orphan)).toBe(true);
  const lines: string[] = [];
  const server = await project.start(lines);
  expect(isAlive(orphan)).toBe(false);
  expect(lines.join('\n')).toContain('left running');
  expect(await query(server.adminUrl, 'select n from kept')).toEqual([{ n: 1 }]);
  await server.stop();
});

test('parent and database both killed: what was committed is there after the next start', async () => {
  const { child, said } = await project.hold();
  await query(said.adminUrl, 'create table kept (n int); insert into kept select generate_series(1, 1000)');
  const pid = serverPid(said.data);
  process.kill(pid, 'SIGKILL');
  await kill(child, 'SIGKILL');
  expect(await isGoneWithin(pid, 5000)).toBe(true);
  const server = await project.start();
  expect(await query(server.adminUrl, 'select count(*)::int as n from kept')).toEqual([{ n: 1000 }]);
  await server.stop();
});

test('a stale lock and a stale postmaster.pid whose ids other processes have now are recovered', async () => {
  const first = await project.start();
  const data = first.dataFolder ?? '';
  await query(first.adminUrl, 'create table kept (n int); insert into kept values (3)');
  const note = readFileSync(join(data, 'postmaster.pid'), 'utf8');
  const lock = readLock(join(project.folder, 'lock.json'));
  await first.stop();
  // Both name processes that are alive and are neither: PostgreSQL would refuse one of its own user's.
  const owner = statSync(data);
  const stranger = spawn('sleep', ['60'], isRoot ? { uid: owner.uid, gid: owner.gid } : {});
  project.own(stranger);
  const postmasterPid = join(data, 'postmaster.pid');
  writeFileSync(postmasterPid, [String(stranger.pid), ...note.split('\n').slice(1)].join('\n'), {
    mode: 0o600,
  });
  chownSync(postmasterPid, owner.uid, owner.gid);
  writeFileSync(
    join(project.folder, 'lock.json'),
    JSON.stringify({ ...lock, birth: 'another boot', token: 'old' }),
  );
  const lines: string[] = [];
  const second = await project.start(lines);
  expect(lines.join('\n')).toContain('crashed');
  expect(await query(second.adminUrl, 'select n from kept')).toEqual([{ n: 3 }]);
  await second.stop();
});

test('a lock file cut short by a crash does not keep it from starting', async () => {
  const server = await project.start();
  await server.stop();
  writeFileSync(join(project.folder, 'lock.json'), '{"pid": 1');
  const again = await project.start();
  await again.stop();
});

test('an initdb that was cut short is done anew', async () => {
  mkdirSync(join(project.folder, 'postgres', 'data.unfinished', 'base'), { recursive: true });
  writeFileSync(join(project.folder, 'postgres', 'data.unfinished', 'PG_VERSION'), '18\n');
  const server = await project.start();
  expect(await query(server.adminUrl, 'select 1 as n')).toEqual([{ n: 1 }]);
  await server.stop();
});

test('a lost password file is replaced, and the data stays', async () => {
  const first = await project.start();
  await query(first.adminUrl, 'create table kept (n int); insert into kept values (5)');
  await first.stop();
  rmSync(join(dirname(first.dataFolder ?? ''), 'password'));
  const second = await project.start();
  expect(new URL(second.adminUrl).password).not.toBe(new URL(first.adminUrl).password);
  expect(await query(second.adminUrl, 'select n from kept')).toEqual([{ n: 5 }]);
  await second.stop();
});

test('an ephemeral cluster is gone after stop, and one whose run was killed is swept by the next', async () => {
  const code = `const { startPostgres } = await import(${JSON.stringify(join(import.meta.dirname, 'index.ts'))});
    console.log((await startPostgres({ ephemeral: true })).dataFolder); setInterval(() => {}, 1000);`;
  const args = ['--import', 'tsx', '--input-type=module', '-e', code];
  const { child, said: abandoned } = await project.child(args, (line) => line);
  const pid = serverPid(abandoned);
  await kill(child, 'SIGKILL');
  const server = await startPostgres({ ephemeral: true });
  expect(existsSync(abandoned)).toBe(false);
  expect(isAlive(pid)).toBe(false);
  const [settings] = await query(server.adminUrl, `select current_setting('fsync') as fsync`);
  expect(settings).toEqual({ fsync: 'off' });
  await server.stop();
  expect(existsSync(server.dataFolder ?? '')).toBe(false);
});
