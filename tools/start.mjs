// npm start: from a fresh clone to a running StockFlow. Plain Node, since nothing is installed before it.
import { join } from 'node:path';
import { prepare } from './lib/prepare.mjs';
import { Printer } from './lib/print.mjs';
import { main, root, sourceFlags } from './lib/project.mjs';
import { handOver } from './lib/spawn.mjs';

const help = `npm start [-- options]

  --port N   listen on port N (else PORT, else 4000; taken: the next free one, and it is said)
  --json     one JSON object a line instead of text, for scripts
  --help     this text

Without DATABASE_URL an embedded PostgreSQL is started and keeps its data in .stockflow/.
npm run reset removes that data. Ctrl-C stops everything.`;

await main(async () => {
  const args = process.argv.slice(2);
  if (args.includes('--help')) return console.log(help);
  await prepare({ printer: new Printer({ json: args.includes('--json') }), page: true });
  process.exitCode = await handOver(
    process.execPath,
    [...sourceFlags(), join(root, 'apps/api/src/main.ts'), ...args],
    {
      ipc: true,
    },
  );
});
