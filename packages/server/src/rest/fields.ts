import type { z } from 'zod';
import { namesIn, type Route } from './route.ts';

/** What a field of an input wants, as far as a query string can say it. */
export type Kind = 'text' | 'number' | 'boolean' | 'other';

/** One field of an input. */
export interface Field {
  kind: Kind;
  /** True: takes several, each as a parameter of its own. */
  isList: boolean;
}

/** Where the fields of a route's input come from. */
export interface Fields {
  isRead: boolean;
  inPath: readonly string[];
  /** Of a GET: everything that stands in no path. */
  inQuery: ReadonlyMap<string, Field>;
  /** The field that a header of the same meaning gives, where the input has it. */
  idempotencyKey: boolean;
  /** True where `If-Match` means something: what is changed stands in the path and knows its version. */
  expectedVersion: boolean;
  lastEventId: boolean;
}

/** What Zod tells of a schema's build; nothing more is known of it here. */
interface Build {
  type: string;
  shape?: Record<string, z.ZodType>;
  element?: z.ZodType;
  innerType?: z.ZodType;
  in?: z.ZodType;
}

const buildOf = (schema: z.ZodType): Build => schema.def as unknown as Build;

/** A schema without what only says that it may be missing, has a default or is changed on the way in. */
const bare = (schema: z.ZodType): z.ZodType => {
  const { innerType, in: before } = buildOf(schema);
  const inner = innerType ?? before;
  return inner ? bare(inner) : schema;
};

const KINDS: Readonly<Record<string, Kind>> = {
  string: 'text',
  enum: 'text',
  literal: 'text',
  number: 'number',
  int: 'number',
  boolean: 'boolean',
};

const fieldOf = (schema: z.ZodType): Field => {
  const { type, element } = buildOf(bare(schema));
  if (type !== 'array' || !element) return { kind: KINDS[type] ?? 'other', isList: false };
  return { kind: KINDS[buildOf(bare(element)).type] ?? 'other', isList: true };
};

/** The fields of an input by name. */
export const inputFields = (input: z.ZodType): Map<string, Field> =>
  new Map(Object.entries(buildOf(bare(input)).shape ?? {}).map(([name, field]) => [name, fieldOf(field)]));

/** Says for each field of the input where a request holds it. */
export const fieldsOf = (route: Route, input: z.ZodType): Fields => {
  const all = inputFields(input);
  const inPath = namesIn(route.path).filter((name) => all.has(name));
  const isRead = route.method === 'GET';
  const rest = [...all].filter(([name]) => !inPath.includes(name));
  return {
    isRead,
    inPath,
    inQuery: new Map(isRead ? rest : []),
    idempotencyKey: all.has('idempotencyKey'),
    // A list of things has no version of its own, so nothing that an ETag could name: it takes `expectedVersion` only.
    expectedVersion: !isRead && all.has('expectedVersion') && (inPath.length > 0 || route.method === 'PATCH'),
    lastEventId: isRead && all.has('lastEventId'),
  };
};
