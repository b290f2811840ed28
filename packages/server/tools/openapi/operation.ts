import { ERROR_TABLE, type ErrorCode } from '@stockflow/schemas';
import { fieldsOf } from '../../src/rest/fields.ts';
import { titleOf } from '../../src/rest/problem.ts';
import type { Route } from '../../src/rest/route.ts';
import { type Door, inputOf } from '../../test/doors.ts';
import type { Json } from './json.ts';
import type { MethodDocs } from './method-docs.ts';
import { type Example, parametersOf } from './parameters.ts';
import { answerName, operationIdOf } from './schemas.ts';

/** What an operation is described from. */
export interface Sources {
  door: Door;
  route: Route;
  input: Json;
  docs: MethodDocs;
  example: Example;
  tag: string;
}

const PROBLEM = 'application/problem+json';

/** One operation of the document. */
export const operationOf = (sources: Sources): Json => {
  const { door, route, docs, tag } = sources;
  const scope = door.access?.includes(':') ? door.access : undefined;
  const refusals = refusalsOf(sources);
  const hasMatch = fieldsOf(route, inputOf(door)).expectedVersion;
  return {
    operationId: operationIdOf(door.path),
    tags: [tag],
    summary: route.summary,
    description: description(route.description ?? docs.description, docs, scope),
    security: door.access === 'public' ? [] : [{ bearer: scope ? [scope] : [] }, { cookie: [] }],
    parameters: parametersOf(sources),
    ...bodyOf(sources),
    responses: { ...success(sources), ...problems(refusals, docs, hasMatch) },
  };
};

const description = (about: string, docs: MethodDocs, scope: string | undefined): string => {
  const refusals = docs.refusals.map(({ code, when }) => `- \`${code}\`: ${when}`);
  const parts = [about];
  if (scope) parts.push(`Needs the scope \`${scope}\`.`);
  if (refusals.length > 0) parts.push(`Refusals:\n\n${refusals.join('\n')}`);
  return parts.join('\n\n');
};

const bodyOf = ({ door, route, input, example }: Sources): Json => {
  if (route.method === 'GET') return {};
  const fields = fieldsOf(route, inputOf(door));
  const isBody = (name: string) => name !== 'idempotencyKey' && !fields.inPath.includes(name);
  const properties = Object.fromEntries(
    Object.entries(input.properties ?? {}).filter(([name]) => isBody(name)),
  );
  // The version alone is sent as If-Match: a body for it would be one more thing to send.
  if (Object.keys(properties).every((name) => fields.expectedVersion && name === 'expectedVersion'))
    return {};
  const required = (input.required ?? []).filter(isBody);
  const { description: _, ...rest } = input;
  const schema = withoutDefaults({ ...rest, properties, required });
  const content = { schema, ...(example.request.body !== undefined && { example: example.request.body }) };
  return { requestBody: { required: required.length > 0, content: { 'application/json': content } } };
};

/** Generators take a field with a default for one that is always there, and want it sent: the words say it instead. */
const withoutDefaults = (json: Json): Json => {
  const { default: given, ...rest } = json;
  const said = `Default: \`${JSON.stringify(given)}\`.`;
  const description =
    given === undefined ? json.description : [json.description, said].filter(Boolean).join(' ');
  return {
    ...rest,
    ...(description !== undefined && { description }),
    ...(json.items && { items: withoutDefaults(json.items) }),
    ...(json.anyOf && { anyOf: json.anyOf.map(withoutDefaults) }),
    ...(json.oneOf && { oneOf: json.oneOf.map(withoutDefaults) }),
    ...(json.properties && { properties: mapped(json.properties) }),
  };
};
const mapped = (properties: Record<string, Json>): Record<string, Json> =>
  Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, withoutDefaults(field)]));

const RESPONSE_HEADERS: Record<string, Json> = {
  'Request-Id': { $ref: '#/components/headers/Request-Id' },
};

const success = ({ door, route, example }: Sources): Json => {
  const headers: Record<string, Json> = { ...RESPONSE_HEADERS };
  const isStream = door.type === 'subscription';
  if (route.location !== undefined) headers.Location = { $ref: '#/components/headers/Location' };
  const answer = example.answer as { version?: unknown } | undefined;
  const hasTag = !isStream && (route.method === 'GET' || answer?.version !== undefined);
  if (hasTag) headers.ETag = { $ref: '#/components/headers/ETag' };
  if (route.status === 204) return { 204: { description: 'Done.', headers } };
  const schema = { $ref: `#/components/schemas/${answerName(door)}` };
  const content = isStream
    ? { 'text/event-stream': { schema: { type: 'string' }, example: eventsOf(example.answer) } }
    : { 'application/json': { schema, example: example.answer } };
  const notModified = { 304: { description: 'Still what If-None-Match says that you have.', headers } };
  const about = { 200: 'Done.', 201: 'Made.' }[route.status];
  return {
    [route.status]: { description: isStream ? STREAM : about, headers, content },
    ...(hasTag && route.method === 'GET' && notModified),
  };
};

