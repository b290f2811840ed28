import { createServer } from 'node:net';
import type { createServer as createStockflow } from '@stockflow/server';

/** The port if it is free (any free one for 0), else `undefined`. */
function claim(host: string, port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' || error.code === 'EACCES' ? resolve(undefined) : reject(error),
    );
    probe.listen(port, host, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}

/** The wished port, else one of the next fifty, else any. */
async function nextFreePort(host: string, wished: number): Promise<number> {
  for (let port = wished; port < Math.min(wished + 50, 65_536); port++) {
    if ((await claim(host, port)) !== undefined) return port;
  }
  return (await claim(host, 0)) ?? wished;
}

type Server = Awaited<ReturnType<typeof createStockflow>>;

export interface ListenOptions {
  host: string;
  port: number;
  /** Makes the server for a port: its public address has the port in it. */
  create(port: number): Promise<Server>;
  /** Told when the wished port is taken. */
  onOtherPort(port: number): void;
}

/** Listens on the wished port or the next free one; whoever takes it between the look and the call is counted in. */
export async function listen({ host, port, create, onOtherPort }: ListenOptions) {
  for (let from = port; ; from++) {
    const free = await nextFreePort(host, from);
    if (free !== port) onOtherPort(free);
    const server = await create(free);
    try {
      await server.listen({ host, port: free });
      return { server, port: free };
    } catch (error) {
      await server.close();
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    }
  }
}
