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

/** Calls a door over HTTP: queries by GET, mutations by POST. `undefined` sends no input at all. */
export const callOverHttp = async (
  url: string,
  door: Pick<Door, 'path' | 'type'>,
  { input, token }: { input: unknown; token: string | null },
): Promise<Answer> => {
  const headers = token === null ? {} : { authorization: `Bearer ${token}` };
  const json = JSON.stringify(input);
  const query = json === undefined ? '' : `?input=${encodeURIComponent(json)}`;
  const response =
    door.type === 'query'
      ? await fetch(`${url}/api/trpc/${door.path}${query}`, { headers })
      : await fetch(`${url}/api/trpc/${door.path}`, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: json ?? '',
        });
  const text = await response.text();
  const body = JSON.parse(text) as {
    result?: { data: unknown };
    error?: {
      message: string;
      data: { code: string; httpStatus: number; requestId: string; details: unknown };
    };
  };
  const { error } = body;
  return {
    status: response.status,
    ok: response.ok,
    data: body.result?.data,
    code: error?.data.code ?? null,
    message: error?.message ?? null,
    details: error?.data.details ?? null,
    requestId: error?.data.requestId ?? null,
    text,
  };
};
