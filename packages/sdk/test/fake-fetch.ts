import type { Fetch } from '../src/options.ts';

/** One request as the SDK sent it. */
export interface Sent {
  url: URL;
  method: string;
  headers: Record<string, string>;
  credentials: string | undefined;
  /** The calls of the request, in their order. */
  paths: string[];
  inputs: unknown[];
  signal: AbortSignal;
}

export type Reply = (sent: Sent, index: number) => Response | Promise<Response>;

/** A `fetch` that answers with `reply` and keeps what was sent: the SDK's own seam. */
export const fakeFetch = (reply: Reply): { fetch: Fetch; sent: Sent[] } => {
  const sent: Sent[] = [];
  const fetch: Fetch = async (address, init) => {
    const one = sentOf(new URL(String(address)), (init ?? {}) as RequestInit);
    sent.push(one);
    return reply(one, sent.length - 1);
  };
  return { fetch, sent };
};

const sentOf = (url: URL, init: RequestInit): Sent => {
  const paths = url.pathname.split('/api/trpc/')[1]!.split(',');
  const isBatch = url.searchParams.get('batch') === '1';
  const text =
    init.method === 'POST' ? String(init.body ?? 'null') : (url.searchParams.get('input') ?? 'null');
  const input = JSON.parse(text) as Record<string, unknown>;
  return {
    url,
    method: init.method ?? 'GET',
    headers: init.headers as Record<string, string>,
    credentials: init.credentials,
    paths,
    inputs: isBatch ? paths.map((_path, index) => input[index]) : [input],
    signal: init.signal as AbortSignal,
  };
};

const json = (body: unknown, status: number, headers: Record<string, string>): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });

/** A result for each call of the request. */
export const results = (sent: Sent, ...data: unknown[]): Response => {
  const all = sent.paths.map((_path, index) => ({ result: { data: data[index] } }));
  return json(sent.url.searchParams.has('batch') ? all : all[0], 200, {});
};

/** The same refusal for each call of the request, in tRPC's form. */
export const refusal = (
  sent: Sent,
  { code, status, details = null, headers = {} }: RefusalGiven,
): Response => {
  const data = { code, httpStatus: status, requestId: 'req-1', details };
  const one = { error: { code: -32000, message: `words of ${code}`, data } };
  return json(sent.url.searchParams.has('batch') ? sent.paths.map(() => one) : one, status, headers);
};

interface RefusalGiven {
  code: string;
  status: number;
  details?: unknown;
  headers?: Record<string, string>;
}

/** A stream that says that it is live, then tells what is given; it ends there, or stays open until it is left. */
export const stream = (
  sent: Sent,
  { events = [], isLeftOpen = false }: { events?: object[]; isLeftOpen?: boolean } = {},
): Response => {
  const lines = [
    'event: connected\ndata: {}\n\n',
    ...[{ type: 'ready', sequence: 0 }, ...events].map(messageOf),
  ];
  const body = new ReadableStream<string>({
    start(controller) {
      for (const line of lines) controller.enqueue(line);
      if (!isLeftOpen) controller.close();
      sent.signal.addEventListener('abort', () => controller.error(sent.signal.reason));
    },
  });
  return new Response(body.pipeThrough(new TextEncoderStream()), {
    headers: { 'content-type': 'text/event-stream' },
  });
};

const messageOf = (data: object): string =>
  `data: ${JSON.stringify(data)}\nid: ${String((data as { sequence?: number }).sequence)}\n\n`;

/** A connection that breaks. */
export const broken = (): never => {
  throw new TypeError('fetch failed', { cause: new Error('ECONNRESET') });
};

/** An answer that never comes; the request ends with its signal. */
export const silence = (sent: Sent): Promise<Response> =>
  new Promise((_resolve, reject) => {
    sent.signal.addEventListener('abort', () => reject(sent.signal.reason));
  });
