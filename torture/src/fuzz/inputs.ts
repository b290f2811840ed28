import { newId } from '@stockflow/sdk';
import { type Door, inputOf } from '@stockflow/server/sweep';
import { z } from 'zod';
import type { Random } from '../random.ts';
import { DAYS, DECIMALS, garbage, hostileText, INSTANTS, NUMBERS, TEXTS } from './hostile.ts';

/** What is read of JSON Schema here. */
interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
}

const schemas = new Map<string, Schema>();

/** What a procedure takes, by its own Zod schema. */
const schemaOf = (door: Door): Schema => {
  const known = schemas.get(door.path);
  if (known) return known;
  const made = z.toJSONSchema(inputOf(door), {
    io: 'input',
    unrepresentable: 'any',
    reused: 'inline',
  }) as Schema;
  schemas.set(door.path, made);
  return made;
};

/**
 * An input for a procedure, made of one that it takes: some fields have another value that their schema takes and programs
 * trip over, some one that it refuses, some are left out, and one may be there that no schema knows.
 */
export const hostileInput = (door: Door, example: unknown, random: Random): unknown =>
  random.chance(4) ? garbage(random) : changed(schemaOf(door), example, { random, depth: 0 });

interface Draw {
  readonly random: Random;
  readonly depth: number;
}

const DEPTH_MAX = 6;
const ITEMS_MAX = 120;

const changed = (schema: Schema, example: unknown, draw: Draw): unknown => {
  const { random } = draw;
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return changed(random.pick(options), example, draw);
  if (schema.properties && (typeof example === 'object' || example === undefined) && draw.depth < DEPTH_MAX)
    return changedObject(schema.properties, (example ?? {}) as Record<string, unknown>, draw);
  if (schema.items && Array.isArray(example) && example.length > 0 && random.chance(80)) {
    const { items } = schema;
    return example.map((item: unknown) => changed(items, item, { random, depth: draw.depth + 1 }));
  }
  if (random.chance(75) && example !== undefined) return example;
  return random.chance(60) ? taken(schema, example, draw) : garbage(random);
};

const changedObject = (
  properties: Readonly<Record<string, Schema>>,
  example: Readonly<Record<string, unknown>>,
  { random, depth }: Draw,
): Record<string, unknown> => {
  const made: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(properties)) {
    if (random.chance(4)) continue;
    const value = changed(schema, example[name], { random, depth: depth + 1 });
    if (value !== undefined) made[name] = value;
  }
  if (random.chance(4)) made[random.pick(['companyId', 'id', 'role', '', ...TEXTS])] = garbage(random);
  return made;
};

/** A value that the schema takes, or nearly: at its edges, and one step over them. */
const taken = (schema: Schema, example: unknown, draw: Draw): unknown => {
  const { random } = draw;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return random.pick(schema.enum);
  switch (schema.type) {
    case 'string':
      return takenText(schema, random);
    case 'integer':
    case 'number': {
      const edges = [schema.minimum, schema.maximum].filter((edge) => edge !== undefined);
      const over = edges.flatMap((edge) => [edge, edge, edge - 1, edge + 1]);
      return random.pick([...over, ...NUMBERS]);
    }
    case 'boolean':
      return random.chance(50);
    case 'null':
      return null;
    case 'array': {
      const most = Math.min(schema.maxItems ?? ITEMS_MAX, 2_000);
      const length = random.pick([0, 1, 2, most, most + 1]);
      const item = Array.isArray(example) ? example[0] : undefined;
      return Array.from({ length }, () => item ?? taken(schema.items ?? {}, undefined, draw));
    }
    default:
      return example ?? garbage(random);
  }
};

const takenText = ({ format, pattern, minLength = 0, maxLength = 300 }: Schema, random: Random): string => {
  if (format === 'uuid')
    return random.pick([newId(), newId().toUpperCase(), '00000000-0000-0000-0000-000000000000']);
  if (format === 'date-time') return random.pick(INSTANTS);
  if (format === 'date') return random.pick(DAYS);
  if (format === 'email')
    return random.pick(['a@b.example', `${'x'.repeat(64)}@${'y'.repeat(180)}.example`, 'é@é.example']);
  if (pattern !== undefined) {
    const fitting = [...DECIMALS, ...DAYS, ...INSTANTS, ...TEXTS].filter((text) =>
      new RegExp(pattern, 'u').test(text),
    );
    if (fitting.length > 0 && random.chance(80)) return random.pick(fitting);
  }
  return hostileText(random, random.pick([minLength, maxLength, maxLength + 1, Math.min(maxLength, 20)]));
};
