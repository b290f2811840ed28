import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who called, once known: ids only. */
    actor?: { kind: string; id: string; companyId: string };
  }
}

/**
 * One line for each answered request. No query string and no body: a query's input stands in its address,
 * and both may hold a person's data.
 */
export const registerRequestLog = (server: FastifyInstance): void => {
  server.addHook('onResponse', (request, reply, done) => {
    const path = request.url.split('?', 1)[0];
    server.log.info(
      {
        requestId: request.id,
        method: request.method,
        path: path?.slice(0, 300),
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
        ...(request.actor && {
          companyId: request.actor.companyId,
          actor: `${request.actor.kind}:${request.actor.id}`,
        }),
      },
      'request',
    );
    done();
  });
};
