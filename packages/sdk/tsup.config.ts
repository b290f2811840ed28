import { defineConfig, type Options } from 'tsup';

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

export default defineConfig({
  entry: ['src/index.ts'],
  format: ['esm', 'cjs'],
  target: 'es2022',
  platform: 'neutral',
  clean: true,
  noExternal: [/^@trpc\//, /^@stockflow\//, 'eventsource-parser'],
  esbuildPlugins: [dropUnusedLinks],
  esbuildOptions: (options) => {
    // Workspace packages resolve to their sources: nothing needs to be built before.
    options.conditions = ['@stockflow/source', 'module', 'import'];
    options.mainFields = ['module', 'main'];
    // Names and lines stay, so that a customer's stack trace can be read; short names would save 2 kB more.
    options.minifySyntax = true;
    options.minifyWhitespace = true;
    options.lineLimit = 120;
    options.legalComments = 'none';
  },
  dts: {
    // tsup's declaration bundler sets options that TypeScript 6 calls deprecated.
    compilerOptions: { ignoreDeprecations: '6.0', stripInternal: true },
  },
});
