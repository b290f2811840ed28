import type { z } from 'zod';
import { itemOf } from '../src/core/live/stream.ts';
import { appRouter } from '../src/router.ts';

/** One procedure of the router, as the sweeps look at it. */
export interface Door {
  /** Such as `products.create`. */
  path: string;
  type: 'query' | 'mutation' | 'subscription';
  access: string | undefined;
  inputs: z.ZodType[];
  /** What it answers; of a subscription, each of its messages. */
  output: z.ZodType | undefined;
}

interface Definition {
  type: Door['type'];
  meta?: { access?: string };
  inputs: z.ZodType[];
  output?: z.ZodType;
}

// tRPC keeps its record of procedures, flat and by path, out of a router's public type.
const { procedures } = (
  appRouter as unknown as { _def: { procedures: Record<string, { _def: Definition }> } }
)._def;

/** Every door of the router. */
export const DOORS: readonly Door[] = Object.entries(procedures).map(([path, { _def }]) => {
  const { type, meta, inputs, output } = _def;
  const answer = type === 'subscription' && output ? itemOf(output) : output;
  return { path, type, access: meta?.access, inputs, output: answer };
});

/** The schema of what comes in. */
export const inputOf = (door: Door): z.ZodType => {
  const [input] = door.inputs;
  if (!input) throw new Error(`${door.path} reads no input`);
  return input;
};

/** A field of an input. `*` stands for each element of an array: `lines.*.productId`. */
export interface Field {
  pattern: string;
  /** True when it holds the id of something. */
  isId: boolean;
}

/** What Zod tells of a schema's build; the sweeps know no more than this of it. */
interface Build {
  type: string;
  format?: string;
  shape?: Record<string, z.ZodType>;
  element?: z.ZodType;
  innerType?: z.ZodType;
  in?: z.ZodType;
  options?: z.ZodType[];
  valueType?: z.ZodType;
}

/** Every field of a schema, however nested; of a union the fields of all its branches. */
export const fieldsOf = (schema: z.ZodType): Field[] => {
  const found = new Map<string, Field>();
  const walk = (at: z.ZodType, path: string[]): void => {
    const build = at.def as unknown as Build;
    const inner = build.innerType ?? build.in;
    if (inner) {
      walk(inner, path);
      return;
    }
    const pattern = path.join('.');
    if (path.length > 0) {
      const isId = build.type === 'string' && build.format === 'uuid';
      found.set(pattern, { pattern, isId: isId || found.get(pattern)?.isId === true });
    }
    for (const [key, value] of Object.entries(build.shape ?? {})) walk(value, [...path, key]);
    if (build.element) walk(build.element, [...path, '*']);
    if (build.valueType) walk(build.valueType, [...path, '*']);
    for (const option of build.options ?? []) walk(option, path);
  };
  walk(schema, []);
  return [...found.values()];
};

/** The places of an input that a pattern stands for, as far as the input has them. */
export const placesOf = (input: unknown, pattern: string): string[] => {
  let places: [string, unknown][] = [['', input]];
  for (const part of pattern.split('.')) {
    places = places.flatMap(([path, value]) => {
      if (typeof value !== 'object' || value === null) return [];
      const entries =
        part === '*' ? Object.entries(value) : Object.entries(value).filter(([key]) => key === part);
      return entries.map(([key, inner]): [string, unknown] => [path === '' ? key : `${path}.${key}`, inner]);
    });
  }
  return places.map(([path]) => path);
};

/** A copy of the input with another value at the place; the place's parent must be there. */
export const withValueAt = (input: unknown, place: string, value: unknown): unknown => {
  const copy = structuredClone(input);
  const parts = place.split('.');
  const last = parts.pop() ?? '';
  const parent = parts.reduce((at, part) => (at as Record<string, unknown>)[part], copy);
  (parent as Record<string, unknown>)[last] = value;
  return copy;
};
