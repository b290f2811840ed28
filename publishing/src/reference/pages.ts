import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ERROR_CODES } from '@stockflow/schemas';
import * as sdk from '@stockflow/sdk';
import { packedPackages, root } from '../packages.ts';
import { referencePages } from './print.ts';
import { readDeclarations } from './read.ts';

export const REFERENCE = join(root, 'docs/reference');

/** `SKU_TAKEN` → `SkuTakenError`: held by the SDK's own test of its classes; a code without one is left out here. */
const classOf = (code: string): string =>
  `${code.toLowerCase().replace(/(^|_)(\w)/g, (_all, _line, letter: string) => letter.toUpperCase())}Error`;

/** The reference as it should be, made from the declarations that customers get. */
export const currentReference = async (): Promise<Map<string, string>> => {
  await packedPackages();
  const declarations = await readFile(join(root, 'packages/sdk/dist/index.d.ts'), 'utf8');
  const codes = ERROR_CODES.map((code) => [classOf(code), code] as const).filter(([name]) => name in sdk);
  return referencePages(readDeclarations(declarations), new Map(codes));
};
