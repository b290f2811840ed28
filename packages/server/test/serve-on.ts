import type { Database } from '@stockflow/db';
import pino from 'pino';
import { createServer, type ServerOptions } from '../src/http/create-server.ts';

const MANY = { points: 100_000, seconds: 60 };

/** A server on a free loopback port, over a database that the caller has made (or changed). */
export const serveOn = async (
  database: Database,
  options: Pick<
    ServerOptions,
    'holdsPerCredential' | 'liveLimits' | 'now' | 'trustProxy' | 'throttleLimits'
  > = {},
): Promise<{ url: string; close: () => Promise<void> }> => {
  const server = await createServer({
    database,
    logger: pino({ level: 'silent' }),
    publicUrl: 'http://127.0.0.1',
    throttleLimits: { signUpPerAddress: MANY, signInPerAddress: MANY, signInPerAccount: MANY },
    ...options,
  });
  return { url: await server.listen({ port: 0, host: '127.0.0.1' }), close: () => server.close() };
};
