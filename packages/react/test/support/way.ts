import { type AddressInfo, createServer, connect as dial, type Socket } from 'node:net';

/** A way to a server that can be cut and mended: connections break, and new ones are refused. */
export const openWay = async (to: string) => {
  const { hostname, port } = new URL(to);
  const sockets = new Set<Socket>();
  const gate = createServer((near) => {
    const far = dial(Number(port), hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      // Cuts are what this is about: each side hears of them for itself.
      one.on('error', () => other.destroy()).on('close', () => other.destroy());
      one.pipe(other);
    }
  });
  const listen = (at: number) => new Promise<void>((done) => gate.listen(at, '127.0.0.1', done));
  await listen(0);
  const at = (gate.address() as AddressInfo).port;
  const cut = async () => {
    const closed = new Promise((done) => gate.close(done));
    for (const socket of sockets) socket.destroy();
    sockets.clear();
    await closed;
  };
  return {
    url: `http://127.0.0.1:${at}`,
    cut,
    mend: () => listen(at),
    [Symbol.asyncDispose]: async () => {
      if (gate.listening) await cut();
    },
  };
};
