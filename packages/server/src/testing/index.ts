import { createTestDatabase } from '@stockflow/db/testing';
import { refuse } from '@stockflow/domain';
import pino from 'pino';
import type { Actor } from '../core/actor.ts';
import type { Context } from '../core/context.ts';
import { createCallerFactory } from '../core/door.ts';
import { FairLine } from '../core/fair-line.ts';
import { HoldQuota } from '../core/hold-quota.ts';
import { LiveHub } from '../core/live/hub.ts';
import { createThrottles, DEFAULT_LIMITS } from '../core/throttle.ts';
import { createServer } from '../http/create-server.ts';
import { appRouter } from '../router.ts';

const quiet = pino({ level: process.env.TEST_LOG_LEVEL ?? 'silent' });

/** A real server on a free loopback port, with a database of its own. */
export const startTestServer = async (
  options: { staticFolder?: string; publicUrl?: string; signInPerAccount?: number; now?: () => Date } = {},
) => {
  const test = await createTestDatabase();
  const server = await createServer({
    database: test.database,
    logger: quiet,
    publicUrl: options.publicUrl ?? 'http://127.0.0.1',
    throttleLimits: {
      signUpPerAddress: { points: 10_000, seconds: 60 },
      signInPerAddress: { points: 10_000, seconds: 60 },
      signInPerAccount: { points: options.signInPerAccount ?? 100, seconds: 60 },
    },
    ...(options.staticFolder !== undefined && { staticFolder: options.staticFolder }),
    ...(options.now && { now: options.now }),
  });
  const url = await server.listen({ port: 0, host: '127.0.0.1' });
  return {
    url,
    server,
    database: test.database,
    adminUrl: test.adminUrl,
    close: async () => {
      await server.close();
      await test.drop();
    },
  };
};

/** Calls doors without HTTP, as `actor` (null: nobody), on a test database. */
export const callAs = (
  database: Context['database'],
  actor: Actor | null | (() => Promise<Actor>),
  options: { now?: () => Date; address?: string } = {},
) => {
  const whoCalls = async (): Promise<Actor> => {
    if (actor === null) throw refuse('AUTH_REQUIRED', null);
    return typeof actor === 'function' ? actor() : actor;
  };
  const context: Context = {
    database,
    live: new LiveHub(database),
    logger: quiet,
    throttles: createThrottles(database, DEFAULT_LIMITS),
    holds: new HoldQuota(database),
    line: new FairLine(),
    requestId: `test-${Math.random().toString(36).slice(2, 12)}`,
    address: options.address ?? '127.0.0.1',
    publicUrl: 'http://127.0.0.1',
    cookie: null,
    now: options.now ?? (() => new Date()),
    identify: whoCalls,
    identifyAgain: whoCalls,
  };
  return createCallerFactory(appRouter)(context);
};
