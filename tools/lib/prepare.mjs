// From a fresh clone to something that runs: dependencies, the Prisma client, the page. Each only when needed.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint, isCurrent, keep, manifests } from './fingerprint.mjs';
import { pinnedPnpm, programOf, root } from './project.mjs';
import { pnpmLogged, runLogged } from './spawn.mjs';
import { inTurn } from './turn.mjs';

const machine = [process.platform, process.arch, process.versions.modules];

async function install(printer) {
  const print = () =>
    fingerprint(['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests()], pinnedPnpm(), machine);
  if (isCurrent('install', print()) && existsSync(join(root, 'node_modules', 'tsx'))) return;
  const args = [
    'install',
    '--frozen-lockfile',
    '--reporter=append-only',
    '--config.confirm-modules-purge=false',
  ];
  await printer.step(
    'installing dependencies (the first time takes a minute or two)',
    'installed dependencies',
    () => pnpmLogged('install', args),
  );
  keep('install', print());
}

/** `prisma generate` insists on downloading an engine that it does not use; naming any program stops it. */
export async function generate(printer) {
  if (!existsSync(join(root, 'prisma', 'schema.prisma'))) return;
  const print = fingerprint(['prisma/schema.prisma', 'prisma.config.ts', 'node_modules/prisma/package.json']);
  const output = join(root, 'packages', 'db', 'src', 'generated');
  if (isCurrent('generate', print) && existsSync(output)) return;
  await printer.step('generating the Prisma client', 'generated the Prisma client', () =>
    runLogged('generate', process.execPath, [programOf('prisma'), 'generate'], {
      env: { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath },
    }),
  );
  keep('generate', print);
}

const turboInputs = ['turbo.json', 'tsconfig.base.json', 'pnpm-lock.yaml'];

/** The page and what it is built from. A fingerprint of our own: asking turbo alone takes seconds. */
async function buildPage(printer) {
  const page = join(root, 'apps', 'dashboard', 'dist', 'index.html');
  if (!existsSync(join(root, 'apps', 'dashboard', 'index.html'))) return;
  const sources = ['apps/dashboard', 'packages/sdk', 'packages/schemas'];
  const print = fingerprint([...turboInputs, ...sources], machine);
  if (isCurrent('page', print) && existsSync(page)) return;
  await printer.step('building the page', 'built the page', () =>
    pnpmLogged('build', ['exec', 'turbo', 'run', 'build', '--filter=@stockflow/dashboard']),
  );
  keep('page', print);
}

/** Everything that is built: the SDK's package and the page. */
export async function buildAll(printer) {
  const print = fingerprint([...turboInputs, 'apps', 'packages'], machine);
  if (isCurrent('build', print) && existsSync(join(root, 'packages', 'sdk', 'dist'))) return;
  await printer.step('building the packages', 'built the packages', () =>
    pnpmLogged('build', ['exec', 'turbo', 'run', 'build']),
  );
  keep('build', print);
}

/** @param {{ printer: import('./print.mjs').Printer, page?: boolean }} options */
export function prepare({ printer, page = false }) {
  return inTurn(printer, async () => {
    await install(printer);
    await generate(printer);
    if (page) await buildPage(printer);
  });
}
