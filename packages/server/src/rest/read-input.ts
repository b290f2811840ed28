import { invalidField, refuse } from '@stockflow/domain';
import type { FieldProblem } from '@stockflow/schemas';
import type { FastifyRequest } from 'fastify';
import { versionIn } from './etag.ts';
import type { Field, Fields } from './fields.ts';

/** What a reader needs to know of a request. */
type Asked = Pick<FastifyRequest, 'body' | 'headers' | 'params' | 'query'>;

/**
 * Puts a procedure's input together from path, query, headers and body. It changes types only where a query string has
 * none; what does not fit is left for the schema to name. Throws VALIDATION_FAILED for what no schema sees: a parameter
 * that there is not, a field that stands in two places.
 */
export const readInput = (fields: Fields, request: Asked): Record<string, unknown> => {
  const params = request.params as Record<string, string>;
  const query = queryInput(fields, request);
  const body = bodyInput(fields, request);
  const headers = headerInput(fields, request);
  for (const [name, value] of Object.entries(headers)) {
    // A header goes before a parameter of the same name: a stream that comes back knows a later id than its address.
    if (Object.hasOwn(body, name) && body[name] !== value) {
      throw invalidField(name, 'The header says something else than the body.');
    }
  }
  const input: Record<string, unknown> = { ...query, ...body, ...headers };
  for (const name of fields.inPath) input[name] = params[name];
  return input;
};

const queryInput = ({ inQuery }: Fields, request: Asked): Record<string, unknown> => {
  const query = request.query as Record<string, string | string[]>;
  const input: Record<string, unknown> = {};
  const problems: FieldProblem[] = [];
  for (const [name, value] of Object.entries(query)) {
    const field = inQuery.get(name);
    if (!field) problems.push({ path: name, message: unknownParameter(inQuery) });
    else if (Array.isArray(value) && !field.isList) problems.push({ path: name, message: 'Give it once.' });
    else input[name] = typed(value, field);
  }
  if (problems.length > 0) throw refuse('VALIDATION_FAILED', { fields: problems });
  return input;
};

const unknownParameter = (inQuery: Fields['inQuery']): string => {
  const known = [...inQuery.keys()].join(', ');
  return `There is no such query parameter. ${known === '' ? 'There is none here.' : `There are: ${known}.`}`;
};

const typed = (value: string | string[], field: Field): unknown => {
  if (!field.isList) return scalar(value as string, field);
  return (Array.isArray(value) ? value : [value]).map((one) => scalar(one, field));
};

const NUMBER = /^-?\d{1,16}(\.\d{1,16})?$/;

const scalar = (text: string, { kind }: Field): unknown => {
  if (kind === 'number' && NUMBER.test(text)) return Number(text);
  if (kind === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
};

const bodyInput = ({ inPath, inQuery }: Fields, { body }: Asked): Record<string, unknown> => {
  const sent = jsonObject(body);
  // A GET has no body that anybody should send; with one it is refused like a parameter that there is not.
  const twice = Object.keys(sent).filter((name) => inPath.includes(name) || inQuery.has(name));
  if (twice.length > 0) {
    const message = 'It stands in the address, and cannot stand in the body too.';
    throw refuse('VALIDATION_FAILED', { fields: twice.map((path) => ({ path, message })) });
  }
  return sent;
};

const jsonObject = (body: unknown): Record<string, unknown> => {
  if (body === undefined || body === null) return {};
  // A byte order mark is no JSON, and other readers drop it.
  const text = String(body).replace(/^\uFEFF/, '');
  if (text.trim() === '') return {};
  let sent: unknown;
  try {
    sent = JSON.parse(text);
  } catch {
    throw invalidField('', 'The body is not well-formed JSON.');
  }
  if (typeof sent === 'object' && sent !== null && !Array.isArray(sent))
    return sent as Record<string, unknown>;
  throw invalidField('', 'Send a JSON object.');
};

const headerInput = (fields: Fields, { headers }: Asked): Record<string, unknown> => {
  const input: Record<string, unknown> = {};
  const key = headerText(headers['idempotency-key']);
  if (key !== undefined && fields.idempotencyKey) input.idempotencyKey = unquoted(key);
  // Not passed over: who sends it would believe that a second try acts once.
  if (key !== undefined && !fields.idempotencyKey && !fields.isRead) {
    throw invalidField('', 'Idempotency-Key means nothing here: sent twice, this acts twice.');
  }
  const ifMatch = headerText(headers['if-match']);
  if (ifMatch !== undefined && !fields.expectedVersion) {
    throw invalidField('', 'If-Match means nothing here: what this acts on has no version of its own.');
  }
  const version = ifMatch === undefined ? undefined : versionIn(ifMatch);
  if (version !== undefined) input.expectedVersion = version;
  if (headers['if-none-match'] !== undefined && !fields.isRead) {
    throw invalidField(
      '',
      'If-None-Match is for GET and HEAD. A write takes If-Match, where it has a version.',
    );
  }
  const lastEventId = headerText(headers['last-event-id']);
  if (lastEventId !== undefined && fields.lastEventId) input.lastEventId = lastEventId;
  return input;
};

const headerText = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value.join(', ') : value;

// The IETF's draft writes the key as a quoted string, most clients send it bare: both mean the same key.
const unquoted = (key: string): string => /^"(.*)"$/.exec(key)?.[1] ?? key;
