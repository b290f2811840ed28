import { Refusal } from '@stockflow/domain';
import type { AnyTRPCRouter, TRPCError } from '@trpc/server';
import { fastifyRequestHandler } from '@trpc/server/adapters/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { DoorMeta } from '../core/door.ts';
import { asTrpcError } from '../core/wire-error.ts';
import { appRouter } from '../router.ts';
import { type AskedDoor, tellDeprecations } from './deprecation.ts';
import type { ContextFactory } from './request-context.ts';
import { type Asked, answerCalls, answerFailure, type TrpcAnswer } from './trpc-answer.ts';
import { BATCH_CALLS_MAX, readTrpcRequest, type TrpcRequest } from './trpc-request.ts';

interface TrpcOptions {
  /** Which procedures; ours when not said. */
  router?: AnyTRPCRouter;
  /** Where they are. */
  prefix?: string;
}

/**
 * tRPC at /api/trpc: JSON only, GET for queries, POST for mutations, at most 20 calls a batch.
 *
 * tRPC's own adapter makes a web Request, a Response with a stream and four AbortSignals of every call: 296 µs for
 * an empty procedure, 76 without (docs/decisions/0005). So queries and mutations are answered here, in the same words,
 * by tRPC's own procedures and error shapes; only what streams goes to the adapter.
 */
export const registerTrpc = (
  server: FastifyInstance,
  createContext: ContextFactory,
  { router = appRouter, prefix = '/api/trpc' }: TrpcOptions = {},
): void => {
  server.route<{ Params: { path: string } }>({
    method: ['GET', 'POST'],
    url: `${prefix}/:path`,
    handler: async (request, reply) => {
      // Somebody asks whether the address is there: no procedure runs.
      if (request.method === 'HEAD') return reply.status(204).send();
      const { path } = request.params;
      const asked = { router, context: createContext(request, reply) };
      let read: TrpcRequest;
      try {
        read = await readTrpcRequest(router, request, path);
      } catch (cause) {
        return send(reply, answerLogged(cause, asked, 'unknown'));
      }
      tellDeprecations(reply, read.calls.map(doorOf));
      if (streams(read, request)) return answerByAdapter({ ...asked, path }, request, reply);
      try {
        const calling = { ...asked, method: request.method, signal: signalOf(request, reply) };
        return send(reply, await answerCalls(read, calling));
      } catch (cause) {
        return send(reply, answerLogged(cause, asked, read.type));
      }
    },
  });
};

const doorOf = ({ path, procedure }: TrpcRequest['calls'][number]): AskedDoor => ({
  path,
  deprecated: (procedure?._def.meta as DoorMeta | undefined)?.deprecated,
});

/** A door logs what surprises it; a request that cannot be read or an answer that cannot be formed is logged here. */
const answerLogged = (cause: unknown, asked: Asked, type: TrpcRequest['type']): TrpcAnswer => {
  const answer = answerFailure(cause, asked, type);
  const { logger, requestId } = asked.context;
  if (answer.status === 500) logger.error({ requestId, err: cause }, 'a request failed');
  return answer;
};

const send = (reply: FastifyReply, { status, body, errors, allow }: TrpcAnswer): FastifyReply => {
  reply.status(status).header('vary', 'trpc-accept, accept').header('content-type', 'application/json');
  if (allow !== undefined) reply.header('allow', allow);
  const wait = errors.length === 0 ? 0 : retryAfter(errors);
  if (wait > 0) reply.header('retry-after', String(wait));
  // The body is text already; a serializer keeps Fastify from adding a charset, which JSON does not have.
  return reply.serializer(asItIs).send(body);
};

const asItIs = (body: string): string => body;

/** Aborted when the caller leaves before the answer; one for all calls of a request. */
export const signalOf = (request: FastifyRequest, reply: FastifyReply): AbortSignal => {
  const controller = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableEnded) controller.abort();
  });
  // Behind another in a pipeline an answer has no socket yet, and nobody closes it.
  if (reply.raw.socket === null) request.raw.once('aborted', () => controller.abort());
  return controller.signal;
};

const streams = ({ calls }: TrpcRequest, { headers }: FastifyRequest): boolean =>
  calls.some(({ procedure }) => procedure?._def.type === 'subscription') ||
  (headers['trpc-accept'] ?? headers.accept ?? '').includes('application/jsonl');

const answerByAdapter = async (
  { router, path, context }: Asked & { path: string },
  req: FastifyRequest,
  res: FastifyReply,
): Promise<FastifyReply> => {
  await fastifyRequestHandler({
    router,
    req,
    res,
    path,
    maxBatchSize: BATCH_CALLS_MAX,
    createContext: () => context,
    responseMeta: ({ errors }) => {
      const wait = retryAfter(errors);
      return wait > 0 ? { headers: new Headers([['retry-after', String(wait)]]) } : {};
    },
  });
  return res;
};

/** The seconds after which it is worth another try: the longest of the errors', 0 where none says. */
export const retryAfter = (errors: TRPCError[]): number => Math.max(0, ...errors.map(retryAfterSeconds));

const retryAfterSeconds = (error: TRPCError): number => {
  const refusal = error.cause instanceof Refusal ? error.cause : asTrpcError(error).cause;
  if (refusal instanceof Refusal && refusal.code === 'UNAVAILABLE') return 1;
  const details = refusal instanceof Refusal && refusal.code === 'RATE_LIMITED' ? refusal.details : null;
  return details && 'retryAfterSeconds' in details ? details.retryAfterSeconds : 0;
};
