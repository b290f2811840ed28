import { createServer } from 'node:net';

/** Where the embedded PostgreSQL is looked for first; beside 5432, which a PostgreSQL of the machine has. */
export const defaultPort = 54_329;

/** Whether the port can be had on 127.0.0.1; 0 asks for any. Answers the port, or `undefined` when it is taken. */
export function claimPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}

/** The wished port, or any free one when it is taken. */
export async function freePort(wished: number): Promise<number> {
  const port = (await claimPort(wished)) ?? (await claimPort(0));
  if (port === undefined) throw new Error('no free TCP port on 127.0.0.1');
  return port;
}
