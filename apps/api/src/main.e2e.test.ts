import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { removeEmbedded } from '@stockflow/postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ReadyFacts } from './boot/voice.ts';

interface Run {
  child: ChildProcess;
  events: Record<string, unknown>[];
  ready: ReadyFacts | undefined;
}

let parent: string;
let stateFolder: string;
const children: ChildProcess[] = [];

beforeAll(() => {
  parent = mkdtempSync(join(tmpdir(), 'stockflow-main-'));
  chmodSync(parent, 0o755);
  stateFolder = join(parent, 'state');
});

afterAll(async () => {
  for (const child of children) await end(child, 'SIGTERM');
  await removeEmbedded(stateFolder, () => {});
  rmSync(parent, { recursive: true, force: true });
});

/** Starts StockFlow as npm start does, after its preparations, and waits until it is ready or has ended. */
async function start(port: number, env: Record<string, string> = {}): Promise<Run> {
  const flags = ['--conditions=@stockflow/source', '--import', 'tsx'];
  const child = spawn(process.execPath, [...flags, join(import.meta.dirname, 'main.ts'), '--json'], {
    env: {
      ...process.env,
      DATABASE_URL: '',
      DATABASE_DIRECT_URL: '',
      STATE_FOLDER: stateFolder,
      PORT: String(port),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const run: Run = { child, events: [], ready: undefined };
  const ended = once(child, 'exit');
  const ready = new Promise<void>((resolve) => {
    createInterface(child.stdout).on('line', (line) => {
      const event = JSON.parse(line) as Record<string, unknown>;
      run.events.push(event);
      if (event.event !== 'ready') return;
      run.ready = event as unknown as ReadyFacts;
      resolve();
    });
  });
  await Promise.race([ready, ended]);
  return run;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
  return child.exitCode;
}

const said = (run: Run) => run.events.map(({ text, message }) => text ?? message ?? '').join('\n');

async function freePort(): Promise<{ port: number; release(): Promise<void> }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('no port');
  return { port: address.port, release: () => new Promise((resolve) => server.close(() => resolve())) };
}

async function callWith(url: string, apiKey: string): Promise<number> {
  const headers = { authorization: `Bearer ${apiKey}` };
  const answer = await fetch(`${url}/api/trpc/products.list?input=${encodeURIComponent('{"limit":1}')}`, {
    headers,
  });
  return answer.status;
}

test('from nothing to a demo company; stopped, killed and started again it keeps everything', async () => {
  const { port, release } = await freePort();

  // The port is taken: another is chosen and said.
  const first = await start(port);
  const demo = first.ready?.demo;
  expect(first.ready?.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(first.ready?.url).not.toContain(`:${port}`);
  expect(said(first)).toContain(`Port ${port} is taken`);
  expect(await (await fetch(`${first.ready?.url}/readyz`)).status).toBe(200);
  expect(demo?.apiKey).toBeTruthy();
  expect(await callWith(first.ready?.url ?? '', demo?.apiKey ?? '')).toBe(200);
  expect(await callWith(first.ready?.url ?? '', 'wrong')).toBe(401);
  expect(statSync(join(stateFolder, 'demo.json')).mode & 0o777).toBe(0o600);

  // Twice at once: a clear message, and the first goes on.
  const second = await start(port);
  expect(second.child.exitCode).toBe(1);

  // A stop drains, and ends with 0.
  expect(await end(first.child, 'SIGTERM')).toBe(0);
  await release();

  // Again: the same demo on the wished port, and quickly.
  const third = await start(port);
  expect(third.ready).toMatchObject({ url: `http://127.0.0.1:${port}`, demo });
  expect(third.ready?.startedInMs).toBeLessThan(15_000);

  // Killed hard, the database stays behind; the next start recovers and keeps the data.
  await end(third.child, 'SIGKILL');
  const fourth = await start(port);
  expect(fourth.ready?.demo).toEqual(demo);
  expect(await callWith(fourth.ready?.url ?? '', demo?.apiKey ?? '')).toBe(200);
  expect(await end(fourth.child, 'SIGINT')).toBe(0);

  const log = readFileSync(join(stateFolder, 'logs', 'stockflow.log'), 'utf8');
  expect(log).not.toContain(demo?.apiKey);
  expect(log).not.toContain(demo?.password);
});

test('wrong configuration is told in words, before anything is started', async () => {
  const run = await start(4000, { LOG_LEVEL: 'loud', POOL_MAX: '0' });
  expect(run.child.exitCode).toBe(1);
  expect(said(run)).toMatch(/POOL_MAX must be a number.*LOG_LEVEL must be one of/s);
});
