// node tools/run.mjs FILE [args]: runs one of our TypeScript files, prepared as by npm start.
import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { prepare } from './lib/prepare.mjs';
import { Printer } from './lib/print.mjs';
import { main, Problem, root, sourceFlags } from './lib/project.mjs';
import { handOver } from './lib/spawn.mjs';

await main(async () => {
  const [file, ...args] = process.argv.slice(2);
  if (!file) throw new Problem('Usage: node tools/run.mjs FILE [args]');
  const path = isAbsolute(file) ? file : join(root, file);
  if (!existsSync(path)) throw new Problem(`There is no file ${path}`);
  // What the program prints may be read by another (`--json`): our progress goes to the side.
  await prepare({ printer: new Printer({ stream: process.stderr }) });
  process.exitCode = await handOver(process.execPath, [...sourceFlags(), path, ...args], { ipc: true });
});
