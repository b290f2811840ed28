import { readFile } from 'node:fs/promises';
import { checkPackage, createPackageFromTarballData, type Problem } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { describe, expect, test } from 'vitest';
import { packedPackages } from '../src/packages.ts';

const packages = await packedPackages();

interface Manifest {
  license?: string;
  description?: string;
  sideEffects?: boolean;
  files?: string[];
  repository?: unknown;
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  publishConfig?: { access?: string; provenance?: boolean };
}

const findingOf = (problem: Problem): string => JSON.stringify(problem);

test('what is published are the packages that say so, the SDK and its contract among them', () => {
  expect(packages.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['@stockflow/schemas', '@stockflow/sdk']),
  );
});

describe.each(packages)('$name', ({ name, version, tarball }) => {
  const unpacked = async () => {
    const data = new Uint8Array(await readFile(tarball));
    const tree = createPackageFromTarballData(data);
    const at = `/node_modules/${name}/`;
    const files = tree.listFiles(at).map((path) => path.slice(at.length));
    const manifest = JSON.parse(tree.readFile(`${at}package.json`)) as Manifest;
    return { data, tree, files, manifest, textOf: (file: string) => tree.readFile(at + file) };
  };

  test('publint has nothing to say about the tarball', async () => {
    const { buffer } = new Uint8Array(await readFile(tarball));
    const { messages, pkg } = await publint({ pack: { tarball: buffer }, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
  }, 60_000);

  test('are the types wrong? No: for node10, CommonJS, ES modules and bundlers', async () => {
    const { tree } = await unpacked();
    const result = await checkPackage(tree);
    expect(result.types).toMatchObject({ kind: 'included' });
    expect('problems' in result ? result.problems.map(findingOf) : ['not looked at']).toEqual([]);
  }, 60_000);

  test('holds what is built, README, licence and manifest, and nothing of the workspace', async () => {
    const { files, manifest, textOf } = await unpacked();
    const beside = files.filter((file) => !file.startsWith('dist/')).sort();
    expect(beside.filter((file) => file !== 'CHANGELOG.md')).toEqual([
      'LICENSE',
      'README.md',
      'package.json',
    ]);
    expect(textOf('README.md')).toMatch(new RegExp(`^# ${name}\n`));
    expect(textOf('README.md')).toContain(`npm install ${name}`);
    expect(textOf('LICENSE')).toContain('MIT License');
    expect(files.filter((file) => /\.(map|tsbuildinfo)$|[.]test[.]/.test(file))).toEqual([]);
    expect(textOf('package.json')).not.toMatch(/workspace:|catalog:|@stockflow\/source/);
    expect(manifest).toMatchObject({ license: 'MIT', description: expect.any(String) });
  });

  test('is ready for provenance, and its place of origin is not made up', async () => {
    const { manifest } = await unpacked();
    expect(manifest.publishConfig).toMatchObject({ access: 'public', provenance: true });
    // `npm run release -- --publish` writes it from where it runs: the registry compares the two.
    expect(manifest.repository).toBeUndefined();
  });

  test('asks for no unpublished package of ours, and for those of this very version', async () => {
    const { manifest } = await unpacked();
    const ours = Object.entries({ ...manifest.dependencies, ...manifest.peerDependencies }).filter(
      ([other]) => other.startsWith('@stockflow/'),
    );
    for (const [other, range] of ours) {
      const found = packages.find((one) => one.name === other);
      expect(found, `${name} needs ${other}`).toBeDefined();
      expect(range, other).toMatch(new RegExp(`^[\\^~]?${found!.version.replaceAll('.', '\\.')}$`));
    }
    expect(version).toMatch(/^\d+\.\d+\.\d+/);
  });
});
