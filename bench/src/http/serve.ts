// The server as a process of its own, with a line in its log for each request, as in production; beside it a
// bare Fastify, and a procedure that does nothing, by our handler and by tRPC's own.

import { devNull } from 'node:os';
import { openDatabase } from '@stockflow/db';
import { createServer } from '@stockflow/server';
import Fastify from 'fastify';
import pino from 'pino';
// The parts of the server that nothing else may use: hence past its package's door.
import { open, router, signedIn } from '../../../packages/server/src/core/door.ts';
import { FairLine } from '../../../packages/server/src/core/fair-line.ts';
import { HoldQuota } from '../../../packages/server/src/core/hold-quota.ts';
import { LiveHub } from '../../../packages/server/src/core/live/hub.ts';
import { createThrottles, DEFAULT_LIMITS } from '../../../packages/server/src/core/throttle.ts';
import { createContextFactory } from '../../../packages/server/src/http/request-context.ts';
import { registerAdapter } from '../../../packages/server/src/http/testing/adapter.ts';
import { registerTrpc } from '../../../packages/server/src/http/trpc.ts';
import { answerMessages, configOf } from '../child.ts';
import type { Served } from './load-types.ts';

const here = { port: 0, host: '127.0.0.1' };
const { databaseUrl } = await configOf<{ databaseUrl: string }>();
const shared = {
  database: openDatabase({ url: databaseUrl, poolMax: 20 }),
  logger: pino({ level: 'info' }, pino.destination({ dest: devNull, sync: true })),
  publicUrl: 'http://127.0.0.1',
};
const server = await createServer(shared);
const throttles = createThrottles(shared.database, DEFAULT_LIMITS);
const createContext = createContextFactory({
  ...shared,
  throttles,
  holds: new HoldQuota(shared.database),
  line: new FairLine(),
  live: new LiveHub(shared.database),
  now: () => new Date(),
});
const doors = router({
  ping: open.query(() => ({ ok: true })),
  /** As empty, behind authentication. */
  known: signedIn.query(() => ({ ok: true })),
});
registerTrpc(server, createContext, { router: doors, prefix: '/empty' });
registerAdapter(server, createContext, { router: doors, prefix: '/adapter' });

const bare = Fastify();
bare.get('/', async () => ({ status: 'ok' }));

const cpuMicros = (): number => {
  const { user, system } = process.cpuUsage();
  return user + system;
};
const ready: Served = {
  url: await server.listen(here),
  bareUrl: await bare.listen(here),
  cpuMicros: cpuMicros(),
};
answerMessages<object, Served>(ready, async () => ({ ...ready, cpuMicros: cpuMicros() }));
