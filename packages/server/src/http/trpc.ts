import { Refusal } from '@stockflow/domain';
import type { TRPCError } from '@trpc/server';
import { fastifyRequestHandler } from '@trpc/server/adapters/fastify';
import type { FastifyInstance } from 'fastify';
import { asTrpcError } from '../core/wire-error.ts';
import { appRouter } from '../router.ts';
import type { ContextFactory } from './request-context.ts';

/** The most calls in one batch. */
export const BATCH_CALLS_MAX = 20;

/** tRPC at /api/trpc: JSON only, GET for queries, POST for mutations, at most 20 calls a batch. */
export const registerTrpc = (server: FastifyInstance, createContext: ContextFactory): void => {
  server.route<{ Params: { path: string } }>({
    method: ['GET', 'POST'],
    url: '/api/trpc/:path',
    handler: async (request, reply) => {
      await fastifyRequestHandler({
        router: appRouter,
        req: request,
        res: reply,
        path: request.params.path,
        maxBatchSize: BATCH_CALLS_MAX,
        createContext: () => createContext(request, reply),
        responseMeta: ({ errors }) => {
          const wait = Math.max(0, ...errors.map(retryAfterSeconds));
          return wait > 0 ? { headers: new Headers([['retry-after', String(wait)]]) } : {};
        },
      });
      return reply;
    },
  });
};

const retryAfterSeconds = (error: TRPCError): number => {
  const refusal = error.cause instanceof Refusal ? error.cause : asTrpcError(error).cause;
  if (refusal instanceof Refusal && refusal.code === 'UNAVAILABLE') return 1;
  const details = refusal instanceof Refusal && refusal.code === 'RATE_LIMITED' ? refusal.details : null;
  return details && 'retryAfterSeconds' in details ? details.retryAfterSeconds : 0;
};
