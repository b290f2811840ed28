import { createServer, connect as dial, type Socket } from 'node:net';

/** A way to the server that can be cut and mended: every connection breaks, new ones are refused. */
export interface Cut {
  url: string;
  cut(): Promise<void>;
  mend(): Promise<void>;
  close(): Promise<void>;
}

/** Opens a port of its own that leads to the server. */
export async function openCut(to: string): Promise<Cut> {
  const { hostname, port } = new URL(to);
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = dial(Number(port), hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  const listen = (at: number) => new Promise<void>((done) => server.listen(at, '127.0.0.1', done));
  await listen(0);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const cut = () =>
    new Promise<void>((done) => {
      server.close(() => done());
      for (const socket of sockets) socket.destroy();
    });
  return {
    url: `http://127.0.0.1:${address.port}`,
    cut,
    mend: () => listen(address.port),
    close: () => (server.listening ? cut() : Promise.resolve()),
  };
}
