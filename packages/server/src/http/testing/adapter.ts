import type { AnyTRPCRouter } from '@trpc/server';
import { fastifyRequestHandler } from '@trpc/server/adapters/fastify';
import type { FastifyInstance } from 'fastify';
import type { ContextFactory } from '../request-context.ts';
import { retryAfter } from '../trpc.ts';
import { BATCH_CALLS_MAX } from '../trpc-request.ts';

/** tRPC's own adapter, as this server used it before it had a handler of its own: what that one is held against. */
export const registerAdapter = (
  server: FastifyInstance,
  createContext: ContextFactory,
  { router, prefix }: { router: AnyTRPCRouter; prefix: string },
): void => {
  server.route<{ Params: { path: string } }>({
    method: ['GET', 'POST'],
    url: `${prefix}/:path`,
    handler: async (req, res) => {
      await fastifyRequestHandler({
        router,
        req,
        res,
        path: req.params.path,
        maxBatchSize: BATCH_CALLS_MAX,
        createContext: () => createContext(req, res),
        responseMeta: ({ errors }) => {
          const wait = retryAfter(errors);
          return wait > 0 ? { headers: new Headers([['retry-after', String(wait)]]) } : {};
        },
      });
      return res;
    },
  });
};
