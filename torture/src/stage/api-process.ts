// One API process: a whole StockFlow server on the database that it is given. It is made to be killed.
import { openDatabase } from '@stockflow/db';
import { createServer } from '@stockflow/server';
import pino from 'pino';
import { configOf, noteToParent, serveParent } from '../child.ts';
import type { ApiConfig } from './api-config.ts';

const { databaseUrl, port } = await configOf<ApiConfig>();
const MANY = { points: 1_000_000, seconds: 60 };

const database = openDatabase({ url: databaseUrl, applicationName: 'stockflow torture' });
// What the server logs as an error is a bug of the server: it is told with what the torture finds.
const logger = pino({ level: 'error' }, { write: (line) => noteToParent({ log: line }) });
const server = await createServer({
  database,
  logger,
  publicUrl: 'http://127.0.0.1',
  // Only signing up and in is limited, and each phase signs up a company of its own.
  throttleLimits: { signUpPerAddress: MANY, signInPerAddress: MANY, signInPerAccount: MANY },
});
await server.listen({ port, host: '127.0.0.1' });
serveParent<never, never>({ port }, () => Promise.reject(new Error('an API process is asked over HTTP')));
