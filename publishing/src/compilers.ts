import { join } from 'node:path';
import { root } from './packages.ts';

/** The compilers that consumers are tried with. */
export const COMPILERS = {
  '5.0': join(root, 'publishing/node_modules/typescript-5.0/bin/tsc'),
  '5.5': join(root, 'publishing/node_modules/typescript-5.5/bin/tsc'),
  '6.0': join(root, 'node_modules/typescript/bin/tsc'),
  '7.0': join(root, 'node_modules/typescript7/bin/tsc'),
} as const;
export type Compiler = keyof typeof COMPILERS;

/** The options of the strictest consumer that there is; libraries are checked, too. */
export const STRICTEST = {
  target: 'es2022',
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  skipLibCheck: false,
  noEmit: true,
  types: [],
} as const;

/** How a consumer's compiler finds packages. */
export const RESOLUTIONS = {
  nodenext: { module: 'nodenext', moduleResolution: 'nodenext', lib: ['es2022'] },
  bundler: { module: 'esnext', moduleResolution: 'bundler', lib: ['es2022', 'dom', 'dom.iterable'] },
} as const;
export type Resolution = keyof typeof RESOLUTIONS;
