import type { Database } from '@stockflow/db';
import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyInstance {
    /** True once the server was told to stop: it still answers, and asks to be left. */
    draining: boolean;
  }
}

/** A balancer asks every second or two: a database that went without a word must not keep the answer. */
const READY_WITHIN_MS = 2_000;

/** /healthz: the process answers. /readyz: it can serve, which needs the database. */
export const registerHealth = (server: FastifyInstance, database: Database): void => {
  server.decorate('draining', false);
  server.addHook('onSend', (_request, reply, _payload, done) => {
    // A stream has had its connection to itself: nobody waits for it to be free, least of all a server that closes.
    const isStream = reply.getHeader('content-type') === 'text/event-stream';
    if (server.draining || isStream) reply.header('connection', 'close');
    done();
  });
  server.get('/healthz', async () => ({ status: 'ok' }));
  server.get('/readyz', async (_request, reply) => {
    if (server.draining) return reply.status(503).send({ status: 'draining' });
    try {
      await within(READY_WITHIN_MS, database.ping());
      return { status: 'ready' };
    } catch {
      return reply.status(503).send({ status: 'unavailable', reason: 'The database cannot be reached.' });
    }
  });
};

const within = async (ms: number, work: Promise<void>): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), ms);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

/**
 * Stops without a failed request: for `graceMs` it still accepts, answers "Connection: close" so that
 * keep-alive callers leave, and reports not ready; then it stops listening and finishes what is under way.
 */
export const drain = async (server: FastifyInstance, graceMs = 500): Promise<void> => {
  server.draining = true;
  await new Promise((resolve) => setTimeout(resolve, graceMs));
  await server.close();
};
