import * as contract from '@stockflow/schemas';
import { z } from 'zod';
import type { Door } from '../../test/doors.ts';
import type { FieldDocs } from './field-docs.ts';
import type { Json } from './json.ts';

const SCHEMAS = '#/components/schemas/';

/** What the contract exports, numbers and texts among it. */
const exported = Object.entries(contract as Record<string, unknown>).flatMap(([name, value]) =>
  value instanceof z.ZodType ? [[name, value] as const] : [],
);
const nameOf = (schema: z.ZodType): string | undefined => exported.find(([, one]) => one === schema)?.[0];

/** `products.create` as one word: `productsCreate`. */
export const operationIdOf = (path: string): string =>
  path.replace(/\.(\w)/g, (_match, letter: string) => letter.toUpperCase());
const pascal = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

const toJson = {
  unrepresentable: 'any',
  override: ({ jsonSchema }: { jsonSchema: object }) => plain(jsonSchema),
} as const;

/** Without what only repeats: a pattern behind a format, the limits of a whole number that JavaScript can hold. */
const plain = (schema: object): void => {
  const json = schema as Json;
  if (json.format !== undefined) delete json.pattern;
  if (json.minimum === Number.MIN_SAFE_INTEGER) delete json.minimum;
  if (json.maximum === Number.MAX_SAFE_INTEGER) delete json.maximum;
  nullable(json);
};

/** "This or null" of something plain as one schema with two types, which people and generators read more easily. */
const nullable = (json: Json): void => {
  const [one, none] = json.anyOf ?? [];
  if (!one || json.anyOf?.length !== 2 || none?.type !== 'null' || typeof one.type !== 'string') return;
  // An enum stays apart: null among its values is more than many readers of OpenAPI know of.
  if (one.type === 'object' || one.type === 'array' || one.enum) return;
  delete json.anyOf;
  Object.assign(json, one, { type: [one.type, 'null'] });
};

/**
 * The schemas of every answer, by name: what the contract exports under a name of its own (`productSchema` → `Product`) is
 * named and referred to; the answer of an operation that has no name gets the operation's.
 */
export const answerSchemas = (doors: readonly Door[], docs: FieldDocs): Map<string, Json> => {
  const registry = z.registry<{ id: string }>();
  const names = new Map<string, string | undefined>();
  const register = (schema: z.ZodType, id: string) => {
    if (registry.has(schema)) return;
    registry.add(schema, { id });
    names.set(id, nameOf(schema));
  };
  for (const [name, schema] of exported) {
    if (name.endsWith('Schema') && isObject(schema)) register(schema, pascal(name.replace(/Schema$/, '')));
  }
  for (const { path, output } of doors) if (output) register(output, `${pascal(operationIdOf(path))}Answer`);
  const { schemas } = z.toJSONSchema(registry, { ...toJson, io: 'output', uri: (id) => SCHEMAS + id });
  return new Map(
    Object.entries(schemas as unknown as Record<string, Json>).map(([id, json]) => {
      docs.describe(json, names.get(id), 'out');
      return [id, open(json)];
    }),
  );
};

/** The name of an answer's schema among `answerSchemas`. */
export const answerName = ({ path, output }: Pick<Door, 'path' | 'output'>): string => {
  const name = output && nameOf(output);
  return name?.endsWith('Schema')
    ? pascal(name.replace(/Schema$/, ''))
    : `${pascal(operationIdOf(path))}Answer`;
};

/** The schema of an input, with what its fields mean. */
export const inputSchema = (input: z.ZodType, docs: FieldDocs): Json => {
  const json = z.toJSONSchema(input, { ...toJson, io: 'input' }) as unknown as Json;
  docs.describe(json, nameOf(input), 'in');
  for (const noise of ['$schema', 'default', '$id']) delete json[noise];
  return json;
};

const isObject = (schema: z.ZodType): boolean => {
  const { type, options } = schema.def as unknown as { type: string; options?: z.ZodType[] };
  return type === 'object' || (type === 'union' && options?.every(isObject) === true);
};

/** A newer server may answer more fields: no schema of an answer forbids them. */
const open = (json: Json): Json => {
  for (const noise of ['$schema', '$id']) delete json[noise];
  if (json.additionalProperties === false) delete json.additionalProperties;
  const inner = [...Object.values(json.properties ?? {}), ...(json.anyOf ?? []), ...(json.oneOf ?? [])];
  if (json.items) inner.push(json.items);
  inner.forEach(open);
  return json;
};
