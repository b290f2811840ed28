// npm run reset: starts over. Removes the embedded database for good; asks first, or takes --yes.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { prepare } from './lib/prepare.mjs';
import { Printer } from './lib/print.mjs';
import { main, Problem, root, sourceFlags, stateFolder } from './lib/project.mjs';
import { handOver } from './lib/spawn.mjs';

const help = `npm run reset [-- --yes]

Removes the embedded database of this folder, so that the next npm start makes a new one.
With DATABASE_URL set it removes what StockFlow made in that database, and that only with --yes.

  --yes    do not ask`;

/** What would go, said exactly, before anything goes. */
function describe() {
  const url = process.env.DATABASE_URL?.trim();
  if (!url) return `the embedded database of ${stateFolder} with everything in it`;
  let where = 'DATABASE_URL';
  try {
    const { host, pathname } = new URL(url);
    where = `${host}${pathname}`;
  } catch {} // The reset itself says what is wrong with it.
  return `the schema "public" of ${where} with every table, type and function in it (DATABASE_URL is set)`;
}

await main(async () => {
  const args = process.argv.slice(2);
  if (args.includes('--help')) return console.log(help);
  const isExternal = Boolean(process.env.DATABASE_URL?.trim());
  if (!isExternal && !existsSync(stateFolder)) return console.log('There is nothing to remove.');
  if (!args.includes('--yes')) {
    const what = describe();
    if (isExternal) throw new Problem(`This would remove ${what}.\nIf that is meant: npm run reset -- --yes`);
    if (!process.stdin.isTTY)
      throw new Problem(`This would remove ${what}.\nNobody to ask; if it is meant: npm run reset -- --yes`);
    const ask = createInterface({ input: process.stdin, output: process.stdout });
    const answer = await ask.question(`Remove ${what}? Type yes: `);
    ask.close();
    if (answer.trim().toLowerCase() !== 'yes') throw new Problem('Nothing was removed.');
  }
  await prepare({ printer: new Printer() });
  const code = await handOver(process.execPath, [
    ...sourceFlags(),
    join(root, 'tools', 'lib', 'reset-database.ts'),
    stateFolder,
  ]);
  if (code === 0) rmSync(join(stateFolder, 'demo.json'), { force: true });
  process.exitCode = code;
});
