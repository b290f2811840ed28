import { z } from 'zod';

/**
 * What may stand in a place of an input or an answer, small enough to be read in a diff:
 * `'string'`, `'number|null'`, `'string 1..50'` (length), `'number 0..'` (value), `"'web'|'direct'"` (these words);
 * `[shape]` or `[shape, '1..100']` a list; `{ field: shape, 'field?': shape }` an object; `{ '*': shape }` any names;
 * `{ '|': [shape, …] }` one of several.
 */
export type Shape =
  | string
  | readonly [Shape, string?]
  | { readonly [field: string]: Shape | readonly Shape[] };

interface JsonSchema {
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: JsonSchema | boolean;
  items?: JsonSchema;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
}

/** What a schema takes in, with its words and limits, for whoever narrows them breaks a caller. */
export const inputShapeOf = (schema: z.ZodType): Shape => shapeOf(jsonOf(schema, 'input'), true);

/** What a schema lets out. Words and limits are left out: answers are open, a newer server may say a new word. */
export const outputShapeOf = (schema: z.ZodType): Shape => shapeOf(jsonOf(schema, 'output'), false);

const jsonOf = (schema: z.ZodType, io: 'input' | 'output'): JsonSchema =>
  z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as JsonSchema;

const shapeOf = (json: JsonSchema, isExact: boolean): Shape => {
  const several = json.anyOf ?? json.oneOf;
  if (several) return anyOf(several.map((one) => shapeOf(one, isExact)));
  const words = json.enum ?? (json.const === undefined ? undefined : [json.const]);
  if (words)
    return anyOf(words.map((word) => (isExact && typeof word === 'string' ? `'${word}'` : typeOf(word))));
  if (Array.isArray(json.type)) return anyOf(json.type.map((type) => shapeOf({ ...json, type }, isExact)));
  switch (json.type) {
    case 'object':
      return objectShape(json, isExact);
    case 'array': {
      const item = shapeOf(json.items ?? {}, isExact);
      const range = isExact ? rangeOf(json.minItems, json.maxItems) : '';
      return range === '' ? [item] : [item, range];
    }
    case 'string':
      return withRange('string', isExact ? rangeOf(json.minLength, json.maxLength) : '');
    case 'integer':
    case 'number':
      return withRange('number', isExact ? rangeOf(json.minimum, json.maximum) : '');
    case 'boolean':
    case 'null':
      return json.type;
    default:
      return 'anything';
  }
};

const objectShape = (json: JsonSchema, isExact: boolean): Shape => {
  const { properties = {}, required = [], additionalProperties } = json;
  const fields = Object.entries(properties).map(([name, value]): [string, Shape] => [
    required.includes(name) ? name : `${name}?`,
    shapeOf(value, isExact),
  ]);
  const isOpen = typeof additionalProperties === 'object' && Object.keys(additionalProperties).length > 0;
  const rest: [string, Shape][] = isOpen ? [['*', shapeOf(additionalProperties, isExact)]] : [];
  return Object.fromEntries([...fields.sort(([a], [b]) => (a < b ? -1 : 1)), ...rest]);
};

const typeOf = (value: unknown): string => (value === null ? 'null' : typeof value);
const withRange = (type: string, range: string): string => (range === '' ? type : `${type} ${range}`);
/** The largest safe integer is what "no limit" looks like in a schema of whole numbers. */
const rangeOf = (least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY): string => {
  const [from, to] = [
    Math.abs(least) >= Number.MAX_SAFE_INTEGER ? '' : least,
    most >= Number.MAX_SAFE_INTEGER ? '' : most,
  ];
  return from === '' && to === '' ? '' : `${from}..${to}`;
};

/** The alternatives of a shape: atoms apart from each other, and each list and object. */
export const alternativesOf = (shape: Shape): Shape[] => {
  if (typeof shape === 'string') return shape.split('|');
  const several = isObject(shape) ? shape['|'] : undefined;
  return Array.isArray(several) ? several.flatMap((one: Shape) => alternativesOf(one)) : [shape];
};

const anyOf = (shapes: readonly Shape[]): Shape => {
  const all = shapes.flatMap(alternativesOf);
  const atoms = [...new Set(all.filter((one) => typeof one === 'string'))].sort();
  const others = all.filter((one) => typeof one !== 'string');
  if (others.length === 0) return atoms.join('|');
  const both = atoms.length > 0 ? [atoms.join('|'), ...others] : others;
  return both.length === 1 ? both[0]! : { '|': both };
};

/** An object's shape, or one of several. */
export const isObject = (shape: Shape): shape is { readonly [field: string]: Shape } =>
  typeof shape === 'object' && !Array.isArray(shape);
/** A list's shape. */
export const isList = (shape: Shape): shape is readonly [Shape, string?] => Array.isArray(shape);
