import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { COMPILERS, RESOLUTIONS, STRICTEST } from '../compilers.ts';
import type { Consumer } from '../packages.ts';
import type { Program } from './read.ts';

const fileOf = ({ page, line, isReact }: Program, ending = isReact ? 'tsx' : 'mts'): string =>
  `${page.replaceAll(/[/.]/g, '-')}-${line}.${ending}`;

/** What a strict compiler has against the programs, by the page's own lines; all at once, for one start of it. */
export const compileAll = async (consumer: Consumer, programs: readonly Program[]): Promise<string[]> => {
  const files = Object.fromEntries(
    programs.map((one) => [`pages/${fileOf(one)}`, `${one.code}\nexport {};\n`]),
  );
  const { lib } = RESOLUTIONS.bundler;
  const compilerOptions = {
    ...STRICTEST,
    ...RESOLUTIONS.nodenext,
    lib: [...lib, 'esnext.disposable'],
    types: ['node'],
    jsx: 'react-jsx',
  };
  // Our own types are checked without skipLibCheck elsewhere; Node's are not ours.
  const tsconfig = JSON.stringify({ compilerOptions: { ...compilerOptions, skipLibCheck: true } });
  await consumer.write({ ...files, 'pages/tsconfig.json': tsconfig });
  const said = await consumer.node([COMPILERS['7.0'], '-p', 'pages', '--pretty', 'false']).then(
    () => '',
    (error: Error) => error.message,
  );
  return said
    .split('\n')
    .filter((line) => line.includes('error TS'))
    .map((line) => {
      const [, file, at, words] = /([^/\\]+)\((\d+),\d+\): error (.*)$/.exec(line) ?? [];
      const program = programs.find((one) => fileOf(one) === file);
      return program ? `${program.page}:${program.line + Number(at) - 1}: ${words}` : line;
    });
};

interface Running {
  env: NodeJS.ProcessEnv;
  /** For a program that follows something for ever: ends it when this says so of what was printed. */
  isEnough?: (printed: string) => boolean;
}

/** Runs a program in the consumer's folder; answers what it printed. */
export const runProgram = async (consumer: Consumer, program: Program, running: Running): Promise<string> => {
  const { code } = await transform(program.code, { loader: 'ts', format: 'esm', target: 'node20' });
  const file = `pages/${fileOf(program, 'mjs')}`;
  await consumer.write({ [file]: code });
  return runProcess(process.execPath, [join(consumer.folder, file)], { ...running, cwd: consumer.folder });
};

/** Runs a shell snippet as it stands; the first command that fails ends it. */
export const runShell = (code: string, running: Running & { cwd: string }): Promise<string> =>
  runProcess('bash', ['-e', '-o', 'pipefail', '-c', code], running);

const runProcess = (
  command: string,
  args: readonly string[],
  { env, cwd, isEnough }: Running & { cwd: string },
) =>
  new Promise<string>((resolve, reject) => {
    const { PATH, HOME } = process.env;
    const child = spawn(command, args, {
      cwd,
      env: { PATH, HOME, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [printed, complained, isEnded] = ['', '', false];
    const end = () => {
      isEnded = true;
      child.kill();
    };
    const timer = setTimeout(end, 60_000);
    child.stderr.on('data', (chunk: Buffer) => {
      complained += chunk.toString();
    });
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      if (isEnough?.(printed)) end();
    });
    child.on('error', reject);
    child.on('close', (status) => {
      clearTimeout(timer);
      if (status === 0 || (isEnded && isEnough?.(printed))) resolve(printed);
      else
        reject(
          new Error(
            `${isEnded ? 'did not end' : `ended with ${status}`}:\n${complained}\nIt had printed:\n${printed}`,
          ),
        );
    });
  });
