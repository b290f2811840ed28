import { createParser } from 'eventsource-parser';
import type { Door } from './doors.ts';

/** What a door answered over HTTP. */
export interface Answer {
  status: number;
  ok: boolean;
  /** The output, when it was not refused. */
  data: unknown;
  /** The refusal's code, words and details. */
  code: string | null;
  message: string | null;
  details: unknown;
  requestId: string | null;
  /** The body as it came. */
  text: string;
}

/**
 * Calls a door over HTTP: queries by GET, mutations by POST; of a subscription the first message is the answer.
 * `undefined` sends no input at all.
 */
export const callOverHttp = async (
  url: string,
  door: Pick<Door, 'path' | 'type'>,
  { input, token }: { input: unknown; token: string | null },
): Promise<Answer> => {
  const headers = token === null ? {} : { authorization: `Bearer ${token}` };
  const json = JSON.stringify(input);
  const query = json === undefined ? '' : `?input=${encodeURIComponent(json)}`;
  if (door.type === 'subscription')
    return firstOf(await fetch(`${url}/api/trpc/${door.path}${query}`, { headers }));
  const response =
    door.type === 'query'
      ? await fetch(`${url}/api/trpc/${door.path}${query}`, { headers })
      : await fetch(`${url}/api/trpc/${door.path}`, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: json ?? '',
        });
  const text = await response.text();
  const { result, error } = JSON.parse(text) as { result?: { data: unknown }; error?: WireError };
  return { status: response.status, ok: response.ok, data: result?.data, ...refusalIn(error), text };
};

interface WireError {
  message: string;
  data: { code: string; httpStatus: number; requestId: string; details: unknown };
}

const refusalIn = (error: WireError | undefined) => ({
  code: error?.data.code ?? null,
  message: error?.message ?? null,
  details: error?.data.details ?? null,
  requestId: error?.data.requestId ?? null,
});

/** The first message of a stream, or the refusal that came instead; then the stream is left. */
const firstOf = async (response: Response): Promise<Answer> => {
  let answer: Answer | undefined;
  let text = '';
  const parser = createParser({
    onEvent: ({ event, data }) => {
      if (answer || event === 'connected' || event === 'ping') return;
      const error = event === 'serialized-error' ? (JSON.parse(data) as WireError) : undefined;
      const message = error ? undefined : (JSON.parse(data) as unknown);
      const status = error?.data.httpStatus ?? response.status;
      answer = { status, ok: error === undefined, data: message, ...refusalIn(error), text: '' };
    },
  });
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    parser.feed(chunk);
    if (answer) return { ...answer, text };
  }
  throw new Error(`a stream ended before it said anything: ${text}`);
};
