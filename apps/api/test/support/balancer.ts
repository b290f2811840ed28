import { type AddressInfo, createServer, connect as dial, type Socket } from 'node:net';

/**
 * What stands before several processes: it asks each for /readyz, as HAProxy or nginx would, and hands new connections
 * in turn to those that are ready. It knows TCP only: what goes over a connection is not looked at, and not sent again.
 */
export const openBalancer = async (): Promise<{
  url: string;
  /** From now on this one is asked, too. */
  add(backend: string): Promise<void>;
  close(): void;
}> => {
  const backends = new Map<string, boolean>();
  const sockets = new Set<Socket>();
  let turn = 0;
  const check = async (backend: string) => {
    const isReady = await fetch(`${backend}/readyz`, { signal: AbortSignal.timeout(1_000) }).then(
      ({ ok }) => ok,
      () => false,
    );
    backends.set(backend, isReady);
  };
  const timer = setInterval(() => [...backends.keys()].map(check), 100);
  const server = createServer((client) => {
    const ready = [...backends].filter(([, isReady]) => isReady).map(([backend]) => new URL(backend));
    turn += 1;
    const target = ready[turn % ready.length];
    sockets.add(client);
    client.on('error', () => {});
    client.on('close', () => sockets.delete(client));
    if (!target) {
      client.destroy();
      return;
    }
    const upstream = dial(Number(target.port), target.hostname);
    upstream.on('error', () => client.destroy());
    client.on('close', () => upstream.destroy());
    client.pipe(upstream).pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    add: check,
    close() {
      clearInterval(timer);
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
};
