// npm run mutants: takes each guard of the stock engine away, in a copy, and says which test notices.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startPostgres } from '@stockflow/postgres';
import { MUTANTS, type Mutant } from './list.ts';
import { runTests } from './run-tests.ts';
import { copyOf } from './scratch.ts';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const HELP = `npm run mutants -- [--only NAME]... [--json]
  --only NAME  this mutant; may be given several times
  --json       one JSON object instead of a table
`;

interface Result {
  name: string;
  guard: string;
  outcome: 'caught' | 'SURVIVED';
  by: string;
  seconds: number;
}

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const say = (line: string) => process.stderr.write(`${line}\n`);

/** The file with its guard taken away. What no longer stands there, or stands there twice, is an error of the list. */
const mutated = ({ name, file, find, replace }: Mutant, text: string): string => {
  const parts = text.split(find);
  if (parts.length !== 2) {
    throw new Error(`${name}: what to find stands ${parts.length - 1} times in ${file}, and should once`);
  }
  return parts.join(replace);
};

const attempt = async (mutant: Mutant, folder: string, databaseUrl: string): Promise<Result> => {
  const began = performance.now();
  const path = join(folder, mutant.file);
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, mutated(mutant, text));
  try {
    const verdictOf = await runTests(folder, [mutant.test], databaseUrl);
    return {
      name: mutant.name,
      guard: mutant.guard,
      outcome: verdictOf(mutant.test) === 'failed' ? 'caught' : 'SURVIVED',
      by: `${mutant.test.file} › ${mutant.test.name}`,
      seconds: Math.round((performance.now() - began) / 1000),
    };
  } finally {
    writeFileSync(path, text);
  }
};

const table = (results: readonly Result[]): string => {
  const width = Math.max(...results.map(({ name }) => name.length));
  const rows = results.map(
    ({ name, outcome, seconds, guard, by }) =>
      `${name.padEnd(width)}  ${outcome.padEnd(8)}  ${`${seconds} s`.padStart(5)}  ${guard}\n${''.padEnd(width + 19)}${by}`,
  );
  return `${rows.join('\n')}\n`;
};

const run = async (mutants: readonly Mutant[]): Promise<Result[]> => {
  const scratch = copyOf(root);
  process.once('exit', scratch.remove);
  const postgres = await startPostgres({ ephemeral: true, progress: say });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void postgres.stop().finally(() => process.exit(130)));
  }
  try {
    for (const mutant of mutants) mutated(mutant, readFileSync(join(scratch.folder, mutant.file), 'utf8'));
    say('the tests without a mutant …');
    const tests = mutants.map(({ test }) => test);
    const verdictOf = await runTests(scratch.folder, tests, postgres.adminUrl);
    const notGreen = tests.filter((test) => verdictOf(test) !== 'passed');
    if (notGreen.length > 0) {
      throw new Error(
        `Not green without a mutant:\n${notGreen.map((test) => `${test.file} › ${test.name}: ${verdictOf(test)}`).join('\n')}`,
      );
    }
    const results: Result[] = [];
    for (const mutant of mutants) {
      const result = await attempt(mutant, scratch.folder, postgres.adminUrl);
      say(`${result.outcome} ${result.name} (${result.seconds} s)`);
      results.push(result);
    }
    return results;
  } finally {
    await postgres.stop();
    scratch.remove();
  }
};

const main = async (): Promise<number> => {
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const unknown = (values.only ?? []).filter((name) => !MUTANTS.some((mutant) => mutant.name === name));
  if (unknown.length > 0) {
    say(`There is no mutant ${unknown.join(', ')}. There are: ${MUTANTS.map(({ name }) => name).join(', ')}`);
    return 2;
  }
  const results = await run(MUTANTS.filter(({ name }) => values.only?.includes(name) ?? true));
  const survived = results.filter(({ outcome }) => outcome === 'SURVIVED');
  if (values.json)
    process.stdout.write(`${JSON.stringify({ mutants: results, survived: survived.length })}\n`);
  else
    process.stdout.write(
      `${table(results)}${results.length - survived.length} of ${results.length} caught\n`,
    );
  return survived.length === 0 ? 0 : 1;
};

process.exitCode = await main();