const STREAM =
  'Server-Sent Events until you leave: `id` to come back with, `event` with the type, `data` with the message as JSON ' +
  '(schema `AlertMessage`). A comment each 15 seconds. A refusal that ends it is an event `error` with a problem as its data.';

const eventsOf = (message: unknown): string => {
  const { type, sequence } = message as { type: string; sequence: number };
  return `id: ${sequence}\nevent: ${type}\ndata: ${JSON.stringify(message)}\n\n`;
};

/** The refusals of an operation: those that are written about it, and those that its kind has anyway. */
const refusalsOf = ({ door, route, docs, input }: Sources): Set<ErrorCode> => {
  const codes = new Set(docs.refusals.map(({ code }) => code));
  codes.add('INTERNAL').add('UNAVAILABLE');
  if (Object.keys(input.properties ?? {}).length > 0) codes.add('VALIDATION_FAILED');
  if (door.access !== 'public') codes.add('AUTH_REQUIRED').add('INVALID_CREDENTIALS');
  if (door.access?.includes(':') || route.isOwnCompany) codes.add('FORBIDDEN');
  if (route.method !== 'GET') codes.add('PAYLOAD_TOO_LARGE').add('UNSUPPORTED_MEDIA_TYPE');
  if (fieldsOf(route, inputOf(door)).expectedVersion) codes.add('VERSION_CONFLICT');
  return codes;
};

/** Refusals that any operation may give, in the same words: said once, and referred to. */
const COMMON = {
  Unauthorized: ['AUTH_REQUIRED', 'INVALID_CREDENTIALS'],
  PayloadTooLarge: ['PAYLOAD_TOO_LARGE'],
  UnsupportedMediaType: ['UNSUPPORTED_MEDIA_TYPE'],
  Internal: ['INTERNAL'],
  Unavailable: ['UNAVAILABLE'],
} satisfies Record<string, ErrorCode[]>;

/** The components that `problems` refers to. */
export const commonResponses = (): Record<string, Json> =>
  Object.fromEntries(
    Object.entries(COMMON).map(([name, codes]: [string, ErrorCode[]]) => [
      name,
      problemResponse(codes, (code) => ERROR_TABLE[code].message, statusOf(codes)),
    ]),
  );

const statusOf = ([code]: ErrorCode[]): number => (code ? ERROR_TABLE[code].status : 500);

const problems = (codes: Set<ErrorCode>, { refusals }: MethodDocs, hasMatch: boolean): Json => {
  const own = (code: ErrorCode) => refusals.find((refusal) => refusal.code === code)?.when;
  const commonName = (of: ErrorCode[]) =>
    of.some(own) ? undefined : Object.entries(COMMON).find(([, all]) => all.join() === of.join())?.[0];
  const byStatus = new Map<number, ErrorCode[]>();
  for (const [code, { status }] of Object.entries(ERROR_TABLE) as [ErrorCode, { status: number }][]) {
    if (codes.has(code)) byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const responses: Record<string, Json> = {};
  for (const [status, of] of byStatus) {
    const common = commonName(of);
    const words = (code: ErrorCode) => own(code) ?? ERROR_TABLE[code].message;
    responses[status] = common
      ? { $ref: `#/components/responses/${common}` }
      : problemResponse(of, words, status);
  }
  if (hasMatch) responses[412] = FAILED_MATCH;
  return responses;
};

const problemResponse = (codes: ErrorCode[], whenOf: (code: ErrorCode) => string, status: number): Json => ({
  description: codes.map((code) => `${titleOf(code)} (\`${code}\`): ${whenOf(code)}`).join('\n\n'),
  headers: {
    ...RESPONSE_HEADERS,
    ...((status === 429 || status === 503) && {
      'Retry-After': { $ref: '#/components/headers/Retry-After' },
    }),
  },
  content: {
    [PROBLEM]: {
      schema: { $ref: '#/components/schemas/Problem' },
      examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
    },
  },
});

const FAILED_MATCH = problemResponse(['VERSION_CONFLICT'], () => 'If-Match does not hold any more.', 412);
