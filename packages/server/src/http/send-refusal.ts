import { ERROR_TABLE, type ErrorCode } from '@stockflow/schemas';
import type { FastifyReply } from 'fastify';
import { PROBLEM_TYPE, problemOf } from '../rest/problem.ts';

/** Answers a refusal that no procedure gave: under /api as problem details, in tRPC's addresses in tRPC's own words. */
export const sendRefusal = (
  reply: FastifyReply,
  code: ErrorCode,
  requestId: string,
  { message, details: given }: { message?: string; details?: unknown } = {},
): void => {
  const { status, message: words } = ERROR_TABLE[code];
  const details =
    given ??
    (code === 'VALIDATION_FAILED'
      ? { fields: [{ path: '', message: 'The request is not well-formed.' }] }
      : null);
  const refusal = { code, message: message ?? words, requestId, details };
  const isRest = isRestPath(reply.request.url);
  reply
    .status(status)
    .header('content-type', isRest ? PROBLEM_TYPE : 'application/json; charset=utf-8')
    .send(JSON.stringify(isRest ? problemOf({ ...refusal, status }) : refusal));
};

const isRestPath = (url: string): boolean => /^\/api(?!\/trpc(?:[/?]|$))(?:[/?]|$)/.test(url);
