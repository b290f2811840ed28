import { type DetailsOf, ERROR_CODES, ERROR_TABLE, type ErrorCode } from '@stockflow/schemas';
import { problemOf } from '../../src/rest/problem.ts';
import type { Json } from './json.ts';

const ID = '019b0a3c-8e00-7000-8000-000000000001';
const REQUEST = '019b0a3c-8e00-7000-8000-0000000000ff';

/** What `details` looks like, for each code that has them. */
const DETAILS: { [Code in ErrorCode]?: DetailsOf<Code> } = {
  VALIDATION_FAILED: { fields: [{ path: 'lines.0.quantity', message: 'Must be 1 or more.' }] },
  INVALID_REFERENCE: {
    references: [{ path: 'warehouseId', message: 'There is no such warehouse in this company.' }],
  },
  FORBIDDEN: { required: 'catalogue:write' },
  SKU_TAKEN: { sku: 'TEA-1' },
  NAME_TAKEN: { name: 'Main warehouse' },
  INSUFFICIENT_STOCK: {
    shortages: [{ productId: ID, sku: 'TEA-1', warehouseId: ID, requested: 5, available: 3 }],
  },
  VERSION_CONFLICT: { conflicts: [{ id: ID, expected: 3, current: 4 }] },
  STATE_CONFLICT: { state: 'cancelled', allowed: ['confirmed'] },
  RESERVATION_EXPIRED: { expiredAt: '2026-01-31T09:00:00.000Z' },
  RATE_LIMITED: { retryAfterSeconds: 30 },
};

/** An example of each refusal. */
export const problemExamples = (): Record<string, { summary: string; value: unknown }> =>
  Object.fromEntries(
    ERROR_CODES.map((code) => {
      const { status, message } = ERROR_TABLE[code];
      const details = DETAILS[code] ?? null;
      const value = problemOf({ code, status, message, details, requestId: REQUEST });
      return [code, { summary: value.title, value }];
    }),
  );

const text: Json = { type: 'string' };
const whole: Json = { type: 'integer' };
const object = (properties: Record<string, Json>, optional: string[] = []): Json => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
});
const listOf = (items: Json): Json => ({ type: 'array', items });
const fields = listOf({ $ref: '#/components/schemas/FieldProblem' });

const DETAIL_SCHEMAS: { [Code in ErrorCode]?: Json } = {
  VALIDATION_FAILED: object({ fields }),
  INVALID_REFERENCE: object({ references: fields }),
  FORBIDDEN: object({ required: { ...text, description: 'The scope that is missing.' } }),
  SKU_TAKEN: object({ sku: text, skus: listOf(text), fields }, ['skus', 'fields']),
  NAME_TAKEN: object({ name: text }),
  INSUFFICIENT_STOCK: object({ shortages: listOf({ $ref: '#/components/schemas/Shortage' }) }),
  VERSION_CONFLICT: object({
    conflicts: listOf(
      object({ id: text, warehouseId: text, expected: whole, current: whole }, ['warehouseId']),
    ),
  }),
  STATE_CONFLICT: object({ state: text, allowed: listOf(text) }),
  RESERVATION_EXPIRED: object({ expiredAt: { ...text, format: 'date-time' } }),
  RATE_LIMITED: object({ retryAfterSeconds: whole }),
};

const detailsName = (code: string): string =>
  `${code.toLowerCase().replace(/(?:^|_)(\w)/g, (_match, letter: string) => letter.toUpperCase())}Details`;

/** The schema of a refusal and of the details that some codes have. */
export const problemSchemas = (): Record<string, Json> => {
  const details = Object.fromEntries(
    Object.entries(DETAIL_SCHEMAS).map(([code, json]) => [
      detailsName(code),
      { ...json, description: `What \`details\` holds for \`${code}\`.` },
    ]),
  );
  const described = (json: Json, description: string): Json => ({ ...json, description });
  const refs = Object.keys(details).map((name): Json => ({ $ref: `#/components/schemas/${name}` }));
  const Problem: Json = {
    ...object({
      type: described(text, 'A name for the kind of problem, such as `urn:stockflow:problem:sku-taken`.'),
      title: described(text, 'The kind in words.'),
      status: described(whole, 'The HTTP status.'),
      detail: described(text, 'What happened this time, fit for a person.'),
      instance: described(text, '`urn:stockflow:request:` and the id of the request.'),
      code: described(
        { ...text, examples: ERROR_CODES },
        'What happened, for programs. A newer server may know more.',
      ),
      details: described(
        { anyOf: [...refs, { type: 'object' }, { type: 'null' }] },
        'Particulars, of a form of its own for each code; null when there are none.',
      ),
      requestId: described(
        text,
        'As in the `Request-Id` header and in the server’s log. Quote it to support.',
      ),
    }),
    description: 'A refusal: problem details (RFC 9457) with a `code` for programs.',
  };
  return { Problem, ...details };
};
