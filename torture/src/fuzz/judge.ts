import { ERROR_CODES } from '@stockflow/schemas';

/** Our own words for our own parts: a stack, SQL, a file, a library. */
const INNER_WORDS =
  /\bat [\w.<>]+ \(|node_modules|\.[cm]?[jt]s:\d|node:internal|prisma|postgres|\bpg_|violates|constraint|syntax error at|\bselect \b.*\bfrom\b|\/(?:home|tmp|work|root|usr|var)\//i;

const codes: ReadonlySet<string> = new Set(ERROR_CODES);

/** What is wrong with an answer; nothing where it is one that anybody may get. */
export const faultOf = (
  method: string,
  { status, text }: { status: number; text: string },
): string | null => {
  if (status >= 500) return `is answered ${status}`;
  if (method === 'HEAD') return null; // it has no words
  if (text === '') return status >= 400 ? `is refused with ${status} and no words` : null;
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return status >= 400 ? `is refused in no JSON: ${text.slice(0, 100)}` : null;
  }
  for (const refusal of refusalsIn(body, status)) {
    if (refusal.code === 'INTERNAL') return `is answered INTERNAL (${refusal.requestId})`;
    if (!codes.has(refusal.code)) return `is refused without a code of the contract: ${text.slice(0, 200)}`;
    if (!refusal.requestId) return 'is refused without a request id';
    const words = INNER_WORDS.exec(refusal.text);
    if (words) return `is refused with inner words "${words[0]}": ${refusal.text.slice(0, 300)}`;
  }
  return null;
};

interface Refused {
  readonly code: string;
  readonly requestId: string | undefined;
  readonly text: string;
}

const refusalsIn = (body: unknown, status: number): Refused[] => {
  const parts = Array.isArray(body) ? body : [body];
  return parts.flatMap((part): Refused[] => {
    const error = (part as { error?: { data?: object } } | null)?.error;
    if (!error && status < 400) return [];
    const told = (error?.data ?? part ?? {}) as { code?: string; requestId?: string };
    return [{ code: told.code ?? '', requestId: told.requestId, text: JSON.stringify(part) }];
  });
};
