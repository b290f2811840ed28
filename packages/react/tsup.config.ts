import { readFile } from 'node:fs/promises';
import { defineConfig, type Options } from 'tsup';

type Plugin = NonNullable<Options['esbuildPlugins']>[number];

const PARTS = /^[.]\/(options|client)[.]ts$/;
/** The parts stay files of their own: a server component may call what makes options; hooks and provider are the browser's. */
const partsApart: Plugin = {
  name: 'parts-apart',
  setup: (build) => {
    const extension = build.initialOptions.format === 'cjs' ? 'cjs' : 'js';
    build.onResolve({ filter: PARTS }, ({ path }) => ({
      path: path.replace(PARTS, `./$1.${extension}`),
      external: true,
    }));
    build.onLoad({ filter: /[\\/]src[\\/]client[.]ts$/ }, async ({ path }) => ({
      contents: `'use client';\n${await readFile(path, 'utf8')}`,
      loader: 'ts',
    }));
  },
};

export default defineConfig({
  entry: ['src/index.ts', 'src/options.ts', 'src/client.ts'],
  format: ['esm', 'cjs'],
  target: 'es2022',
  platform: 'neutral',
  clean: true,
  splitting: false,
  external: ['@stockflow/sdk', '@tanstack/react-query', 'react', 'react/jsx-runtime'],
  esbuildPlugins: [partsApart],
  // tsup's declaration bundler sets options that TypeScript 6 calls deprecated.
  dts: { entry: 'src/index.ts', compilerOptions: { ignoreDeprecations: '6.0', stripInternal: true } },
});
