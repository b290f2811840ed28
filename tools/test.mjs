// npm test: everything that proves StockFlow. With arguments (npm test -- packages/db) only vitest runs, with them.
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { manifests } from './lib/fingerprint.mjs';
import { buildAll, prepare } from './lib/prepare.mjs';
import { Printer } from './lib/print.mjs';
import { main, Problem, programOf, readJson, root } from './lib/project.mjs';
import { handOver, runLogged } from './lib/spawn.mjs';

const node = process.execPath;
const report = join(root, 'test-results', 'vitest.json');

/** Without the code that each finding quotes: a list that can be read in a log. */
function checkStyle() {
  const args = [
    programOf('@biomejs/biome', 'biome'),
    'check',
    '.',
    '--reporter=summary',
    '--max-diagnostics=none',
  ];
  return runLogged('biome', node, args, { pick: (lines) => lines.slice(0, 80) });
}

/** TypeScript 7 beside 6 under an alias: six times as fast, and all that a check needs. */
async function checkTypes() {
  const folders = ['tools', ...manifests().map((path) => path.replace(/\/?package\.json$/, ''))];
  const projects = folders
    .map((folder) => join(folder, 'tsconfig.json'))
    .filter((path) => path !== 'tsconfig.json');
  const failures = [];
  // The first lines are the causes; what follows is often only their echo, or a type spelt out.
  const pick = (lines) => lines.filter((line) => /error TS/.test(line)).slice(0, 15);
  for (const project of projects.filter((path) => existsSync(join(root, path)))) {
    const name = `types-${project.replace(/\/tsconfig\.json$/, '').replaceAll('/', '-')}`;
    await runLogged(name, node, [programOf('typescript7', 'tsc'), '--noEmit', '-p', project], { pick }).catch(
      (error) => failures.push(error),
    );
  }
  if (failures.length > 0) throw new Problem(failures.map((failure) => failure.message).join('\n\n'));
}

const steps = [
  ['checking style and slips (biome)', 'style', () => checkStyle()],
  [
    'checking who imports whom (dependency-cruiser)',
    'imports',
    () => {
      const rooms = ['packages', 'apps', 'bench', 'torture', 'publishing'].filter((room) =>
        existsSync(join(root, room)),
      );
      return runLogged('imports', node, [
        programOf('dependency-cruiser', 'depcruise'),
        '--config',
        '.dependency-cruiser.cjs',
        ...rooms,
      ]);
    },
  ],
  ['checking types (TypeScript 7)', 'types', checkTypes],
];

/** The steps that failed; each is told at once, and none keeps the tests from running. */
async function runSteps(printer) {
  const failed = [];
  const attempt = async (name, work) => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      printer.line(`\n${error.message}\n`);
      failed.push(name);
    }
  };
  for (const [doing, name, work] of steps)
    await attempt(name, () => printer.step(doing, `${name}: good`, work));
  await attempt('build', () => buildAll(printer));
  return failed;
}

function summary(failedSteps) {
  if (!existsSync(report)) return 'vitest wrote no report';
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = readJson(report);
  const broken = testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
  const parts = [`${numPassedTests} passed`, `${numFailedTests} failed`];
  if (numPendingTests > 0) parts.push(`${numPendingTests} skipped`);
  if (broken > 0) parts.push(`${broken} files could not be loaded`);
  const stepsSaid =
    failedSteps.length === 0
      ? 'style, imports, types, build: good'
      : `failed steps: ${failedSteps.join(', ')}`;
  return `${stepsSaid}\ntests: ${parts.join(', ')}`;
}

await main(async () => {
  const printer = new Printer();
  const args = process.argv.slice(2);
  await prepare({ printer });
  const vitest = [programOf('vitest'), 'run'];
  if (args.length > 0) {
    process.exitCode = await handOver(node, [...vitest, ...args]);
    return;
  }
  const failedSteps = await runSteps(printer);
  mkdirSync(join(root, 'test-results'), { recursive: true });
  rmSync(report, { force: true });
  const code = await handOver(node, [
    ...vitest,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  printer.line(`\n${summary(failedSteps)}`);
  process.exitCode = code !== 0 ? code : failedSteps.length > 0 ? 1 : 0;
});
