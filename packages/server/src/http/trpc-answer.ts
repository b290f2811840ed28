import {
  type AnyTRPCRouter,
  getTRPCErrorFromUnknown,
  getTRPCErrorShape,
  TRPCError,
  transformTRPCResponse,
} from '@trpc/server';
import { getHTTPStatusCode } from '@trpc/server/http';
import { isAsyncIterable, isPromise } from '@trpc/server/unstable-core-do-not-import';
import type { Context } from '../core/context.ts';
import type { TrpcCall, TrpcRequest } from './trpc-request.ts';

/** What a request is answered with, as far as tRPC says it. */
export interface TrpcAnswer {
  status: number;
  body: string;
  errors: TRPCError[];
  /** For a call with the wrong method: the one that is right. */
  allow: string | undefined;
}

/** Whom a request is for. */
export interface Asked {
  router: AnyTRPCRouter;
  context: Context;
}

/** What calls run with. */
export interface Calling extends Asked {
  method: string;
  signal: AbortSignal;
}

const METHOD_OF = { query: 'GET', mutation: 'POST', subscription: 'GET' };

type Outcome = { error: TRPCError; data?: undefined } | { error?: undefined; data: unknown };

/** Runs the calls of a request, all at once, and forms the answer as tRPC's `resolveResponse` does. */
export const answerCalls = async (
  { calls, isBatch, type }: TrpcRequest,
  calling: Calling,
): Promise<TrpcAnswer> => {
  const outcomes = await Promise.all(calls.map((call) => run(call, calling)));
  const shapes = outcomes.map((outcome, index) => {
    const call = calls[index];
    if (!outcome.error) return { result: { data: outcome.data } };
    return errorShape(outcome.error, calling, {
      type: isBatch ? (call?.procedure?._def.type ?? 'unknown') : type,
      path: call?.path,
      input: call?.knownInput(),
    });
  });
  const errors = outcomes.map(({ error }) => error);
  const config = calling.router._def._config;
  const [first] = shapes;
  const body = isBatch || !first ? shapes : first;
  return {
    status: getHTTPStatusCode(shapes, errors),
    body: JSON.stringify(transformTRPCResponse(config, body)),
    errors: errors.filter((error) => error !== undefined),
    allow: allowOf(calls, calling.method),
  };
};

/** Answers a request that could not be read, or whose answer could not be formed. */
export const answerFailure = (cause: unknown, calling: Asked, type: TrpcRequest['type']): TrpcAnswer => {
  const error = getTRPCErrorFromUnknown(cause);
  const shape = errorShape(error, calling, { type, path: undefined, input: undefined });
  return {
    status: getHTTPStatusCode(shape, [error]),
    body: JSON.stringify(transformTRPCResponse(calling.router._def._config, shape)),
    errors: [error],
    allow: undefined,
  };
};

const run = async (
  { procedure, path, batchIndex, getRawInput }: TrpcCall,
  { context, method, signal }: Calling,
): Promise<Outcome> => {
  try {
    if (!procedure) {
      throw new TRPCError({ code: 'NOT_FOUND', message: `No procedure found on path "${path}"` });
    }
    const { type } = procedure._def;
    if (METHOD_OF[type] !== method) throw new TRPCError({ code: 'METHOD_NOT_SUPPORTED' });
    const data: unknown = await procedure({ path, getRawInput, ctx: context, type, signal, batchIndex });
    if (isStream(data)) throw new TRPCError({ code: 'UNSUPPORTED_MEDIA_TYPE' });
    return { data };
  } catch (cause) {
    return { error: getTRPCErrorFromUnknown(cause) };
  }
};

// A stream would leave as "{}": it needs a streaming client, which is answered by tRPC's own adapter.
const isStream = (data: unknown): boolean => {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return false;
  if (isAsyncIterable(data)) return true;
  return Object.values(data).some((value) => isPromise(value) || isAsyncIterable(value));
};

const errorShape = (
  error: TRPCError,
  { router, context }: Asked,
  about: { type: TrpcRequest['type']; path: string | undefined; input: unknown },
) => ({ error: getTRPCErrorShape({ config: router._def._config, ctx: context, error, ...about }) });

const allowOf = (calls: TrpcCall[], method: string): string | undefined => {
  for (const { procedure } of calls) {
    if (procedure && METHOD_OF[procedure._def.type] !== method) return METHOD_OF[procedure._def.type];
  }
  return undefined;
};
