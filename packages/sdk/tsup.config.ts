import { defineConfig } from 'tsup';

export default defineConfig({
  entry: ['src/index.ts'],
  format: ['esm', 'cjs'],
  target: 'es2022',
  platform: 'neutral',
  clean: true,
  treeshake: { preset: 'smallest' },
  noExternal: [/^@trpc\//, /^@stockflow\//],
  esbuildOptions: (options) => {
    // Workspace packages resolve to their sources: nothing needs to be built before.
    options.conditions = ['@stockflow/source', 'module', 'import'];
    options.mainFields = ['module', 'main'];
  },
  dts: {
    // tsup's declaration bundler sets options that TypeScript 6 calls deprecated.
    compilerOptions: { ignoreDeprecations: '6.0', stripInternal: true },
  },
});
