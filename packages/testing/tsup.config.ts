import { copyFile, cp, readFile, writeFile } from 'node:fs/promises';
import { defineConfig, type Options } from 'tsup';

type Plugin = NonNullable<Options['esbuildPlugins']>[number];

const ROOT = '../..';

/** Files that the server reads from the repository: here they lie beside the bundle. */
const READS = [
  {
    file: /packages.db.src.migrate.files\.ts$/,
    from: "join(import.meta.dirname, '..', '..', '..', '..', 'prisma', 'migrations')",
    to: "join(import.meta.dirname, 'migrations')",
  },
  {
    file: /packages.server.src.rest.serve-document\.ts$/,
    from: "'../../openapi.json'",
    to: "'./openapi.json'",
  },
  {
    file: /packages.server.src.http.errors-page\.ts$/,
    from: "'../../../../docs/errors.md'",
    to: "'./errors.md'",
  },
];

const besideTheBundle: Plugin = {
  name: 'files-beside-the-bundle',
  setup: (build) => {
    for (const { file, from, to } of READS) {
      build.onLoad({ filter: file }, async ({ path }) => {
        const code = await readFile(path, 'utf8');
        if (!code.includes(from)) throw new Error(`${path} does not read ${from} any more`);
        return { contents: code.replace(from, to), loader: 'ts' };
      });
    }
  },
};

/** PostgreSQL and Prisma are loaded as ES modules: a CommonJS test gets them by a promise, as it does anyway. */
const COMMON = `'use strict';
exports.startStockflow = async (options) => (await import('./core.js')).startWith(require('@stockflow/sdk'))(options);
`;

export default defineConfig({
  entry: { index: 'src/index.ts', core: 'src/start-stockflow.ts' },
  format: ['esm'],
  target: 'node20',
  platform: 'node',
  clean: true,
  external: ['@stockflow/sdk'],
  noExternal: [/^@stockflow\/(?!sdk$)/],
  esbuildPlugins: [besideTheBundle],
  esbuildOptions: (options) => {
    // Workspace packages resolve to their sources: nothing needs to be built before.
    options.conditions = ['@stockflow/source', 'module', 'import', 'node'];
  },
  // tsup's declaration bundler sets options that TypeScript 6 calls deprecated.
  dts: {
    entry: { index: 'src/index.ts' },
    compilerOptions: { ignoreDeprecations: '6.0', stripInternal: true },
  },
  onSuccess: async () => {
    await cp(`${ROOT}/prisma/migrations`, 'dist/migrations', { recursive: true });
    await copyFile(`${ROOT}/packages/server/openapi.json`, 'dist/openapi.json');
    await copyFile(`${ROOT}/docs/errors.md`, 'dist/errors.md');
    await writeFile('dist/index.cjs', COMMON);
  },
});
