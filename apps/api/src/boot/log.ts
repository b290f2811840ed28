import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Logger, pino } from 'pino';

const bytesMax = 20 * 1024 * 1024;

/** The structured log, one JSON object a line. A file that has grown large is put aside at the start. */
export function openLog(level: string, file: string | undefined): Logger {
  if (file === undefined) return pino({ level });
  mkdirSync(dirname(file), { recursive: true });
  if (existsSync(file) && statSync(file).size > bytesMax) renameSync(file, `${file}.1`);
  // Written at once: what a crash was about must be in the file.
  return pino({ level }, pino.destination({ dest: file, sync: true, mkdir: true }));
}
