import { TRPCClientError } from '@trpc/client';
import type { ErrorCode } from '../contract/index.ts';
import { StockflowConnectionError, StockflowError, UnexpectedAnswerError } from '../errors/base.ts';
import { REFUSALS } from '../errors/refusals.ts';
import { Fault, type FaultReason, type RefusalAnswer, refusalIn } from './answer.ts';

/** The call that failed: whether sending it again cannot act twice, and the key that it carried. */
export interface FailedCall {
  repeatable: boolean;
  idempotencyKey: string | null;
}

const TRANSIENT_STATUS = [429, 502, 503, 504];

/** The error that the caller gets for whatever tRPC's client threw. */
export const failureOf = (thrown: unknown, call: FailedCall): StockflowError => {
  const reason = reasonOf(thrown);
  if (reason.kind === 'refusal') return refusalErrorOf(reason.refusal, call);
  const common = { details: null, retryAfterMs: null, idempotencyKey: call.idempotencyKey };
  if (reason.kind === 'connection') {
    return new StockflowConnectionError({
      ...common,
      code: 'CONNECTION_FAILED',
      message: `StockFlow could not be reached, or the connection broke: ${wordsOf(reason.cause)}`,
      status: null,
      requestId: null,
      retryable: call.repeatable,
      cause: reason.cause,
    });
  }
  const { message, status, requestId } = reason;
  return new UnexpectedAnswerError({
    ...common,
    code: 'UNEXPECTED_ANSWER',
    message,
    status,
    requestId,
    retryable: false,
  });
};

const reasonOf = (thrown: unknown): FaultReason => {
  if (thrown instanceof Fault) return thrown.reason;
  if (!(thrown instanceof TRPCClientError)) return { kind: 'connection', cause: thrown };
  if (thrown.cause instanceof Fault) return thrown.cause.reason;
  const response = thrown.meta?.response as Parameters<typeof answerOf>[0];
  const { headers, status } = answerOf(response);
  const refusal = refusalIn(thrown.data, { status, message: thrown.message, headers });
  if (refusal) return { kind: 'refusal', refusal };
  const requestId = headers?.get('request-id') ?? null;
  return {
    kind: 'unexpected',
    message: `The answer could not be read: ${thrown.message}`,
    status,
    requestId,
  };
};

const answerOf = (
  response: { status?: number; headers?: { get(name: string): string | null } } | undefined,
) => ({
  status: response?.status ?? null,
  headers: response?.headers ?? null,
});

const refusalErrorOf = (refusal: RefusalAnswer, call: FailedCall): StockflowError => {
  const isTransient = TRANSIENT_STATUS.includes(refusal.status);
  // A call over the limit was not begun, so that it can come again even without a key.
  const retryable = isTransient && (call.repeatable || refusal.status === 429);
  const parts = { ...refusal, retryable, idempotencyKey: call.idempotencyKey };
  if (!Object.hasOwn(REFUSALS, refusal.code)) return new StockflowError(parts);
  const Refusal = REFUSALS[refusal.code as ErrorCode] as new (from: typeof parts) => StockflowError;
  return new Refusal(parts);
};

/** Runtimes say only "fetch failed" and keep the reason one level down. */
const wordsOf = (cause: unknown): string => {
  if (!(cause instanceof Error)) return String(cause);
  return cause.cause instanceof Error ? `${cause.message} (${cause.cause.message})` : cause.message;
};
