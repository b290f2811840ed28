// Child processes: one way to run something quietly with a log, one way to hand the terminal over.
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Problem, pinnedPnpm, root, workFolder } from './project.mjs';

/** Telemetry and notices off: a tool that we start reports to nobody and prints what it was started for. */
export const quietEnv = {
  DO_NOT_TRACK: '1',
  TURBO_TELEMETRY_DISABLED: '1',
  CHECKPOINT_DISABLE: '1', // Prisma's version check
  // We run the pinned pnpm already. Left to itself it also asks the registry for its own release, and refuses a
  // frozen lockfile where that registry does not list it.
  pnpm_config_pm_on_fail: 'ignore',
  PRISMA_HIDE_UPDATE_MESSAGE: '1',
  npm_config_update_notifier: 'false',
  npm_config_fund: 'false',
  npm_config_audit: 'false',
};

/** What npm hands down to its scripts (its own user's settings) is noise to the pnpm inside. */
function cleanEnv(extra) {
  const env = { ...process.env, ...quietEnv, ...extra };
  for (const name of Object.keys(env)) {
    if (/^npm_(package|lifecycle|node|execpath|command)/.test(name)) delete env[name];
  }
  return env;
}

/** Runs with its output in a log; on failure the end of the log is shown and where the whole is. */
export async function runLogged(name, command, args, options = {}) {
  const log = join(workFolder, 'logs', `${name}.log`);
  mkdirSync(dirname(log), { recursive: true });
  const out = createWriteStream(log);
  const code = await new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: options.shell ?? false,
      env: cleanEnv(options.env),
    });
    child.stdout.pipe(out, { end: false });
    child.stderr.pipe(out, { end: false });
    child.on('error', reject);
    child.on('close', (status, signal) => resolve(status ?? signal));
  }).finally(() => new Promise((resolve) => out.end(resolve)));
  if (code === 0) return;
  const all = readFileSync(log, 'utf8').trimEnd().split('\n');
  const lines = options.pick ? options.pick(all) : all.slice(-25);
  const shown = lines.map((line) => `    ${line.length > 300 ? `${line.slice(0, 300)}…` : line}`).join('\n');
  throw new Problem(`${name} failed (${code}). From its log:\n\n${shown}\n\nThe full log: ${log}`);
}

/** npx's program: on Windows a .cmd file, which only a shell runs. */
const npx =
  process.platform === 'win32' ? { command: 'npx.cmd', shell: true } : { command: 'npx', shell: false };

/** The pinned pnpm through npx, since a fresh machine has npm only; from npx's cache when it is there. */
export function pnpmLogged(name, args, options = {}) {
  return runLogged(name, npx.command, ['--yes', '--prefer-offline', pinnedPnpm(), ...args], {
    ...options,
    shell: npx.shell,
    env: { npm_config_loglevel: 'error', ...options.env },
  });
}

/**
 * Runs with our terminal and ends as it ends. Signals are passed on. The channel between us (`ipc`) lets the
 * child notice when this process is killed hard, and stop by itself.
 */
export function handOver(command, args, { env, ipc = false, shell = false } = {}) {
  return new Promise((resolve, reject) => {
    const stdio = ipc ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit';
    const child = spawn(command, args, {
      cwd: root,
      stdio,
      shell,
      env: { ...process.env, ...quietEnv, ...env },
    });
    // Ctrl-C reaches every process of the terminal by itself; passed on, the child would count it twice.
    const passOn = (signal) => (signal === 'SIGINT' && process.stdin.isTTY ? undefined : child.kill(signal));
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, passOn);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(name, passOn);
      resolve(code ?? (signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : 1));
    });
  });
}

export const handOverToPnpm = (args) =>
  handOver(npx.command, ['--yes', '--prefer-offline', pinnedPnpm(), ...args], { shell: npx.shell });
