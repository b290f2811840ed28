import { fieldsOf } from '../../src/rest/fields.ts';
import type { Route } from '../../src/rest/route.ts';
import { ROUTES } from '../../src/rest/routes.ts';
import { DOORS, type Door, inputOf } from '../doors.ts';

/** A request of REST: what a procedure's input looks like there. */
export interface RestRequest {
  method: string;
  /** With the query. */
  path: string;
  headers: Record<string, string>;
  /** Undefined: no body. */
  body: Record<string, unknown> | undefined;
}

/** The row of a door; says where to add one. */
export const routeOf = (path: string): Route => {
  const route = ROUTES[path];
  if (!route)
    throw new Error(
      `${path} has no row in packages/server/src/rest/routes.ts: give it a verb and an address.`,
    );
  return route;
};

/** The request that gives a procedure this input; `companyId` is what the path of one operation names. */
export const restRequest = (
  door: Pick<Door, 'path'>,
  input: Record<string, unknown>,
  companyId: string,
): RestRequest => {
  const route = routeOf(door.path);
  const found = DOORS.find(({ path }) => path === door.path);
  if (!found) throw new Error(`there is no door ${door.path}`);
  const fields = fieldsOf(route, inputOf(found));
  const { idempotencyKey, ...rest } = input;
  const headers: Record<string, string> = {};
  if (typeof idempotencyKey === 'string') headers['idempotency-key'] = idempotencyKey;
  if (fields.expectedVersion && rest.expectedVersion !== undefined) {
    headers['if-match'] = `"${rest.expectedVersion}"`;
    delete rest.expectedVersion;
  }
  if (fields.lastEventId && rest.lastEventId !== undefined) {
    headers['last-event-id'] = String(rest.lastEventId);
    delete rest.lastEventId;
  }
  const path = route.path.replace(/\{(\w+)\}/g, (_match, name: string) => {
    const value = name === 'companyId' ? companyId : rest[name];
    delete rest[name];
    return encodeURIComponent(String(value));
  });
  if (fields.isRead) return { method: route.method, path: path + queryOf(rest), headers, body: undefined };
  const body = Object.keys(rest).length > 0 ? rest : undefined;
  if (body) headers['content-type'] = 'application/json';
  return { method: route.method, path, headers, body };
};

const queryOf = (values: Record<string, unknown>): string => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one));
  }
  return query.size > 0 ? `?${query}` : '';
};

/** What REST answered. */
export interface RestAnswer {
  status: number;
  headers: Headers;
  /** The body as JSON; undefined where there is none. */
  data: unknown;
  text: string;
}

/** Sends a request of REST. Of a stream the first message is the answer. */
export const sendRest = async (
  url: string,
  { method, path, headers, body }: RestRequest,
  token: string | null,
): Promise<RestAnswer> => {
  const response = await fetch(url + path, {
    method,
    headers: { ...headers, ...(token !== null && { authorization: `Bearer ${token}` }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
  const text = isStream ? await firstOf(response) : await response.text();
  const json = isStream ? (/^data: (.*)$/m.exec(text)?.[1] ?? '') : text;
  return {
    status: response.status,
    headers: response.headers,
    data: json === '' ? undefined : (JSON.parse(json) as unknown),
    text,
  };
};

const firstOf = async (response: Response): Promise<string> => {
  let text = '';
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    if (text.includes('\n\n')) return text;
  }
  throw new Error(`a stream ended before it said anything: ${text}`);
};
