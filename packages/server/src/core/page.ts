import { invalidField } from '@stockflow/domain';
import type { z } from 'zod';

/**
 * Opens a cursor that an earlier page gave; undefined for the first page. A cursor is the key of the last
 * row, sealed as base64url JSON: opaque, not secret (it only says where to go on among rows one may see).
 */
export const openCursor = <T>(cursor: string | undefined, key: z.ZodType<T>): T | undefined => {
  if (cursor === undefined) return undefined;
  try {
    return key.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw invalidField(
      'cursor',
      'This is no cursor of this list. Take nextCursor of the page before, unchanged.',
    );
  }
};

/** Makes a page of `limit` rows from `limit + 1` that were read: the extra one only says that there is more. */
export const toPage = <Row, Item>(
  rows: Row[],
  limit: number,
  keyOf: (row: Row) => unknown,
  itemOf: (row: Row) => Item,
): { items: Item[]; nextCursor: string | null } => {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { items: shown.map(itemOf), nextCursor: last === undefined ? null : sealCursor(keyOf(last)) };
};

/** Seals a row's key into a cursor. */
export const sealCursor = (key: unknown): string => Buffer.from(JSON.stringify(key)).toString('base64url');
