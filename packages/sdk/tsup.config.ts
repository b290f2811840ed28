import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { defineConfig, type Options } from 'tsup';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

/** The classes that a customer meets, in stacks and where things are printed. */
const CLASSES = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => /^(errors|groups|create-stockflow|pager|transport)/.test(name) && name.endsWith('.ts'))
  .flatMap((name) => [...readFileSync(`src/${name}`, 'utf8').matchAll(/^export class (\w+)/gm)])
  .map(([, name]) => name as string);

type Plugin = NonNullable<Options['esbuildPlugins']>[number];

/**
 * @trpc/client does not say that its files have no side effects, so unused ones (WebSocket, subscriptions) would
 * stay in: 1.1 kB gzip of them.
 */
const dropUnusedLinks: Plugin = {
  name: 'drop-unused-links',
  setup: (build) => {
    build.onResolve({ filter: /^\.\.?\// }, async ({ path, pluginData, ...from }) => {
      if (pluginData === 'resolved' || !from.importer.includes('@trpc/client')) return undefined;
      const found = await build.resolve(path, { ...from, pluginData: 'resolved' });
      return { ...found, sideEffects: false };
    });
  },
};

/**
 * tRPC is built for runtimes of 2017 and brings helpers for what this package's runtimes have themselves: 0.7 kB gzip. Where its
 * next version is built otherwise, this finds nothing to change, and the size limit says so.
 */
const nativeHelpers: Plugin = {
  name: 'native-helpers',
  setup: (build) => {
    build.onLoad({ filter: /@trpc.(client|server).dist.[^/\\]+\.mjs$/ }, async ({ path }) => {
      const code = await readFile(path, 'utf8');
      return { contents: code.replace(HELPER, native), loader: 'js' };
    });
  },
};
const HELPER = /\/\/#region \\0@oxc-project\+runtime\S*\/(\w+)\.js\n([\s\S]*?)\/\/#endregion/g;
const native = (region: string, name: string, code: string): string => {
  if (name === 'objectSpread2') return 'const _objectSpread2 = Object.assign;';
  // It sets up a prototype, so bundlers keep it although nobody uses it.
  if (name === 'wrapAsyncGenerator')
    return `const _wrapAsyncGenerator = /* @__PURE__ */ (() => {\n${code}\nreturn _wrapAsyncGenerator;\n})();`;
  return region;
};

export default defineConfig({
  entry: ['src/index.ts'],
  format: ['esm', 'cjs'],
  target: 'es2022',
  platform: 'neutral',
  clean: true,
  noExternal: [/^@trpc\//, /^@stockflow\//, 'eventsource-parser'],
  esbuildPlugins: [dropUnusedLinks, nativeHelpers],
  esbuildOptions: (options) => {
    // Workspace packages resolve to their sources: nothing needs to be built before.
    options.conditions = ['@stockflow/source', 'module', 'import'];
    options.mainFields = ['module', 'main'];
    options.legalComments = 'none';
    options.define = { ...options.define, __SDK_VERSION__: JSON.stringify(version) };
  },
  // Short names are 3 kB gzip less. Classes keep theirs, and methods do anyway, so that a stack reads
  // "at SalesApi.create"; lines are short, for Node prints the whole line in which an uncaught error was made. No source
  // maps: they would be four times the package.
  minify: 'terser',
  terserOptions: {
    ecma: 2020,
    module: true,
    compress: { passes: 3, keep_classnames: true },
    mangle: { reserved: CLASSES },
    format: { max_line_len: 200, comments: false },
  },
  dts: {
    // tsup's declaration bundler sets options that TypeScript 6 calls deprecated.
    compilerOptions: { ignoreDeprecations: '6.0', stripInternal: true },
  },
});
