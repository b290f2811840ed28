// The types for CommonJS are those for ES modules under a name of their own. tsup writes them after its `onSuccess`.
import { copyFile } from 'node:fs/promises';

await copyFile('dist/index.d.ts', 'dist/index.d.cts');
