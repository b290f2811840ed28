import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../..', import.meta.url));
const outDir = join(folder, 'test-results/page');
const lock = join(folder, 'test-results/page.lock');
const sources = ['src', 'public', 'index.html', 'vite.config.ts', 'package.json', '../../packages/sdk/src'];

/** A build takes some seconds; a lock older than this was left behind. */
const LOCK_STALE_MS = 120_000;

const newestMs = (path: string): number => {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newestMs(join(path, name))));
};

const isCurrent = (): boolean => {
  const page = join(outDir, 'index.html');
  if (!existsSync(page)) return false;
  return statSync(page).mtimeMs > Math.max(...sources.map((source) => newestMs(join(folder, source))));
};

/** Builds the page as it is written now and answers its folder; test files that start at once build it once. */
export async function buildPage(): Promise<string> {
  mkdirSync(join(folder, 'test-results'), { recursive: true });
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch {
      if (existsSync(lock) && Date.now() - statSync(lock).mtimeMs > LOCK_STALE_MS)
        rmSync(lock, { recursive: true });
      await sleep(200);
    }
  }
  try {
    if (!isCurrent()) {
      execFileSync(
        process.execPath,
        ['node_modules/vite/bin/vite.js', 'build', '--outDir', outDir, '--emptyOutDir'],
        {
          cwd: folder,
          env: { ...process.env, NODE_ENV: 'production' },
          stdio: ['ignore', 'ignore', 'inherit'],
        },
      );
    }
    return outDir;
  } finally {
    rmSync(lock, { recursive: true });
  }
}
