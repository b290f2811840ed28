import type { ErrorCode } from '@stockflow/schemas';

/** A refusal in REST: RFC 9457's fields, and our own beside them. */
export interface Problem {
  /** A name for the kind of problem: `urn:stockflow:problem:sku-taken`. It does not change. */
  type: string;
  /** The kind in words. */
  title: string;
  /** The HTTP status. */
  status: number;
  /** What happened this time, fit for a person. */
  detail: string;
  /** This time: `urn:stockflow:request:` and the request's id. */
  instance: string;
  /** What happened, for programs; see docs/errors.md. */
  code: ErrorCode;
  /** Particulars, of a form of its own for each code; null when there are none. */
  details: unknown;
  /** As in the Request-Id header and in the log. */
  requestId: string;
}

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

const ACRONYMS: Readonly<Record<string, string>> = { Sku: 'SKU', Id: 'ID' };

/** A code in words: `SKU_TAKEN` is "SKU taken". */
export const titleOf = (code: ErrorCode): string => {
  const words = code.toLowerCase().replaceAll('_', ' ');
  const sentence = words.charAt(0).toUpperCase() + words.slice(1);
  return sentence.replace(/^\w+/, (first) => ACRONYMS[first] ?? first);
};

/** The name of the kind of problem that a code says. */
export const typeOf = (code: ErrorCode): string =>
  `urn:stockflow:problem:${code.toLowerCase().replaceAll('_', '-')}`;

/** A refusal as REST says it. */
export const problemOf = (refusal: {
  code: ErrorCode;
  message: string;
  requestId: string;
  details: unknown;
  status: number;
}): Problem => ({
  type: typeOf(refusal.code),
  title: titleOf(refusal.code),
  status: refusal.status,
  detail: refusal.message,
  instance: `urn:stockflow:request:${refusal.requestId}`,
  code: refusal.code,
  details: refusal.details,
  requestId: refusal.requestId,
});
