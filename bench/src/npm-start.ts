import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const program = join(import.meta.dirname, '../../tools/start.mjs');

/** A StockFlow as `npm start` makes it, in a process of its own. */
export interface Started {
  url: string;
  demo: { email: string; password: string } | undefined;
  /** From the start of the process until it said that it is ready. */
  tookMs: number;
  stop(): Promise<void>;
}

/** Starts StockFlow on the data of this folder, and waits until it is ready. */
export const npmStart = async (folder: string): Promise<Started> => {
  const began = performance.now();
  const child = spawn(process.execPath, [program, '--json', '--port', String(await freePort())], {
    env: { ...process.env, DATABASE_URL: '', DATABASE_DIRECT_URL: '', STATE_FOLDER: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const ready = new Promise<Pick<Started, 'url' | 'demo'>>((resolve) => {
    createInterface(child.stdout).on('line', (line) => {
      const said = JSON.parse(line) as { event?: string } & Pick<Started, 'url' | 'demo'>;
      if (said.event === 'ready') resolve(said);
    });
  });
  const found = await Promise.race([ready, ended.then(() => undefined)]);
  if (found === undefined) throw new Error(`npm start ended with ${child.exitCode} before it was ready`);
  return {
    url: found.url,
    demo: found.demo,
    tookMs: performance.now() - began,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
};

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || !address) throw new Error('no port');
  return address.port;
};
