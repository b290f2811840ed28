import { type Door, restRequest } from '@stockflow/server/sweep';
import type { Random } from '../random.ts';
import { garbage, hostileText, toJson } from './hostile.ts';

/** A request as it goes over the wire. */
export interface Raw {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

const CONTENT_TYPES = [
  'application/json',
  'application/json; charset=utf-16',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/xml',
  'application/problem+json',
  'x',
] as const;

export interface Called {
  readonly door: Door;
  readonly input: unknown;
}

/** One call by tRPC, the way its client sends it. */
export const trpcRequest = ({ door, input }: Called): Raw => {
  const json = toJson(input);
  if (door.type !== 'mutation')
    return { method: 'GET', path: `/api/trpc/${door.path}?input=${encoded(json)}`, headers: {} };
  return { method: 'POST', path: `/api/trpc/${door.path}`, headers: JSON_TYPE, body: json };
};

/** Several calls of one kind in one request. */
export const trpcBatch = (calls: readonly Called[]): Raw => {
  const paths = calls.map(({ door }) => door.path).join(',');
  const json = `{${calls.map(({ input }, index) => `"${index}":${toJson(input) || 'null'}`).join(',')}}`;
  if (calls.some(({ door }) => door.type === 'mutation'))
    return { method: 'POST', path: `/api/trpc/${paths}?batch=1`, headers: JSON_TYPE, body: json };
  return { method: 'GET', path: `/api/trpc/${paths}?batch=1&input=${encoded(json)}`, headers: {} };
};

/** The same by REST; an input that is no object goes as the body. */
export const restOf = ({ door, input }: Called, companyId: string): Raw => {
  const isObject = typeof input === 'object' && input !== null && !Array.isArray(input);
  const asked = restRequest(door, isObject ? fitForAddress(input, door.type !== 'mutation') : {}, companyId);
  const body = isObject ? asked.body && toJson(asked.body) : toJson(input);
  const headers = Object.fromEntries(
    Object.entries(asked.headers).map(([name, value]) => [name, value.replace(/[^\x20-\x7e]/g, '?')]),
  );
  const isRead = asked.method === 'GET';
  return { method: asked.method, path: asked.path, headers, ...(!isRead && body ? { body } : {}) };
};

/** The request with something of it spoilt that no schema looks at: its type, its body, its headers, its address. */
export const spoilt = (request: Raw, random: Random): Raw => {
  const { headers, body = '' } = request;
  const bytes = Buffer.from(body);
  const half = random.below(Math.max(1, bytes.length));
  const ways: (() => Partial<Raw>)[] = [
    () => ({ headers: { ...headers, 'content-type': random.pick(CONTENT_TYPES) } }),
    () => ({ body: bytes.subarray(0, half) }),
    () => ({ body: Buffer.from(Array.from({ length: 200 }, () => random.below(256))) }),
    () => ({
      body: Buffer.concat([bytes.subarray(0, half), Buffer.from([0xff, 0x00]), bytes.subarray(half)]),
    }),
    () => ({ body: toJson(garbage(random)) }),
    () => ({ headers: { ...headers, 'content-encoding': random.pick(['gzip', 'br', 'x']) } }),
    () => ({ headers: { ...headers, 'idempotency-key': 'x'.repeat(random.pick([1, 100, 101])) } }),
    () => ({ headers: { ...headers, 'if-match': random.pick(['*', '"x"', 'W/"1"', '"-1"', '"1", "2"']) } }),
    () => ({ headers: { ...headers, 'stockflow-version': random.pick(['0', '2999-01-01', "'"]) } }),
    () => ({ path: `${request.path}${random.pick(['&', '?', '/'])}${encoded(hostileText(random, 30))}` }),
    () => ({ path: request.path.replace('input=', random.pick(['input=%', 'input=%FF', 'inputs='])) }),
    () => ({ method: random.pick(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'POST', 'GET', 'HEAD']) }),
  ];
  const made = { ...request, ...random.pick(ways)() };
  if (made.method !== 'GET' && made.method !== 'HEAD') return made;
  const { body: _, ...bare } = made;
  return bare;
};

const JSON_TYPE = { 'content-type': 'application/json' };

/** Half of a character that takes two units cannot stand in an address: there U+FFFD is sent. */
const wellFormed = (text: string): string => Buffer.from(text).toString();
const encoded = (text: string): string => encodeURIComponent(wellFormed(text));

/** Of a request by REST: what goes into an address is text, and well formed; what goes into a body stays what it is. */
const fitForAddress = (input: object, isRead: boolean): Record<string, unknown> => {
  const text = (value: unknown) =>
    typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
  const fit = (value: unknown) => {
    if (typeof value === 'string') return wellFormed(value);
    if (!isRead) return isSayable(value) ? value : JSON.stringify(value);
    return Array.isArray(value) ? value.map(text) : text(value);
  };
  return Object.fromEntries(Object.entries(input).map(([name, value]) => [wellFormed(name), fit(value)]));
};

/** Whether JavaScript can make a text of it: an object with a `toString` of its own may not let it. */
const isSayable = (value: unknown): boolean => {
  try {
    return typeof String(value) === 'string';
  } catch {
    return false;
  }
};
