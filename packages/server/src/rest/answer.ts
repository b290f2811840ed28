import { refuse } from '@stockflow/domain';
import { type AnyTRPCProcedure, getTRPCErrorFromUnknown, type TRPCError } from '@trpc/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../core/context.ts';
import { wireErrorOf } from '../core/wire-error.ts';
import { retryAfter, signalOf } from '../http/trpc.ts';
import { etagOf, isKnown, versionOf } from './etag.ts';
import type { Fields } from './fields.ts';
import { PROBLEM_TYPE, problemOf } from './problem.ts';
import { readInput } from './read-input.ts';
import type { Route } from './route.ts';

/** One operation: a procedure and its place in REST. */
export interface Operation {
  /** Such as `products.create`. */
  name: string;
  route: Route;
  fields: Fields;
  procedure: AnyTRPCProcedure;
}

/** One request for an operation. */
export interface Asking {
  operation: Operation;
  context: Context;
  request: FastifyRequest;
  reply: FastifyReply;
}

/**
 * Calls the procedure as tRPC's own handler does. The input is read when the door asks for it, which is after it has
 * looked at the caller: whoever may not in is told that first, whatever they send.
 */
export const callProcedure = ({ operation, context, request, reply }: Asking): Promise<unknown> => {
  const { procedure, name, route, fields } = operation;
  return procedure({
    path: name,
    type: procedure._def.type,
    ctx: context,
    signal: signalOf(request, reply),
    batchIndex: 0,
    async getRawInput() {
      if (route.isOwnCompany) await refuseOtherCompany(context, request);
      return readInput(fields, request);
    },
  });
};

// The same words whether that company exists or not.
const refuseOtherCompany = async (context: Context, request: FastifyRequest): Promise<void> => {
  const { company } = await context.identify();
  const { companyId } = request.params as { companyId: string };
  if (companyId.toLowerCase() !== company.id) throw refuse('FORBIDDEN', null, 'This is not your company.');
};

/** Answers a request for an operation: with what the procedure says, or with a problem. */
export const answer = async (asking: Asking): Promise<FastifyReply> => {
  const { reply, request, context } = asking;
  let said: unknown;
  try {
    said = await callProcedure(asking);
  } catch (cause) {
    return sendProblem(reply, getTRPCErrorFromUnknown(cause), { context, request });
  }
  return send(asking, said);
};

const send = ({ operation, request, reply }: Asking, said: unknown): FastifyReply => {
  const { route, fields } = operation;
  const key = request.headers['idempotency-key'];
  if (fields.idempotencyKey && typeof key === 'string') reply.header('idempotency-key', key);
  if (route.status === 204) return reply.status(204).send();
  const text = JSON.stringify(said);
  if (route.location !== undefined) reply.header('location', filled(route.location, said));
  if (route.method === 'GET') {
    reply.header('cache-control', 'private, no-cache').header('vary', 'authorization, cookie');
    const etag = etagOf(said, text);
    reply.header('etag', etag);
    if (isKnown(request.headers['if-none-match'], etag)) return reply.status(304).send();
  } else if (versionOf(said) !== undefined) reply.header('etag', etagOf(said, text));
  reply.status(route.status).header('content-type', 'application/json; charset=utf-8');
  return reply.serializer(asItIs).send(text);
};

const asItIs = (body: string): string => body;

/** A path with fields of the answer in it: `/api/products/{product.id}`. */
const filled = (template: string, said: unknown): string =>
  template.replace(/\{([\w.]+)\}/g, (_match, path: string) => {
    const value = path
      .split('.')
      .reduce((at, part) => (at as Record<string, unknown> | undefined)?.[part], said as unknown);
    return encodeURIComponent(String(value));
  });

/** Answers a refusal as problem details. */
export const sendProblem = (
  reply: FastifyReply,
  error: TRPCError,
  { context, request }: Pick<Asking, 'context' | 'request'>,
): FastifyReply => {
  const refusal = wireErrorOf(error, context.requestId);
  // What the header asked for is refused with the header's own status (RFC 9110); in the body it is a conflict.
  const isFailedMatch = refusal.code === 'VERSION_CONFLICT' && request.headers['if-match'] !== undefined;
  const status = isFailedMatch ? 412 : refusal.status;
  const wait = retryAfter([error]);
  if (wait > 0) reply.header('retry-after', String(wait));
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  return reply
    .status(status)
    .header('content-type', PROBLEM_TYPE)
    .serializer(asItIs)
    .send(JSON.stringify(problemOf({ ...refusal, status })));
};
