import type { FastifyInstance } from 'fastify';
import { acceptedTraceparent, type Telemetry, type Trace } from '../core/telemetry.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who called, once known: ids only. */
    actor?: { kind: string; id: string; companyId: string };
    /** Where it stands in a trace: ours when traces are turned on, else the caller's. */
    trace?: Trace;
  }
}

/**
 * One line for each answered request. No query string and no body: a query's input stands in its address,
 * and both may hold a person's data.
 */
export const registerRequestLog = (server: FastifyInstance, telemetry?: Telemetry): void => {
  server.addHook('onRequest', (request, _reply, done) => {
    if (telemetry) request.trace = telemetry.begin(request);
    else {
      const traceparent = acceptedTraceparent(request.headers.traceparent);
      if (traceparent !== undefined) request.trace = { traceparent };
    }
    done();
  });
  server.addHook('onResponse', (request, reply, done) => {
    const path = request.url.split('?', 1)[0];
    const traceId = request.trace?.traceparent?.split('-', 2)[1];
    if (telemetry && request.trace) {
      const route = request.routeOptions.url ?? 'none';
      telemetry.end(request.trace, { status: reply.statusCode, ms: reply.elapsedTime, route });
    }
    server.log.info(
      {
        requestId: request.id,
        ...(traceId !== undefined && { traceId }),
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
