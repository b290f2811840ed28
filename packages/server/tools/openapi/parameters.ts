import { type Fields, fieldsOf } from '../../src/rest/fields.ts';
import { namesIn, type Route } from '../../src/rest/route.ts';
import { type Door, inputOf } from '../../test/doors.ts';
import type { Json } from './json.ts';

/** What a procedure was asked and what it answered, when it was tried. */
export interface Example {
  request: { path: string; headers: Record<string, string>; body?: unknown };
  status: number;
  /** Missing where the answer is empty. */
  answer?: unknown;
}

/** A parameter of an operation. */
export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  description?: string | undefined;
  schema: Json;
  example?: unknown;
  style?: 'form';
  explode?: true;
}

interface Asked {
  door: Door;
  route: Route;
  input: Json;
  example: Example;
}

/** The parameters of an operation, each with the value of the tried example. */
export const parametersOf = (asked: Asked): Parameter[] => {
  const fields = fieldsOf(asked.route, inputOf(asked.door));
  return [
    ...namesIn(asked.route.path).map((name) => inPath(asked, name)),
    ...[...fields.inQuery.keys()].map((name) => inQuery(asked, fields, name)),
    ...headersOf(fields, asked.example),
  ];
};

const partsOf = ({ input }: Asked, name: string): { description?: string | undefined; schema: Json } => {
  const { description, ...schema } = input.properties?.[name] ?? {};
  return { ...(description !== undefined && { description }), schema };
};

const inPath = (asked: Asked, name: string): Parameter => {
  const { route, example } = asked;
  const place = route.path.split('/').indexOf(`{${name}}`);
  const given = decodeURIComponent(example.request.path.split('?')[0]?.split('/')[place] ?? '');
  const company = { description: 'The id of your company.', schema: { type: 'string', format: 'uuid' } };
  const parts = route.isOwnCompany ? company : partsOf(asked, name);
  return { name, in: 'path', required: true, ...parts, example: given };
};

const inQuery = (asked: Asked, { inQuery: all }: Fields, name: string): Parameter => {
  const { kind, isList } = all.get(name) ?? { kind: 'text', isList: false };
  const query = new URL(asked.example.request.path, 'http://localhost').searchParams;
  const given = query.getAll(name).map((text) => typed(text, kind));
  return {
    name,
    in: 'query',
    required: asked.input.required?.includes(name) ?? false,
    ...partsOf(asked, name),
    ...(isList && { style: 'form', explode: true }),
    ...(given.length > 0 && { example: isList ? given : given[0] }),
  };
};

const typed = (text: string, kind: string): unknown => {
  if (kind === 'number') return Number(text);
  return kind === 'boolean' ? text === 'true' : text;
};

const KEY =
  'Made by you, new for each write. Sent again with the same input, the write acts once and answers the same, for at least ' +
  '24 hours.';
const IF_MATCH =
  'The ETag that you have read: refused with 412 when it has changed since. `expectedVersion` in the body says the same.';
const IF_NONE_MATCH = 'The ETag that you have: 304 without a body when it is still that.';
const LAST_EVENT_ID = 'The id of the last event that you have handled. Goes before `lastEventId`.';

const headersOf = (fields: Fields, { request }: Example): Parameter[] => {
  const header = (name: string, description: string, schema: Json = { type: 'string' }): Parameter => {
    const given = request.headers[name.toLowerCase()];
    const example = given === undefined ? {} : { example: given };
    return { name, in: 'header', required: false, description, schema, ...example };
  };
  return [
    ...(fields.idempotencyKey
      ? [header('Idempotency-Key', KEY, { type: 'string', minLength: 1, maxLength: 100 })]
      : []),
    ...(fields.expectedVersion ? [header('If-Match', IF_MATCH)] : []),
    ...(fields.isRead && !fields.lastEventId ? [header('If-None-Match', IF_NONE_MATCH)] : []),
    ...(fields.lastEventId ? [header('Last-Event-ID', LAST_EVENT_ID)] : []),
  ];
};
