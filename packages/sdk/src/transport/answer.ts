import { retryAfterMsOf } from './retry.ts';

/** A refusal as it stands in an answer, of any code: a newer server may know more. */
export interface RefusalAnswer {
  code: string;
  message: string;
  status: number;
  requestId: string | null;
  details: unknown;
  retryAfterMs: number | null;
}

/** Why a request brought no result: the connection broke, the server refused, or the answer is not ours. */
export type FaultReason =
  | { kind: 'connection'; cause: unknown }
  | { kind: 'refusal'; refusal: RefusalAnswer }
  | { kind: 'unexpected'; message: string; status: number | null; requestId: string | null };

/** Carries the reason through tRPC's client, which only passes errors on. One is shared by all calls of a batch. */
export class Fault extends Error {
  readonly reason: FaultReason;

  constructor(reason: FaultReason) {
    super(reason.kind);
    this.reason = reason;
  }
}

/** An answer's headers. */
export interface AnswerHeaders {
  get(name: string): string | null;
}

interface Answer {
  status: number;
  headers: AnswerHeaders;
  text(): Promise<string>;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** The refusal in an error's fields (`error.data` of tRPC, the body of REST), or null when it is none. */
export const refusalIn = (
  fields: unknown,
  about: { status: number | null; message: string; headers: AnswerHeaders | null },
): RefusalAnswer | null => {
  if (!isRecord(fields) || typeof fields.code !== 'string') return null;
  const status = typeof fields.httpStatus === 'number' ? fields.httpStatus : about.status;
  if (status === null) return null;
  const details = fields.details ?? null;
  return {
    code: fields.code,
    message: about.message,
    status,
    requestId:
      typeof fields.requestId === 'string' ? fields.requestId : (about.headers?.get('request-id') ?? null),
    details,
    retryAfterMs: secondsIn(details) ?? retryAfterMsOf(about.headers?.get('retry-after') ?? null, Date.now()),
  };
};

const secondsIn = (details: unknown): number | null =>
  isRecord(details) && typeof details.retryAfterSeconds === 'number'
    ? details.retryAfterSeconds * 1000
    : null;

/** What a gateway in front of StockFlow means by a status when the answer is not StockFlow's own. */
const GATEWAY_CODES: Record<number, string> = {
  413: 'PAYLOAD_TOO_LARGE',
  429: 'RATE_LIMITED',
  502: 'UNAVAILABLE',
  503: 'UNAVAILABLE',
  504: 'UNAVAILABLE',
};

const gatewayRefusal = ({ status, headers }: Answer): RefusalAnswer | null => {
  const code = GATEWAY_CODES[status];
  if (code === undefined) return null;
  const retryAfterMs = retryAfterMsOf(headers.get('retry-after'), Date.now());
  return {
    code,
    message: `A gateway in front of StockFlow answered ${status}.`,
    status,
    requestId: headers.get('request-id'),
    details: code === 'RATE_LIMITED' ? { retryAfterSeconds: Math.ceil((retryAfterMs ?? 0) / 1000) } : null,
    retryAfterMs,
  };
};

/** An answer that was read, in the form in which tRPC's client takes it. */
export interface Answered {
  ok: boolean;
  status: number;
  headers: AnswerHeaders;
  json(): Promise<unknown>;
}

/** Reads the whole answer, so that a connection which breaks in its middle is told from a wrong answer. */
export const readAnswer = async (send: () => Promise<Answer>): Promise<Answered> => {
  let answer: Answer;
  let text: string;
  try {
    answer = await send();
    text = await answer.text();
  } catch (cause) {
    throw new Fault({ kind: 'connection', cause });
  }
  const { status, headers } = answer;
  const json = parse(text);
  const isOk = status < 400;
  if (isTrpc(json)) return { ok: isOk, status, headers, json: async () => json };
  const { message } = isRecord(json) ? json : {};
  const refusal = isOk
    ? null
    : (typeof message === 'string' && refusalIn(json, { status, message, headers })) ||
      gatewayRefusal(answer);
  if (refusal) throw new Fault({ kind: 'refusal', refusal });
  throw new Fault({
    kind: 'unexpected',
    message: `The address answered ${status} with something that is not StockFlow's. Is baseUrl right?`,
    status,
    requestId: headers.get('request-id'),
  });
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const isTrpc = (json: unknown): boolean =>
  Array.isArray(json) || (isRecord(json) && ('result' in json || 'error' in json));

/** What one call alone was answered; throws a Fault when that is a refusal, or nothing that can be read. */
export const resultOf = async (answering: Promise<Answered>): Promise<unknown> => {
  const { status, headers, json: read } = await answering;
  const json = await read();
  if (isRecord(json) && isRecord(json.result)) return json.result.data;
  const error = isRecord(json) && isRecord(json.error) ? json.error : {};
  const message = typeof error.message === 'string' ? error.message : 'no result and no refusal';
  const refusal = refusalIn(error.data, { status, message, headers });
  if (refusal) throw new Fault({ kind: 'refusal', refusal });
  throw new Fault({
    kind: 'unexpected',
    message: `The answer could not be read: ${message}`,
    status,
    requestId: headers.get('request-id'),
  });
};
