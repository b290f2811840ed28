import type { ErrorCode } from '../contract/index.ts';
import { StockflowConnectionError, StockflowError, traced, UnexpectedAnswerError } from '../errors/base.ts';
import { REFUSALS } from '../errors/refusals.ts';
import { type AnswerHeaders, Fault, type FaultReason, type RefusalAnswer, refusalIn } from './answer.ts';

/** The call that failed. */
export interface FailedCall {
  /** Sent again, it cannot act twice. */
  repeatable: boolean;
  idempotencyKey: string | null;
  /** Of the request that carried it; null when none was sent. */
  requestId: string | null;
  /** The page that explains errors. */
  docsUrl: string;
}

/** What all errors have in common that no answer stands behind. */
export const unanswered = ({ idempotencyKey, requestId, docsUrl }: FailedCall) => ({
  status: null,
  requestId,
  details: null,
  retryable: false,
  retryAfterMs: null,
  idempotencyKey,
  docsUrl,
});

/** What answered is not what this SDK understands. */
export const unexpectedAnswer = (
  call: FailedCall,
  said: { message: string; status?: number | null; requestId?: string | null; cause?: unknown },
): UnexpectedAnswerError => {
  const common = unanswered(call);
  const requestId = said.requestId ?? common.requestId;
  return traced(
    new UnexpectedAnswerError({ ...common, status: null, ...said, requestId, code: 'UNEXPECTED_ANSWER' }),
  );
};

const TRANSIENT_STATUS = [429, 502, 503, 504];

/** The error that the caller gets for whatever was thrown on the way. */
export const failureOf = (thrown: unknown, call: FailedCall): StockflowError => {
  const reason = reasonOf(thrown);
  if (reason.kind === 'refusal') return traced(refusalErrorOf(reason.refusal, call));
  if (reason.kind === 'unexpected') return unexpectedAnswer(call, reason);
  return traced(
    new StockflowConnectionError({
      ...unanswered(call),
      code: 'CONNECTION_FAILED',
      message: `StockFlow could not be reached, or the connection broke: ${wordsOf(reason.cause)}`,
      retryable: call.repeatable,
      cause: reason.cause,
    }),
  );
};

/** What tRPC's link makes of what it is told, by its name: asking its class would bring tRPC's whole client along. */
interface LinkError extends Error {
  data?: unknown;
  meta?: { response?: { status: number; headers: AnswerHeaders } };
}

const reasonOf = (thrown: unknown): FaultReason => {
  if (thrown instanceof Fault) return thrown.reason;
  if (!(thrown instanceof Error && thrown.name === 'TRPCClientError'))
    return { kind: 'connection', cause: thrown };
  if (thrown.cause instanceof Fault) return thrown.cause.reason;
  const { data, message, meta } = thrown as LinkError;
  const { status = null, headers = null } = meta?.response ?? {};
  const refusal = refusalIn(data, { status, message, headers });
  if (refusal) return { kind: 'refusal', refusal };
  const requestId = headers?.get('request-id') ?? null;
  return { kind: 'unexpected', message: `The answer could not be read: ${message}`, status, requestId };
};

const refusalErrorOf = (refusal: RefusalAnswer, call: FailedCall): StockflowError => {
  const isTransient = TRANSIENT_STATUS.includes(refusal.status);
  // A call over the limit was not begun, so that it can come again even without a key.
  const retryable = isTransient && (call.repeatable || refusal.status === 429);
  const requestId = refusal.requestId ?? call.requestId;
  const { idempotencyKey, docsUrl } = call;
  const parts = { ...refusal, requestId, retryable, idempotencyKey, docsUrl };
  if (!Object.hasOwn(REFUSALS, refusal.code)) return new StockflowError(parts);
  const Refusal = REFUSALS[refusal.code as ErrorCode] as new (from: typeof parts) => StockflowError;
  return new Refusal(parts);
};

/** Runtimes say only "fetch failed" and keep the reason one level down. */
const wordsOf = (cause: unknown): string => {
  if (!(cause instanceof Error)) return String(cause);
  return cause.cause instanceof Error ? `${cause.message} (${cause.cause.message})` : cause.message;
};
