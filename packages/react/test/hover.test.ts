import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { READS, WRITES } from '../src/procedures.ts';

const folder = join(import.meta.dirname, '..');

/** What an editor shows where a person points at the end of each of these expressions. */
const hover = (lines: readonly string[]): string[] => {
  const name = join(folder, 'test/hover-asked.ts');
  const text = [
    `import { stockflowMutations, stockflowQueries } from '../src/index.ts';`,
    `declare const s: Parameters<typeof stockflowQueries>[0];`,
    'const queries = stockflowQueries(s), mutations = stockflowMutations(s);',
    ...lines.map((line) => `void ${line};`),
  ].join('\n');
  const config = ts.getParsedCommandLineOfConfigFile(
    join(folder, 'tsconfig.json'),
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: () => undefined,
    },
  );
  const service = ts.createLanguageService({
    getCompilationSettings: () => config!.options,
    getScriptFileNames: () => [name],
    getScriptVersion: () => '1',
    getScriptSnapshot: (path) => {
      const source = path === name ? text : ts.sys.readFile(path);
      return source === undefined ? undefined : ts.ScriptSnapshot.fromString(source);
    },
    getCurrentDirectory: () => folder,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (path) => path === name || ts.sys.fileExists(path),
    readFile: ts.sys.readFile,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
  });
  return lines.map((line) => {
    const info = service.getQuickInfoAtPosition(name, text.indexOf(`void ${line};`) + 4 + line.length);
    return ts.displayPartsToString(info?.documentation);
  });
};

const pathsOf = (of: string, table: Record<string, object>) =>
  Object.entries(table).flatMap(([group, methods]) =>
    Object.keys(methods).map((method) => `${of}.${group}.${method}`),
  );

test('whoever points at a factory reads the SDK’s own words on it', () => {
  const paths = [...pathsOf('queries', READS), ...pathsOf('mutations', WRITES)];
  const words = hover(paths);
  expect(paths.filter((_path, index) => words[index] === '')).toEqual([]);
  expect(words[paths.indexOf('queries.alerts.lowStock')]).toContain('the most urgent first');
  expect(hover(['queries.products', 'mutations.sales'])).toEqual([
    'Products: what is stocked, by SKU.',
    'Sales: demand, from draft to completed.',
  ]);
}, 60_000);
