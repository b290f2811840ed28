import { invalidField, Refusal, refuse } from '@stockflow/domain';
import { TRPCError } from '@trpc/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../core/context.ts';
import { createCallerFactory } from '../core/door.ts';
import { wireErrorOf } from '../core/wire-error.ts';
import { appRouter } from '../router.ts';
import type { ContextFactory } from './request-context.ts';

type Caller = ReturnType<typeof caller>;
const caller = createCallerFactory(appRouter);

const NUMBERS = new Set(['limit', 'recentSalesDays']);
const LISTS = new Set(['warehouseIds', 'categoryIds', 'supplierIds']);

/** The two REST paths of the product's definition, through the same doors as tRPC. */
export const registerRest = (server: FastifyInstance, createContext: ContextFactory): void => {
  const handle =
    (
      work: (
        call: Caller,
        context: Context,
        request: FastifyRequest,
        reply: FastifyReply,
      ) => Promise<unknown>,
    ) =>
    async (request: FastifyRequest, reply: FastifyReply) => {
      const context = createContext(request, reply);
      try {
        return await work(caller(context), context, request, reply);
      } catch (error) {
        return answerRefusal(error, context, reply);
      }
    };

  server.post(
    '/api/products',
    handle(async (call, context, request, reply) => {
      await context.identify();
      const created = await call.products.create(withIdempotencyKey(request) as never);
      return reply.status(201).header('location', `/api/products/${created.product.id}`).send(created);
    }),
  );

  server.get<{ Params: { companyId: string } }>(
    '/api/companies/:companyId/alerts/low-stock',
    handle(async (call, context, request) => {
      const actor = await context.identify();
      const { companyId } = request.params as { companyId: string };
      // The same words whether that company exists or not.
      if (companyId.toLowerCase() !== actor.company.id) {
        throw refuse('FORBIDDEN', null, 'This is not your company.');
      }
      return call.alerts.lowStock(queryInput(request.query as Record<string, unknown>) as never);
    }) as never,
  );
};

const withIdempotencyKey = (request: FastifyRequest): unknown => {
  const body = jsonBody(request.body);
  const header = request.headers['idempotency-key'];
  if (header === undefined || typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  return { idempotencyKey: header, ...body };
};

const jsonBody = (body: unknown): unknown => {
  if (typeof body !== 'string' || body === '') throw invalidField('', 'Send a JSON object.');
  try {
    return JSON.parse(body);
  } catch {
    throw invalidField('', 'The body is not well-formed JSON.');
  }
};

// What a query string can say, in the input's own types; what does not fit is left for the schema to name.
const queryInput = (query: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(query).map(([key, value]) => {
      if (LISTS.has(key)) return [key, Array.isArray(value) ? value : [value]];
      if (NUMBERS.has(key) && typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value))
        return [key, Number(value)];
      return [key, value];
    }),
  );

const answerRefusal = (error: unknown, context: Context, reply: FastifyReply): FastifyReply => {
  const trpcError =
    error instanceof TRPCError
      ? error
      : new TRPCError({
          code: error instanceof Refusal ? 'BAD_REQUEST' : 'INTERNAL_SERVER_ERROR',
          cause: error,
        });
  const { status, ...wire } = wireErrorOf(trpcError, context.requestId);
  if (status === 500) context.logger.error({ requestId: context.requestId, err: error }, 'a request failed');
  if (wire.code === 'RATE_LIMITED' || wire.code === 'UNAVAILABLE') {
    const wait = (wire.details as { retryAfterSeconds?: number } | null)?.retryAfterSeconds ?? 1;
    reply.header('retry-after', String(wait));
  }
  return reply.status(status).send(wire);
};
