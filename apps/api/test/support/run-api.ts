import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const tsx = join(root, 'node_modules/tsx/dist/loader.mjs');

export interface RunningProcess {
  url: string;
  /** What it has printed, one event a line. */
  said: { event: string; message?: string }[];
  /** Asks it to stop and waits for its end; answers its exit code. */
  stop(): Promise<number | null>;
}

/** A port that is free at the moment. */
export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });

/** One of our programs in a process of its own, as `npm` runs it. */
export const runProgram = (file: string, args: readonly string[], env: Record<string, string> = {}) => {
  const stateFolder = mkdtempSync(join(tmpdir(), 'stockflow-ops-'));
  const child = spawn(
    process.execPath,
    ['--import', `file://${tsx}`, '--conditions=@stockflow/source', join(root, file), ...args],
    {
      env: { ...process.env, NODE_ENV: 'test', SEED_DEMO: 'false', STATE_FOLDER: stateFolder, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const ended = new Promise<number | null>((resolve) =>
    child.once('exit', (code) => {
      rmSync(stateFolder, { recursive: true, force: true });
      resolve(code);
    }),
  );
  return { child, ended };
};

/** The real API process: `apps/api/src/main.ts`, told by its environment alone. Answers when it is ready. */
export const runApi = async (env: Record<string, string>): Promise<RunningProcess> => {
  const { child, ended } = runProgram('apps/api/src/main.ts', ['--json'], env);
  const said: RunningProcess['said'] = [];
  let errors = '';
  child.stderr.on('data', (text) => {
    errors += String(text);
  });
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const event = JSON.parse(line) as { event: string; url?: string; message?: string };
      said.push(event);
      if (event.event === 'ready') resolve(event.url ?? '');
    });
    void ended.then((code) =>
      reject(new Error(`the API ended with ${code}: ${said.at(-1)?.message ?? ''} ${errors}`)),
    );
  });
  return {
    url,
    said,
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
};
