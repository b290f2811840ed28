import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const run = promisify(execFile);
/** The repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A package that is published, packed as it would be sent. */
export interface PackedPackage {
  /** Such as `@stockflow/sdk`. */
  name: string;
  version: string;
  /** Where its sources are, from the root: `packages/sdk`. */
  folder: string;
  /** The path of the `.tgz`. */
  tarball: string;
}

/**
 * Every package of packages/ that is not private, built and packed. The first to ask waits some seconds; whoever asks
 * while nothing has changed gets the same tarballs, also from other processes.
 */
export const packedPackages = async (): Promise<PackedPackage[]> =>
  JSON.parse(
    (await run(process.execPath, [join(root, 'tools/pack.mjs')], { cwd: root })).stdout,
  ) as PackedPackage[];

/** One of them, by its name. */
export const packedPackage = async (name: string): Promise<PackedPackage> => {
  const found = (await packedPackages()).find((one) => one.name === name);
  if (!found) throw new Error(`${name} is not published`);
  return found;
};

/** A project of a customer: a folder of its own outside the workspace. */
export interface Consumer extends AsyncDisposable {
  folder: string;
  /** Writes files by their paths in the folder. */
  write(files: Readonly<Record<string, string>>): Promise<void>;
  /** Runs Node there; answers what was printed. Fails with what was printed instead. */
  node(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<string>;
  read(...path: string[]): Promise<string>;
  close(): Promise<void>;
}

/** What a customer's program sees of our environment: nothing that leads back into the workspace. */
const plainEnv = (): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  SystemRoot: process.env.SystemRoot,
});

/**
 * Installs packages into an empty folder, as `npm install` does for a customer.
 * `offline` holds that nothing else is fetched: what has no dependency installs without a registry.
 */
export const newConsumer = async (
  tarballs: readonly string[],
  { offline = false, manifest = {} }: { offline?: boolean; manifest?: object } = {},
): Promise<Consumer> => {
  const folder = await mkdtemp(join(tmpdir(), 'stockflow-consumer-'));
  const write: Consumer['write'] = async (files) => {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
  };
  const close = () => rm(folder, { recursive: true, force: true });
  try {
    await write({ 'package.json': JSON.stringify({ name: 'consumer', private: true, ...manifest }) });
    const network = offline ? '--offline' : '--prefer-offline';
    await run('npm', ['install', network, '--no-audit', '--no-fund', ...tarballs], { cwd: folder });
  } catch (error) {
    await close();
    throw error;
  }
  return {
    folder,
    write,
    node: async (args, env) => {
      const options = { cwd: folder, env: { ...plainEnv(), ...env }, maxBuffer: 16_000_000 };
      return run(process.execPath, [...args], options).then(
        ({ stdout }) => stdout,
        (error: { stdout: string; stderr: string }) => {
          throw new Error(`${args.join(' ')} failed:\n${error.stdout}${error.stderr}`);
        },
      );
    },
    read: (...path) => readFile(join(folder, ...path), 'utf8'),
    close,
    [Symbol.asyncDispose]: close,
  };
};
