import { ROUTES } from '../../src/rest/routes.ts';
import { DOORS, inputOf } from '../../test/doors.ts';
import { FieldDocs } from './field-docs.ts';
import type { Json } from './json.ts';
import { readMethodDocs } from './method-docs.ts';
import { commonResponses, operationOf } from './operation.ts';
import type { Example } from './parameters.ts';
import { problemExamples, problemSchemas } from './problems.ts';
import { answerSchemas, inputSchema } from './schemas.ts';

const ABOUT = `Multi-tenant inventory: products, stock in many warehouses, sales, suppliers, and low-stock alerts that say what to do.
The same procedures as the TypeScript SDK and tRPC, with the same rules and the same answers.

**Credentials.** \`Authorization: Bearer <API key or session token>\`. A key has scopes; each operation says which it needs.

**Values.** Ids are UUIDs. Money is a decimal string such as \`"6.90"\`, quantities are whole numbers of base units, instants
are ISO 8601 with Z. An answer may get more fields, and an enum of an answer more values: pass over what you do not know.

**Lists.** \`limit\` (1 to 250, default 50) and \`cursor\`: give \`nextCursor\` of the page before until it is null. Several values
of a filter are the parameter several times: \`?warehouseIds=a&warehouseIds=b\`.

**Writes that act once.** Send an \`Idempotency-Key\` of your own making; the same key with the same input is safe to send again.

**What you have read.** Answers carry an \`ETag\`: \`If-None-Match\` saves the body, \`If-Match\` refuses a write to what has
changed since with 412.

**Refusals** are \`application/problem+json\` (RFC 9457) with a \`code\` for programs and the \`requestId\`.`;

const header = (description: string, schema: Json) => ({ description, schema });
const HEADERS = {
  'Request-Id': header(
    'The id of the request: your own of the request (8 to 64 letters, digits, - and _), else a new one.',
    {
      type: 'string',
    },
  ),
  Location: header('Where to read what was made.', { type: 'string', format: 'uri-reference' }),
  ETag: header('What is answered, by version and content: for If-None-Match and If-Match.', {
    type: 'string',
  }),
  'Retry-After': header('Seconds after which another try is worth it.', { type: 'integer' }),
};

const SECURITY = {
  bearer: {
    type: 'http',
    scheme: 'bearer',
    description: 'An API key (`apiKeysCreate`) or a session token (`authSignIn`).',
  },
  cookie: {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-stockflow_session',
    description:
      'A browser’s session, signed in with `cookie: true`. Over plain http it is called `stockflow_session`.',
  },
};

const tagOf = (group: string): string => {
  const words = group.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return (words.charAt(0).toUpperCase() + words.slice(1)).replace(/^Api\b/, 'API');
};

/** The OpenAPI document of every procedure, from the table of routes, the contract, its comments and tried examples. */
export const buildDocument = (examples: Readonly<Record<string, Example>>): Json => {
  const docs = new FieldDocs();
  const written = readMethodDocs();
  const paths: Record<string, Record<string, Json>> = {};
  const tags = new Map<string, string>();
  for (const door of DOORS) {
    const group = door.path.split('.')[0] ?? '';
    const [route, method, example] = [ROUTES[door.path], written.methods.get(door.path), examples[door.path]];
    if (!route) throw new Error(`${door.path} has no row in packages/server/src/rest/routes.ts`);
    if (!method)
      throw new Error(`${door.path} has no method in packages/sdk/src/groups: its words come from there`);
    if (!example)
      throw new Error(
        `${door.path} has no tried example: node tools/pnpm.mjs --filter @stockflow/server run openapi`,
      );
    tags.set(tagOf(group), written.groups.get(group) ?? '');
    const input = inputSchema(inputOf(door), docs);
    const verb = route.method.toLowerCase();
    const at = paths[route.path] ?? {};
    paths[route.path] = at;
    at[verb] = operationOf({ door, route, input, docs: method, example, tag: tagOf(group) });
  }
  const schemas = { ...Object.fromEntries(answerSchemas(DOORS, docs)), ...problemSchemas() };
  return {
    openapi: '3.1.1',
    info: {
      title: 'StockFlow',
      version: '0.1.0',
      summary: 'Inventory with proven stock arithmetic, and alerts that say what to do',
      description: ABOUT,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    tags: [...tags].map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas: used(schemas, paths),
      responses: commonResponses(),
      headers: HEADERS,
      examples: problemExamples(),
      securitySchemes: SECURITY,
    },
  };
};

/** The schemas that something refers to, and those that these refer to. */
const used = (schemas: Record<string, Json>, from: object): Record<string, Json> => {
  const found = new Set<string>(['AlertMessage']);
  const look = (at: object): void => {
    for (const [, name = ''] of JSON.stringify(at).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      if (found.has(name)) continue;
      found.add(name);
      look(schemas[name] ?? {});
    }
  };
  look(schemas.AlertMessage ?? {});
  look(from);
  return Object.fromEntries(Object.entries(schemas).filter(([name]) => found.has(name)));
};
