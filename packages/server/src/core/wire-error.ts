import { DatabaseUnavailableError } from '@stockflow/db';
import { Refusal } from '@stockflow/domain';
import { ERROR_TABLE, type ErrorCode, type FieldProblem } from '@stockflow/schemas';
import { TRPCError } from '@trpc/server';
import { ZodError } from 'zod';

type TrpcCode = TRPCError['code'];

const TRPC_CODE_OF_STATUS: Record<number, TrpcCode> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_SUPPORTED',
  409: 'CONFLICT',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  429: 'TOO_MANY_REQUESTS',
  500: 'INTERNAL_SERVER_ERROR',
  503: 'SERVICE_UNAVAILABLE',
};

// What tRPC itself refuses before a door is reached, in the words of our table.
const CODE_OF_TRPC: Partial<Record<TrpcCode, ErrorCode>> = {
  BAD_REQUEST: 'VALIDATION_FAILED',
  PARSE_ERROR: 'VALIDATION_FAILED',
  METHOD_NOT_SUPPORTED: 'VALIDATION_FAILED',
  NOT_FOUND: 'NOT_FOUND',
  PAYLOAD_TOO_LARGE: 'PAYLOAD_TOO_LARGE',
  UNSUPPORTED_MEDIA_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
};

/** A refusal as it leaves the server: nothing of a surprise but its request id. */
export interface WireErrorWithStatus {
  code: ErrorCode;
  message: string;
  requestId: string;
  details: unknown;
  status: number;
}

const PATH_PARTS_MAX = 20;
const PROBLEMS_MAX = 50;

/** The fields of a Zod error: dotted paths, unions by their nearest branch, at most 50. */
export const fieldProblemsOf = (error: ZodError): FieldProblem[] =>
  error.issues.slice(0, PROBLEMS_MAX).flatMap((issue) => {
    const path = issue.path.slice(0, PATH_PARTS_MAX).map(String);
    if (issue.code === 'unrecognized_keys') {
      return issue.keys
        .slice(0, PATH_PARTS_MAX)
        .map((key) => ({ path: [...path, key].join('.'), message: 'There is no such field.' }));
    }
    return [{ path: path.join('.'), message: issue.message }];
  });

const refusalOf = (error: TRPCError): Refusal | null => {
  const cause = error.cause;
  if (cause instanceof Refusal) return cause;
  if (cause instanceof DatabaseUnavailableError) return new Refusal('UNAVAILABLE', null);
  // Only the input's own parse: a ZodError from anywhere else, the output's sieve first of all, is our bug.
  if (error.code === 'BAD_REQUEST' && cause instanceof ZodError) {
    return new Refusal('VALIDATION_FAILED', { fields: fieldProblemsOf(cause) });
  }
  const code = CODE_OF_TRPC[error.code];
  if (code === undefined) return null;
  if (code !== 'VALIDATION_FAILED') return new Refusal(code, null);
  // tRPC's own words here are about the request's form (batch too large, JSON that does not parse): said, not echoed.
  return new Refusal(code, { fields: [{ path: '', message: requestProblem(error) }] });
};

const requestProblem = (error: TRPCError): string => {
  if (error.code === 'METHOD_NOT_SUPPORTED') return 'Queries are read with GET, mutations sent with POST.';
  if (/batch/i.test(error.message)) return 'Too many calls in one batch.';
  return 'The request is not well-formed JSON of a known call.';
};

/** The error as tRPC should answer it: the status of our code, the refusal as its cause. */
export const asTrpcError = (error: TRPCError): TRPCError => {
  const refusal = refusalOf(error);
  if (!refusal) return new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause: error.cause ?? error });
  return new TRPCError({
    code: TRPC_CODE_OF_STATUS[ERROR_TABLE[refusal.code].status] ?? 'INTERNAL_SERVER_ERROR',
    message: refusal.message,
    cause: refusal,
  });
};

/** What the caller reads. */
export const wireErrorOf = (error: TRPCError, requestId: string): WireErrorWithStatus => {
  const refusal = refusalOf(error) ?? new Refusal('INTERNAL', null);
  return {
    code: refusal.code,
    message: refusal.message,
    requestId,
    details: refusal.details ?? null,
    status: ERROR_TABLE[refusal.code].status,
  };
};
