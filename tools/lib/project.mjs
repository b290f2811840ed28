// What every command needs to know about the project. Plain Node: this runs before anything is installed.
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
/** Logs of installing and building, and whose turn it is: of this checkout, wherever the data is kept. */
export const workFolder = join(root, '.stockflow');
export const stateFolder = resolve(process.env.STATE_FOLDER?.trim() || workFolder);

export const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** The pnpm that `packageManager` pins, e.g. `pnpm@12.21.0`. */
export const pinnedPnpm = () => readJson(join(root, 'package.json')).packageManager.replace(/\+.*/, '');

/** Node's flags for running our TypeScript: tsx, and packages resolved to their sources. */
export const sourceFlags = () => [
  '--conditions=@stockflow/source',
  '--import',
  pathToFileURL(join(root, 'node_modules', 'tsx', 'dist', 'loader.mjs')).href,
];

/** A program of an installed package, by the path that its package.json gives: no shell, no shim, no PATH. */
export function programOf(packageName, name = packageName) {
  const folder = join(root, 'node_modules', packageName);
  const { bin } = readJson(join(folder, 'package.json'));
  return join(folder, typeof bin === 'string' ? bin : bin[name]);
}

/** Something a person can put right: printed without a stack. */
export class Problem extends Error {}

/** Prisma 7 takes 20.19 and later 20, 22.12 and later 22, and 24 or newer; the odd releases between are left out. */
export function checkNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  const fits = major === 20 ? minor >= 19 : major === 22 ? minor >= 12 : major >= 24;
  if (fits) return;
  throw new Problem(
    `StockFlow needs Node.js 20.19 or newer (20, 22.12 or 24); this is ${version}.\n` +
      'Install one from https://nodejs.org/en/download, or with your version manager (nvm install 24).',
  );
}

/** Runs a command's main function: a Problem is said in plain words, a bug with its stack; both exit with 1. */
export async function main(run) {
  try {
    checkNode();
    await run();
  } catch (error) {
    if (error instanceof Problem) console.error(`\n${error.message}`);
    else console.error(error);
    process.exitCode = 1;
  }
}
