// A step is skipped when what goes into it is what went into it last time.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { root } from './project.mjs';

const skipped = new Set(['node_modules', 'dist', 'generated', '.turbo', 'test-results', 'coverage']);

function* filesUnder(path) {
  if (!existsSync(path)) return;
  if (!statSync(path).isDirectory()) {
    yield path;
    return;
  }
  for (const entry of readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (skipped.has(entry.name)) continue;
    yield* filesUnder(join(path, entry.name));
  }
}

/** The hash of files, of folders with all that is in them, and of what else matters (versions, platform). */
export function fingerprint(paths, ...facts) {
  const hash = createHash('sha256').update(JSON.stringify(facts));
  for (const path of paths) {
    for (const file of filesUnder(join(root, path))) {
      hash.update(`\0${relative(root, file)}\0`).update(readFileSync(file));
    }
  }
  return hash.digest('hex');
}

/** Every package.json of the workspace, as pnpm-workspace.yaml lists its folders. */
export function manifests() {
  const listed =
    readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8').match(/^packages:\n((?: {2}- .*\n)+)/)?.[1] ?? '';
  const folders = [...listed.matchAll(/- '?([^'\n]+)/g)].flatMap(([, folder]) => {
    const parent = folder.replace(/\/\*$/, '');
    if (parent === folder) return [folder];
    return existsSync(join(root, parent))
      ? readdirSync(join(root, parent)).map((name) => `${parent}/${name}`)
      : [];
  });
  const paths = folders
    .map((folder) => `${folder}/package.json`)
    .filter((path) => existsSync(join(root, path)));
  return ['package.json', ...paths.sort()];
}

const noteOf = (name) => join(root, 'node_modules', `.stockflow-${name}`);

export function isCurrent(name, print) {
  return existsSync(noteOf(name)) && readFileSync(noteOf(name), 'utf8') === print;
}

export function keep(name, print) {
  mkdirSync(dirname(noteOf(name)), { recursive: true });
  writeFileSync(noteOf(name), print);
}
