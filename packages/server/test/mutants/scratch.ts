import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A copy of the repository in which guards are taken away, so that nobody who works in the tree meets a mutant. */
export interface Scratch {
  readonly folder: string;
  remove(): void;
}

/** What is made and not in git, and what tests read. */
const MADE = ['packages/db/src/generated'];

/** Files that git knows or would add, as they are now. */
const filesOf = (root: string): string[] =>
  execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: root, maxBuffer: 2 ** 26 })
    .toString()
    .split('\0')
    .filter((path) => path !== '' && existsSync(join(root, path)));

export const copyOf = (root: string): Scratch => {
  const folder = mkdtempSync(join(tmpdir(), 'stockflow-mutants-'));
  const files = filesOf(root);
  const copied = { recursive: true, verbatimSymlinks: true };
  for (const path of [...files, ...MADE]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(join(root, path), join(folder, path), copied);
  }
  // Packages find each other by links that are relative, and so lead into the copy; the packages of others are shared.
  const manifests = files.filter((path) => path.endsWith('/package.json'));
  for (const path of manifests.map((manifest) => join(dirname(manifest), 'node_modules'))) {
    if (existsSync(join(root, path))) cpSync(join(root, path), join(folder, path), copied);
  }
  const modules = join(root, 'node_modules');
  mkdirSync(join(folder, 'node_modules'));
  for (const name of readdirSync(modules)) {
    if (name === '.pnpm') symlinkSync(join(modules, name), join(folder, 'node_modules', name), 'junction');
    else if (!name.startsWith('.')) cpSync(join(modules, name), join(folder, 'node_modules', name), copied);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }) };
};
