// Two commands at once in one checkout (npm start and npm test) must not install into one node_modules together.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { workFolder } from './project.mjs';

const path = join(workFolder, 'prepare.lock');

function holder() {
  try {
    const pid = Number(readFileSync(path, 'utf8'));
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    // Another user's process answers EPERM: it runs, so its id is in the file.
    return error.code === 'EPERM' ? 'another user' : undefined;
  }
}

/** Waits for whoever prepares now. A holder that died, or an unreadable note, does not count. */
export async function inTurn(printer, work) {
  mkdirSync(workFolder, { recursive: true });
  let saidSo = false;
  for (;;) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const pid = holder();
    if (pid === undefined) {
      await sleep(50); // The note may just be being written.
      if (holder() === undefined) rmSync(path, { force: true });
      continue;
    }
    if (!saidSo) printer.line(`  Waiting for process ${pid}, which is preparing this checkout.`);
    saidSo = true;
    await sleep(250);
  }
  const release = () => rmSync(path, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}
