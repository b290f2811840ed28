// One API process of several: as apps/api composes it, with a drain at SIGTERM.
import { openDatabase } from '@stockflow/db';
import { createServer, drain } from '@stockflow/server';
import pino from 'pino';
import { configOf, noteToParent, serveParent } from '../child.ts';
import type { ApiConfig, ApiNote } from './api-config.ts';

const { database: options, port, signInsPerAddress, holdsPerCredential } = await configOf<ApiConfig>();
const MANY = { points: 1_000_000, seconds: 60 };

const database = openDatabase({ applicationName: 'stockflow torture', ...options });
const logger = pino(
  { level: 'error' },
  { write: (line) => noteToParent({ log: line.trim().slice(0, 2_000) } satisfies ApiNote) },
);
const server = await createServer({
  database,
  logger,
  publicUrl: 'http://127.0.0.1',
  trustProxy: true,
  holdsPerCredential,
  // The limit per account is the real one: it must hold across the processes.
  throttleLimits: { signUpPerAddress: MANY, signInPerAddress: { points: signInsPerAddress, seconds: 900 } },
});
await server.listen({ port, host: '127.0.0.1' });
process.removeAllListeners('SIGTERM');
process.once('SIGTERM', () => {
  void drain(server)
    .then(() => database.close())
    .finally(() => process.exit(0));
});
serveParent<never, never>({ port }, () => Promise.reject(new Error('an API process is asked over HTTP')));
