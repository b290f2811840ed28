import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Mutant } from './list.ts';

/** How one test ended; `missing` when none of that name ran. */
export type Verdict = 'passed' | 'failed' | 'missing';

interface Report {
  testResults: { name: string; message: string; assertionResults: { title: string; status: string }[] }[];
}

/** A run that hangs is ended: a mutant that waits for ever has not been caught by a test. */
const RUN_MS_MAX = 150_000;

/** Runs the tests in the copy, and says how each ended. Titles are compared as a whole. */
export const runTests = async (
  folder: string,
  tests: readonly Mutant['test'][],
  databaseUrl: string,
): Promise<(test: Mutant['test']) => Verdict> => {
  const report = join(folder, 'mutants-report.json');
  rmSync(report, { force: true });
  const pattern = tests.map(({ name }) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  const args = [
    'run',
    ...new Set(tests.map(({ file }) => file)),
    '-t',
    pattern,
    '--reporter=json',
    `--outputFile=${report}`,
  ];
  await vitest(folder, args, databaseUrl);
  const results = existsSync(report) ? (JSON.parse(readFileSync(report, 'utf8')) as Report).testResults : [];
  return ({ file, name }) => {
    const result = results.find((each) => each.name.endsWith(file));
    const status = result?.assertionResults.find(({ title }) => title === name)?.status;
    return status === 'passed' || status === 'failed' ? status : 'missing';
  };
};

/** Ends however the tests do: what they said stands in the report. */
const vitest = (folder: string, args: readonly string[], databaseUrl: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const program = join(folder, 'node_modules', 'vitest', 'vitest.mjs');
    const child = spawn(process.execPath, [program, ...args], {
      cwd: folder,
      stdio: 'ignore',
      timeout: RUN_MS_MAX,
      killSignal: 'SIGKILL',
      env: { ...process.env, DATABASE_URL: databaseUrl },
    });
    const end = () => child.kill('SIGKILL');
    process.once('exit', end);
    child.on('error', reject);
    child.on('close', () => {
      process.off('exit', end);
      resolve();
    });
  });
