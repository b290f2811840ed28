import { defineConfig } from 'tsup';

export default defineConfig({
  entry: ['src/index.ts'],
  format: ['esm', 'cjs'],
  target: 'es2022',
  platform: 'neutral',
  clean: true,
  external: ['@stockflow/sdk', '@tanstack/react-query', 'react', 'react/jsx-runtime'],
  // Next and others load components with hooks for the browser only where they say so.
  banner: { js: "'use client';" },
  // tsup's declaration bundler sets options that TypeScript 6 calls deprecated.
  dts: { compilerOptions: { ignoreDeprecations: '6.0', stripInternal: true } },
});
