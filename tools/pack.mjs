// node tools/pack.mjs: builds every package that is published and packs it, as it would be sent to the registry.
// Prints, as JSON, the packages and their tarballs. What is packed already and current is not packed again.
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fingerprint, isCurrent, keep, manifests } from './lib/fingerprint.mjs';
import { Printer } from './lib/print.mjs';
import { main, Problem, readJson, root, workFolder } from './lib/project.mjs';
import { pnpmLogged } from './lib/spawn.mjs';
import { inTurn } from './lib/turn.mjs';

const place = join(workFolder, 'packed');

/** What is published: every package of packages/ that does not call itself private. */
const published = () =>
  manifests()
    .filter((path) => path.startsWith('packages/'))
    .map((path) => ({ folder: path.replace('/package.json', ''), manifest: readJson(join(root, path)) }))
    .filter(({ manifest }) => manifest.private !== true)
    .map(({ folder, manifest: { name, version } }) => ({ name, version, folder }));

const tarballOf = ({ name, version }) =>
  join(place, `${name.replace('@', '').replace('/', '-')}-${version}.tgz`);

await main(async () => {
  const printer = new Printer({ stream: process.stderr });
  const packages = published();
  await inTurn(printer, async () => {
    const inputs = ['turbo.json', 'tsconfig.base.json', 'pnpm-lock.yaml', 'packages', 'tools/pack.mjs'];
    const print = fingerprint(inputs, process.versions.modules);
    if (isCurrent('packed', print) && packages.every((one) => existsSync(tarballOf(one)))) return;
    const filters = packages.map(({ name }) => `--filter=${name}`);
    await printer.step('building what is published', 'built what is published', () =>
      pnpmLogged('build-published', ['exec', 'turbo', 'run', 'build', ...filters]),
    );
    rmSync(place, { recursive: true, force: true });
    mkdirSync(place, { recursive: true });
    await printer.step('packing', 'packed', () =>
      pnpmLogged('pack', ['--recursive', ...filters, 'pack', '--pack-destination', place]),
    );
    const missing = packages.filter((one) => !existsSync(tarballOf(one)));
    if (missing.length > 0)
      throw new Problem(
        `not packed: ${missing.map(tarballOf).map((path) => basename(path))}; there is ${readdirSync(place)}`,
      );
    keep('packed', print);
  });
  process.stdout.write(`${JSON.stringify(packages.map((one) => ({ ...one, tarball: tarballOf(one) })))}\n`);
});
