import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MUTANTS } from './list.ts';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

describe('the mutants', () => {
  test('stand in docs/mutants.md by the same names, guards and tests, in the same order', () => {
    const rows = read('docs/mutants.md')
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .map((line) => line.split('|').map((cell) => cell.trim()));
    const told = rows.map(([, name, guard, , by]) => [name, guard, by]);
    const fileOf = (path: string) => path.split('/').at(-1);
    expect(told).toEqual(
      MUTANTS.map(({ name, guard, test: by }) => [`\`${name}\``, guard, `\`${fileOf(by.file)}\` ${by.name}`]),
    );
  });

  test.each(MUTANTS.map((mutant) => [mutant.name, mutant] as const))(
    '%s finds its guard, once',
    (_name, { file, find }) => {
      expect(read(file).split(find).length - 1).toBe(1);
    },
  );

  test('have names of their own, and change something', () => {
    expect(new Set(MUTANTS.map(({ name }) => name)).size).toBe(MUTANTS.length);
    expect(MUTANTS.filter(({ find, replace }) => find === replace)).toEqual([]);
  });
});
