import { ERROR_TABLE, type ErrorCode } from '@stockflow/schemas';
import type { FastifyReply } from 'fastify';

/** Answers a refusal outside of tRPC in the one form that they all have. */
export const sendRefusal = (
  reply: FastifyReply,
  code: ErrorCode,
  requestId: string,
  { message, details: given }: { message?: string; details?: unknown } = {},
): void => {
  const details =
    given ??
    (code === 'VALIDATION_FAILED'
      ? { fields: [{ path: '', message: 'The request is not well-formed.' }] }
      : null);
  reply
    .status(ERROR_TABLE[code].status)
    .header('content-type', 'application/json; charset=utf-8')
    .send(JSON.stringify({ code, message: message ?? ERROR_TABLE[code].message, requestId, details }));
};
