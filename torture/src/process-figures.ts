import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** The memory of a process in bytes, as Linux counts it; null where the system does not say. */
export const memoryOf = (pid: number): number | null => {
  const status = `/proc/${pid}/status`;
  if (!existsSync(status)) return null;
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(status, 'utf8'))?.[1]) * 1024;
};

/** Files and sockets that a process has open; null where the system does not say. */
export const filesOf = (pid: number): number | null => {
  const folder = `/proc/${pid}/fd`;
  return existsSync(folder) ? readdirSync(folder).length : null;
};
