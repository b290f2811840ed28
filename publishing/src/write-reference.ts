// npm run reference: writes docs/reference anew from the SDK's doc comments.
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { currentReference, REFERENCE } from './reference/pages.ts';

const pages = await currentReference();
await mkdir(REFERENCE, { recursive: true });
for (const name of await readdir(REFERENCE)) if (!pages.has(name)) await rm(join(REFERENCE, name));
for (const [name, text] of pages) await writeFile(join(REFERENCE, name), text);
process.stdout.write(`docs/reference: ${pages.size} pages\n`);
