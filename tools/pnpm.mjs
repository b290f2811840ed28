// node tools/pnpm.mjs ARGS: the pnpm that package.json pins, on a machine that may have npm only.
import { main } from './lib/project.mjs';
import { handOverToPnpm } from './lib/spawn.mjs';

await main(async () => {
  process.exitCode = await handOverToPnpm(process.argv.slice(2));
});
