import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Which of the command's companies is the present one. How far it is loaded does not stand here: the database
 * itself knows, and cannot be wrong about it.
 */
export interface State {
  email: string;
  companyName: string;
}

export function readState(path: string): State | undefined {
  try {
    const { email, companyName } = JSON.parse(readFileSync(path, 'utf8')) as State;
    return typeof email === 'string' && typeof companyName === 'string' ? { email, companyName } : undefined;
  } catch {
    return undefined;
  }
}

/** Writes it whole or not at all. */
export function writeState(path: string, state: State): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, `${JSON.stringify(state)}\n`);
  renameSync(`${path}.new`, path);
}
