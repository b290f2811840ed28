import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import ts from 'typescript';
import { COMPILERS } from '../compilers.ts';
import type { Consumer } from '../packages.ts';

/** All of a package as a program that is bundled loads it: minified, gzip. `exported` names its default export, too. */
export const gzipBytesOf = async (consumer: Consumer, exported: string): Promise<number> => {
  const { outputFiles } = await build({
    stdin: { contents: exported, resolveDir: consumer.folder },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    write: false,
    logLevel: 'silent',
  });
  return gzipSync(outputFiles[0]!.contents, { level: 9 }).length;
};

/** How long one import takes in a process that has imported nothing, in milliseconds. */
export const importMsOf = async (consumer: Consumer, name: string): Promise<number> => {
  const code = `const start = performance.now(); await import('${name}'); process.stdout.write(String(performance.now() - start));`;
  await consumer.write({ 'import.mjs': code });
  return Number(await consumer.node(['import.mjs']));
};

/** How long TypeScript 7 takes over a program, in milliseconds; with its errors, it would be no measurement. */
export const compileMsOf = async (consumer: Consumer, folder: string): Promise<number> => {
  const start = performance.now();
  await consumer.node([COMPILERS['7.0'], '-p', folder]);
  return performance.now() - start;
};

const filesUnder = async (folder: string): Promise<string[]> => {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  return names.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
};

/** What an install brings: packages and bytes on the disk. */
export const installOf = async (consumer: Consumer): Promise<{ packages: number; bytes: number }> => {
  const lock = JSON.parse(await consumer.read('node_modules/.package-lock.json')) as {
    packages: Record<string, unknown>;
  };
  const places = Object.keys(lock.packages);
  const files = await filesUnder(join(consumer.folder, 'node_modules'));
  const sizes = await Promise.all(files.map(async (path) => (await stat(path)).size));
  return { packages: places.length, bytes: sizes.reduce((sum, one) => sum + one, 0) };
};

/** Methods of the classes in a package's declarations, and how many show an example in their doc comment. */
export const examplesIn = async (
  consumer: Consumer,
  name: string,
): Promise<{ methods: number; shown: number }> => {
  const files = (await filesUnder(join(consumer.folder, 'node_modules', name))).filter(
    (path) =>
      path.endsWith('.d.ts') &&
      !path.slice(consumer.folder.length + 'node_modules'.length + 2).includes('node_modules'),
  );
  const found = new Map<string, boolean>();
  for (const path of files) {
    const file = ts.createSourceFile(path, await readFile(path, 'utf8'), ts.ScriptTarget.ES2022, true);
    const walk = (node: ts.Node): void => {
      if (ts.isClassDeclaration(node)) {
        for (const member of node.members.filter(ts.isMethodDeclaration)) {
          const text = member.name.getText();
          const isPublic =
            !/^[#_[]/.test(text) && !member.modifiers?.some((one) => /private|protected/.test(one.getText()));
          if (!isPublic) continue;
          // Overloads are one method, and one file's class is not another's.
          const key = `${path} ${node.name?.text} ${text}`;
          const docs = member.getFullText().slice(0, member.getLeadingTriviaWidth());
          found.set(key, found.get(key) === true || /@example|```/.test(docs));
        }
      }
      ts.forEachChild(node, walk);
    };
    walk(file);
  }
  return { methods: found.size, shown: [...found.values()].filter(Boolean).length };
};
