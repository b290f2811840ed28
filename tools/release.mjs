// npm run release: what would be released, and nothing else. npm run release -- --version: takes the changesets into
// versions and changelogs. npm run release -- --publish: sends what is packed; only where provenance can be proved.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { main, Problem, programOf, readJson, root, workFolder } from './lib/project.mjs';
import { handOver } from './lib/spawn.mjs';

const USAGE = 'Usage: npm run release [-- --version | --publish [--dry-run]]';
const changeset = (...args) =>
  handOver(process.execPath, [programOf('@changesets/cli', 'changeset'), ...args]);
const say = (line) => process.stdout.write(`${line}\n`);
const git = (...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();

const pack = () =>
  JSON.parse(
    execFileSync(process.execPath, [join(root, 'tools/pack.mjs')], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  );

/** The changesets that wait for a release. */
const waiting = () =>
  readdirSync(join(root, '.changeset')).filter((name) => name.endsWith('.md') && name !== 'README.md');

function mustBeClean() {
  if (git('status', '--porcelain') !== '')
    throw new Problem(
      'The working tree has changes: commit them first, so that a release is what a commit says.',
    );
}

async function look() {
  const path = join(workFolder, 'release.json');
  mkdirSync(workFolder, { recursive: true });
  rmSync(path, { force: true });
  await changeset('status', '--output', relative(root, path));
  const plan = existsSync(path) ? readJson(path) : { releases: [] };
  for (const { name, version, tarball } of pack()) {
    const next = plan.releases.find((one) => one.name === name && one.type !== 'none')?.newVersion;
    const kilobytes = (readFileSync(tarball).length / 1000).toFixed(1);
    say(`${name} ${version} → ${next ?? 'as it is'} (${kilobytes} kB packed: ${relative(root, tarball)})`);
  }
  say(`\nNothing was published. ${USAGE}`);
}

async function version() {
  mustBeClean();
  if (waiting().length === 0) throw new Problem('There is no changeset: nothing to release.');
  const steps = [
    () => changeset('version'),
    () => handOver(process.execPath, [programOf('@biomejs/biome', 'biome'), 'format', '--write', '.']),
    () => handOver(process.execPath, ['tools/run.mjs', 'publishing/src/record-calls.ts']),
    () => handOver(process.execPath, ['tools/run.mjs', 'publishing/src/write-api-reports.ts']),
  ];
  for (const step of steps)
    if ((await step()) !== 0) throw new Problem('A step failed: git checkout . undoes it.');
  say(
    '\nVersions, changelogs, the recording of this version and the API reports are written. Look, and commit them.',
  );
}

/** Where the sources of what runs here are; the registry holds it against the proof of origin. */
function repositoryUrl() {
  const { GITHUB_SERVER_URL, GITHUB_REPOSITORY, CI_PROJECT_URL } = process.env;
  const page = GITHUB_REPOSITORY ? `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}` : CI_PROJECT_URL;
  if (!page)
    throw new Problem(
      'Where the sources are is not known here: GITHUB_REPOSITORY or CI_PROJECT_URL says it.',
    );
  return `git+${page}.git`;
}

/** The tarball laid out with its place of origin, and without what only our workspace needs. */
function stage({ name, folder, tarball }, url) {
  const place = join(workFolder, 'staged', name.replace('/', '-'));
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '-C', place, '--strip-components=1']);
  const path = join(place, 'package.json');
  const { scripts: _scripts, devDependencies: _tools, ...manifest } = readJson(path);
  const repository = { type: 'git', url, directory: folder };
  writeFileSync(path, `${JSON.stringify({ ...manifest, repository }, null, 2)}\n`);
  return place;
}

function isPublished({ name, version: wanted }) {
  try {
    return (
      execFileSync('npm', ['view', `${name}@${wanted}`, 'version'], { encoding: 'utf8' }).trim() === wanted
    );
  } catch {
    return false; // npm's way to say that there is no such version
  }
}

async function publish(isDryRun) {
  if (!isDryRun) {
    mustBeClean();
    if (waiting().length > 0) throw new Problem('Changesets wait: npm run release -- --version first.');
    if (!process.env.ACTIONS_ID_TOKEN_REQUEST_URL && !process.env.SIGSTORE_ID_TOKEN)
      throw new Problem(
        'Only a CI that can prove where a package comes from publishes (provenance). Try --dry-run here.',
      );
  }
  const url = repositoryUrl();
  for (const one of pack()) {
    if (!isDryRun && isPublished(one)) {
      say(`${one.name} ${one.version} is published already`);
      continue;
    }
    const args = ['publish', stage(one, url), '--access', 'public'];
    const way = isDryRun ? ['--dry-run', '--provenance=false'] : ['--provenance'];
    if ((await handOver('npm', [...args, ...way])) !== 0) throw new Problem(`${one.name} was not published.`);
  }
}

await main(async () => {
  const args = process.argv.slice(2);
  const [mode] = args;
  if (mode === undefined) return look();
  if (mode === '--version' && args.length === 1) return version();
  const isDryRun = args.includes('--dry-run');
  if (mode === '--publish' && args.length === (isDryRun ? 2 : 1)) return publish(isDryRun);
  throw new Problem(USAGE);
});
