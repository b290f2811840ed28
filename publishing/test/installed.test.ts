import { describe, expect, test } from 'vitest';
import { COMPILERS, type Compiler, RESOLUTIONS, STRICTEST } from '../src/compilers.ts';
import { newConsumer, packedPackages } from '../src/packages.ts';

interface Needs {
  /** The oldest TypeScript that it is for. */
  oldest: Compiler;
  /** What a consumer's compiler has beside it: types of Node, of React. */
  types: readonly string[];
  /** Whether it runs where a browser's types are, or its own dependencies name them (Zod 4 names `URL`). */
  dom: boolean;
}
/** Where a package's own dependency says so (Zod 4 wants TypeScript 5.5), it is not older. */
const NEEDS: Readonly<Record<string, Needs>> = {
  '@stockflow/sdk': { oldest: '5.0', types: [], dom: false },
  '@stockflow/schemas': { oldest: '5.5', types: [], dom: true },
  '@stockflow/testing': { oldest: '5.5', types: ['@types/node@20'], dom: false },
  '@stockflow/react': { oldest: '5.5', types: ['@types/react@19'], dom: true },
};

const packages = await packedPackages();

test('it is known what each published package needs', () => {
  expect(packages.map(({ name }) => name).filter((name) => !NEEDS[name])).toEqual([]);
});

describe.each(packages)('$name, installed outside the workspace from its tarball', ({ name }) => {
  // Our own packages are not in the registry before they are published: all are given, npm takes what is asked for.
  test('loads as an ES module and as CommonJS with the same names, and its types hold without skipLibCheck', async () => {
    const { oldest, types, dom } = NEEDS[name]!;
    const others = packages.filter((one) => one.name !== name);
    const overrides = Object.fromEntries(others.map((one) => [one.name, `file:${one.tarball}`]));
    const own = packages.find((one) => one.name === name)!;
    await using consumer = await newConsumer([own.tarball, ...types], { manifest: { overrides } });

    const names = `console.log(Object.keys(all).filter((key) => !['default', '__esModule', 'module.exports'].includes(key)).sort().join())`;
    await consumer.write({
      'load.mjs': `import * as all from '${name}';\n${names}`,
      'load.cjs': `const all = require('${name}');\n${names}`,
    });
    const exported = await consumer.node(['load.mjs']);
    expect(exported.trim()).not.toBe('');
    expect(await consumer.node(['load.cjs'])).toBe(exported);

    const files = {
      'consumer.mts': `import * as all from '${name}';\nexport const names: string[] = Object.keys(all);\n`,
      'consumer.cts': `import all = require('${name}');\nexport = Object.keys(all);\n`,
    };
    for (const compiler of [oldest, '7.0'] as const) {
      const compilerOptions = { ...STRICTEST, ...RESOLUTIONS.nodenext, types: types.map(typesOf) };
      const lib = [...RESOLUTIONS.nodenext.lib, ...(dom ? ['dom', 'dom.iterable'] : [])];
      await consumer.write({
        ...files,
        'tsconfig.json': JSON.stringify({ compilerOptions: { ...compilerOptions, lib } }),
      });
      expect(await consumer.node([COMPILERS[compiler], '-p', '.']), `TypeScript ${compiler}`).toBe('');
    }
  }, 180_000);
});

/** `@types/node@20` as tsconfig.json names it. */
function typesOf(dependency: string): string {
  return dependency.replace(/^@types\//, '').replace(/@.*$/, '');
}
