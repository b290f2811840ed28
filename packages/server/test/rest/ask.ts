interface Sent {
  method?: string;
  headers?: Record<string, string>;
  /** Sent as JSON; a text as it is. */
  body?: unknown;
  /** Instead of the usual one; null: none. */
  token?: string | null;
}

interface Said {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: what came over the wire is looked at as it is
  body: any;
}

/** Asks for a path, with a credential unless told otherwise. */
export type Ask = (path: string, sent?: Sent) => Promise<Said>;

export const askAs =
  (url: string, usual: string): Ask =>
  async (path, { method = 'GET', headers = {}, body, token = usual } = {}) => {
    const response = await fetch(url + path, {
      method,
      headers: {
        ...(token !== null && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? undefined : JSON.parse(text),
    };
  };
