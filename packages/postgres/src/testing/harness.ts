import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { afterEach, beforeEach } from 'vitest';
import { type PostgresServer, removeEmbedded, startPostgres } from '../index.ts';

export const isRoot = process.getuid?.() === 0;

interface Said {
  adminUrl: string;
  data: string;
  lines: string[];
  refusal?: string;
}

/** A project folder per test, and the processes on it; all gone after the test, also when it failed. */
export function useProject() {
  let children: ChildProcess[] = [];
  let servers: PostgresServer[] = [];
  const project = {
    parent: '',
    folder: '',

    /** A StockFlow in a process of its own. */
    async hold(): Promise<{ child: ChildProcess; said: Said }> {
      const args = ['--import', 'tsx', join(import.meta.dirname, 'hold.ts'), project.folder];
      return project.child(args, (line) => JSON.parse(line) as Said);
    },

    /** Any Node process, and the first line that it says. */
    async child<T>(args: string[], parse: (line: string) => T): Promise<{ child: ChildProcess; said: T }> {
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      children.push(child);
      const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
      return { child, said: parse(line) };
    },

    /** Has the process ended with the test. */
    own<T extends ChildProcess>(child: T): T {
      children.push(child);
      return child;
    },

    async start(lines: string[] = [], port = 0): Promise<PostgresServer> {
      const server = await startPostgres({
        folder: project.folder,
        port,
        progress: (line) => lines.push(line),
      });
      servers.push(server);
      return server;
    },
  };

  beforeEach(() => {
    project.parent = mkdtempSync(join(tmpdir(), 'stockflow-postgres-'));
    chmodSync(project.parent, 0o755);
    project.folder = join(project.parent, '.stockflow');
  });

  afterEach(async () => {
    for (const child of children) {
      if (child.exitCode === null && child.signalCode === null) await kill(child, 'SIGTERM');
    }
    for (const server of servers) await server.stop();
    children = [];
    servers = [];
    await removeEmbedded(project.folder, () => {});
    rmSync(project.parent, { recursive: true, force: true });
  });

  return project;
}

export async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}

export async function query(adminUrl: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const result = await client.query(sql);
    return result.rows;
  } finally {
    await client.end();
  }
}

export const serverPid = (data: string) =>
  Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
