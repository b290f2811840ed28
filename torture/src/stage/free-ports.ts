import { createServer } from 'node:net';
import type { Random } from '../random.ts';

/** Under every system's range for outgoing connections: else, while a server is down, a caller's own end could take its port. */
const FROM = 20_000;
const TO = 29_999;
const TRIES_MAX = 200;

/** So many ports of 127.0.0.1 that are free now. */
export const freePorts = async (count: number, random: Random): Promise<number[]> => {
  const ports = new Set<number>();
  for (let tries = 0; ports.size < count; tries += 1) {
    if (tries === TRIES_MAX) throw new Error('there are no free TCP ports on 127.0.0.1');
    const port = random.between(FROM, TO);
    if (!ports.has(port) && (await isFree(port))) ports.add(port);
  }
  return [...ports];
};

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
