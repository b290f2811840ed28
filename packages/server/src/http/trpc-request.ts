import { type AnyTRPCProcedure, type AnyTRPCRouter, TRPCError, type TRPCProcedureType } from '@trpc/server';
import { parseConnectionParamsFromString } from '@trpc/server/http';
import { getProcedureAtPath } from '@trpc/server/unstable-core-do-not-import';
import type { FastifyRequest } from 'fastify';

/** The most calls in one batch. */
export const BATCH_CALLS_MAX = 20;

/** One call of a request. */
export interface TrpcCall {
  path: string;
  batchIndex: number;
  /** Null: there is no such procedure. */
  procedure: AnyTRPCProcedure | null;
  /** The input as it was sent; throws when it cannot be read. Asked for by the door, after its own checks. */
  getRawInput(): Promise<unknown>;
  /** The input if somebody has asked for it. */
  knownInput(): unknown;
}

/** What a request asks for: the form is known, the inputs are still text. */
export interface TrpcRequest {
  isBatch: boolean;
  calls: TrpcCall[];
  type: TRPCProcedureType | 'unknown';
}

/**
 * Reads a request as tRPC's `getRequestInfo` does (@trpc/server 11.25), without making a web Request of it.
 * Throws a TRPCError about the request as a whole; what is wrong with one call shows when that call runs.
 */
export const readTrpcRequest = async (
  router: AnyTRPCRouter,
  request: FastifyRequest,
  encodedPath: string,
): Promise<TrpcRequest> => {
  checkContentType(request);
  const search = searchOf(request.raw.url ?? '');
  const path = decodedPath(encodedPath);
  const isBatch = search?.get('batch') === '1';
  const paths = isBatch ? path.split(',') : [path];
  if (paths.length > BATCH_CALLS_MAX) {
    throw new TRPCError({ code: 'BAD_REQUEST', message: 'Batch call exceeds maximum size' });
  }
  const inputs = new Inputs(() => {
    const text = request.method === 'GET' ? search?.get('input') : bodyOf(request);
    return inputsIn(text, { isBatch, count: paths.length, router });
  });
  const calls = await Promise.all(paths.map((one, index) => callOf(router, one, index, inputs)));
  const connectionParams = search?.get('connectionParams') ?? null;
  // No door reads them: they are only refused when they are malformed, as ever.
  if (connectionParams !== null) parseConnectionParamsFromString(connectionParams);
  return { isBatch, calls, type: typeOf(calls) };
};

const callOf = async (
  router: AnyTRPCRouter,
  path: string,
  batchIndex: number,
  inputs: Inputs,
): Promise<TrpcCall> => ({
  path,
  batchIndex,
  procedure: await getProcedureAtPath(router, path),
  async getRawInput() {
    return inputs.read()[batchIndex];
  },
  knownInput() {
    return inputs.known?.[batchIndex];
  },
});

const typeOf = (calls: TrpcCall[]): TRPCProcedureType | 'unknown' => {
  const types = new Set(calls.flatMap(({ procedure }) => procedure?._def.type ?? []));
  if (types.size > 1) {
    throw new TRPCError({
      code: 'BAD_REQUEST',
      message: `Cannot mix procedure types in call: ${[...types].join(', ')}`,
    });
  }
  const [type] = types;
  return type ?? 'unknown';
};

/** The inputs of all calls, parsed when the first of them is asked for: a caller who may not in is told that first. */
class Inputs {
  readonly #parse: () => Record<number, unknown>;
  #failure: TRPCError | undefined;
  known: Record<number, unknown> | undefined;

  constructor(parse: () => Record<number, unknown>) {
    this.#parse = parse;
  }

  read(): Record<number, unknown> {
    if (this.#failure) throw this.#failure;
    try {
      this.known ??= this.#parse();
      return this.known;
    } catch (cause) {
      const message = cause instanceof Error ? cause.message : 'Invalid input';
      this.#failure =
        cause instanceof TRPCError ? cause : new TRPCError({ code: 'BAD_REQUEST', message, cause });
      throw this.#failure;
    }
  }
}

const isRecord = (value: unknown): value is Record<number, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const inputsIn = (
  text: string | null | undefined,
  { isBatch, count, router }: { isBatch: boolean; count: number; router: AnyTRPCRouter },
): Record<number, unknown> => {
  const inputs: Record<number, unknown> = {};
  if (!text) return inputs;
  const sent: unknown = JSON.parse(text);
  const { deserialize } = router._def._config.transformer.input;
  if (!isBatch) return { 0: deserialize(sent) };
  if (!isRecord(sent)) {
    throw new TRPCError({
      code: 'BAD_REQUEST',
      message: '"input" needs to be an object when doing a batch call',
    });
  }
  for (let index = 0; index < count; index += 1) {
    if (sent[index] !== undefined) inputs[index] = deserialize(sent[index]);
  }
  return inputs;
};

// The content-type parser of this server hands bodies on as text. A byte order mark is not JSON, and web Requests drop it.
const bodyOf = ({ body }: FastifyRequest): string | undefined =>
  typeof body === 'string' ? body.replace(/^\uFEFF/, '') : undefined;

const searchOf = (url: string): URLSearchParams | undefined => {
  const start = url.indexOf('?');
  if (start === -1) return undefined;
  const end = url.indexOf('#', start);
  return new URLSearchParams(url.slice(start + 1, end === -1 ? undefined : end));
};

// Fastify has decoded it once already; tRPC's adapter decodes again, and clients may rely on what that lets through.
const decodedPath = (path: string): string => {
  if (!path.includes('%')) return path;
  try {
    return decodeURIComponent(path);
  } catch (cause) {
    throw new TRPCError({ code: 'BAD_REQUEST', message: 'Invalid URL-encoding in path', cause });
  }
};

/** Types that tRPC would take for a form or a file, which only a POST may carry. */
const FORM_TYPES = new Set(['multipart/form-data', 'application/octet-stream']);

// A GET may say any type, so that a query can be opened in a browser. Other bodies than JSON have no parser here.
const checkContentType = (request: FastifyRequest): void => {
  const header = request.headers['content-type'];
  if (header === undefined && request.method === 'GET') return;
  const type = header?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (type === 'application/json') return;
  if (request.method === 'GET') {
    if (FORM_TYPES.has(type)) throw new TRPCError({ code: 'METHOD_NOT_SUPPORTED' });
    return;
  }
  throw new TRPCError({ code: 'UNSUPPORTED_MEDIA_TYPE' });
};
