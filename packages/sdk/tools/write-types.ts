import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { renderTypes } from './render-types.ts';

/** Writes `src/contract` anew from the contract. Run it when packages/schemas has changed. */
const folder = fileURLToPath(new URL('../src/contract', import.meta.url));
const files = renderTypes();
await rm(folder, { recursive: true, force: true });
for (const [name, text] of files) {
  const file = join(folder, name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}
