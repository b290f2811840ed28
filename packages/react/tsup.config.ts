import { readFile } from 'node:fs/promises';
import { defineConfig, type Options } from 'tsup';

type Plugin = NonNullable<Options['esbuildPlugins']>[number];

/** The parts stay apart: a server component may call what makes options, and only hooks and provider are the browser's. */
const PARTS = /^[.]\/(options|client)[.]ts$/;
const partsApart = (extension: string): Plugin => ({
  name: 'parts-apart',
  setup: (build) => {
    build.onResolve({ filter: PARTS }, ({ path }) => ({
      path: path.replace(PARTS, `./$1${extension}`),
      external: true,
    }));
    build.onLoad({ filter: /[\\/]src[\\/]client[.]ts$/ }, async ({ path }) => ({
      contents: `'use client';\n${await readFile(path, 'utf8')}`,
      loader: 'ts',
    }));
  },
});

const common: Options = {
  entry: ['src/index.ts', 'src/options.ts', 'src/client.ts'],
  target: 'es2022',
  platform: 'neutral',
  splitting: false,
  external: ['@stockflow/sdk', '@tanstack/react-query', 'react', 'react/jsx-runtime'],
};

export default defineConfig([
  {
    ...common,
    format: 'esm',
    esbuildPlugins: [partsApart('.js')],
    // tsup's declaration bundler sets options that TypeScript 6 calls deprecated.
    dts: { entry: 'src/index.ts', compilerOptions: { ignoreDeprecations: '6.0', stripInternal: true } },
  },
  {
    ...common,
    format: 'cjs',
    esbuildPlugins: [partsApart('.cjs')],
    dts: { entry: 'src/index.ts', compilerOptions: { ignoreDeprecations: '6.0', stripInternal: true } },
  },
]);
