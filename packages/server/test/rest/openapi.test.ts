import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { ROUTES } from '../../src/rest/routes.ts';
import { buildDocument } from '../../tools/openapi/document.ts';
import type { Json } from '../../tools/openapi/json.ts';
import type { Example } from '../../tools/openapi/parameters.ts';
import { DOORS } from '../doors.ts';

interface Operation {
  operationId: string;
  summary: string;
  description: string;
  parameters: { name: string; in: string; schema: Json; example?: unknown }[];
  requestBody?: { content: Record<string, { schema: Json; example?: unknown }> };
  responses: Record<string, { content?: Record<string, { schema: Json; example?: unknown }> }>;
}

const examples = JSON.parse(readFileSync(new URL('examples.json', import.meta.url), 'utf8')) as Record<
  string,
  Example
>;
const document = buildDocument(examples);
const paths = document.paths as Record<string, Record<string, Operation>>;
const operations = DOORS.map(({ path }) => {
  const route = ROUTES[path]!;
  return [path, paths[route.path]![route.method.toLowerCase()]!] as const;
});

test('the committed document is what table, contract and comments say now (run openapi writes it)', async () => {
  await expect(`${JSON.stringify(document, null, 1)}\n`).toMatchFileSnapshot('../../openapi.json');
});

test('it is OpenAPI 3.1 by a validator that is not ours', async () => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(structuredClone(document));
  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
  expect(validator.version).toBe('3.1');
});

test('every procedure has an operation of its own', () => {
  expect(new Set(operations.map(([, { operationId }]) => operationId)).size).toBe(DOORS.length);
});

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema({ $id: 'openapi', components: document.components });
/** What is wrong with an example, by the document's own schema; its references are to the document. */
const problemsOf = (schema: Json, value: unknown) => {
  const text = JSON.stringify(schema).replaceAll('"#/components/', '"openapi#/components/');
  const validate = ajv.compile(JSON.parse(text) as object);
  return validate(value) ? [] : validate.errors;
};

const OF_ONE_CLIENT = /\b[A-Z]\w+Error\b|[Aa]wait|createStockflow|\bSDK\b|in a loop|retryAfterMs/;

test('no group is described in the words of one client', () => {
  expect(JSON.stringify(document.tags)).not.toMatch(OF_ONE_CLIENT);
});

/** Cursors come from a page before; two lists are shown with few filters, so that they find something. */
const MAY_LACK = / (cursor|lastEventId)$|^alerts\.(list|lowStock) (?!limit|warehouseIds)/;

describe.each(operations)('%s', (path, operation) => {
  test('has a summary, a description, and words on each of its refusals', () => {
    expect(operation.summary).toMatch(/^[A-Z].{3,}/);
    expect(operation.description.length).toBeGreaterThan(20);
    // Words of one client only: tools/openapi/method-docs.ts says them for any.
    expect(operation.description).not.toMatch(OF_ONE_CLIENT);
    expect(Object.keys(operation.responses)).toContain('503');
  });

  test('has examples that fit its own schemas', () => {
    const { requestBody, parameters, responses } = operation;
    const body = requestBody?.content['application/json'];
    if (body) {
      expect(body.example, 'the body has no example').toBeDefined();
      expect(problemsOf(body.schema, body.example)).toEqual([]);
    }
    for (const { name, schema, example, in: place } of parameters) {
      if (example !== undefined) expect(problemsOf(schema, example), name).toEqual([]);
      else
        expect(place === 'header' || MAY_LACK.test(`${path} ${name}`), `${name} has no example`).toBe(true);
    }
    const answer = responses[String(ROUTES[path]!.status)]?.content?.['application/json'];
    if (answer) expect(problemsOf(answer.schema, answer.example)).toEqual([]);
  });
});

test('every refusal has an example that fits the schema of problems', () => {
  const { examples: refusals } = document.components as { examples: Record<string, { value: unknown }> };
  for (const [code, { value }] of Object.entries(refusals)) {
    expect(problemsOf({ $ref: '#/components/schemas/Problem' }, value), code).toEqual([]);
  }
});
