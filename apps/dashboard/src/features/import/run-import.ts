import type { CreateProductsInput } from '@stockflow/sdk';
import { fieldProblems, refusalOf } from '../../api/refusals.ts';
import type { GoodRow } from './check-rows.ts';
import { contentKey } from './content-key.ts';

/** Products of one call: small enough that the progress moves and a cancel is heard. */
export const CHUNK_ROWS = 200;

/** What became of the rows so far. */
export interface ImportProgress {
  /** Rows that need not be looked at again: where to go on after an interruption. */
  done: number;
  created: number;
  /** Rows whose SKU was there already; nothing of them was changed. */
  existing: number;
  /** Rows that the server refused. */
  refused: { line: number; sku: string; words: string }[];
}

export const NOTHING_DONE: ImportProgress = { done: 0, created: 0, existing: 0, refused: [] };

export interface ImportJob {
  rows: readonly GoodRow[];
  /** Where the quantities lie; null where the file has none. */
  warehouseId: string | null;
  /** Category ids by folded name. */
  categoryIds: ReadonlyMap<string, string>;
}

/** How a name of a category is compared. */
export const categoryKey = (name: string): string => name.normalize('NFKC').trim().toLowerCase();

/** Sends one chunk: all or none. */
export type SendProducts = (input: CreateProductsInput) => Promise<unknown>;

/**
 * Imports the rows in chunks, each with an idempotency key made of what it says: the same file sent again after an
 * interruption, even from a page that was loaded anew, makes nothing twice. What the server refuses row by row is put aside,
 * and the rest of the chunk is sent. Anything else (no connection, no right) is thrown; the progress told last is where to go on.
 */
export const runImport = async (
  job: ImportJob,
  from: ImportProgress,
  {
    send,
    onProgress,
    signal,
  }: { send: SendProducts; onProgress: (now: ImportProgress) => void; signal: AbortSignal },
): Promise<ImportProgress> => {
  let now = from;
  while (now.done < job.rows.length && !signal.aborted) {
    const chunk = job.rows.slice(now.done, now.done + CHUNK_ROWS);
    const { created, existing, refused } = await sendChunk(job, chunk, send);
    now = {
      done: now.done + chunk.length,
      created: now.created + created,
      existing: now.existing + existing,
      refused: [...now.refused, ...refused],
    };
    onProgress(now);
  }
  return now;
};

const sendChunk = async (
  job: ImportJob,
  chunk: readonly GoodRow[],
  send: SendProducts,
): Promise<Omit<ImportProgress, 'done'>> => {
  let rest = [...chunk];
  let existing = 0;
  const refused: ImportProgress['refused'] = [];
  while (rest.length > 0) {
    const products = rest.map((row) => productOf(row, job));
    try {
      await send({ products, idempotencyKey: contentKey('import', products) });
      break;
    } catch (error) {
      const { kept, taken, problems } = withoutRefused(rest, error);
      existing += taken;
      refused.push(...problems);
      rest = kept;
    }
  }
  return { created: rest.length, existing, refused };
};

const productOf = (
  { product, category, quantity }: GoodRow,
  { warehouseId, categoryIds }: ImportJob,
): CreateProductsInput['products'][number] => {
  const categoryId = category === null ? undefined : categoryIds.get(categoryKey(category));
  return {
    ...product,
    ...(categoryId !== undefined && { categoryId }),
    ...(warehouseId !== null && { warehouseId, initialQuantity: quantity }),
  };
};

/** The rows that the refusal does not name. One that names no row is not about rows: it is thrown on. */
const withoutRefused = (rows: readonly GoodRow[], error: unknown) => {
  const refusal = refusalOf(error);
  if (refusal?.code === 'SKU_TAKEN') {
    const named = refusal.details.skus ?? [refusal.details.sku];
    const taken = new Set(named.map((sku) => sku.toLowerCase()));
    const kept = rows.filter(({ product }) => !taken.has(product.sku.toLowerCase()));
    if (kept.length < rows.length) return { kept, taken: rows.length - kept.length, problems: [] };
  }
  const words = new Map<number, string>();
  for (const [path, message] of Object.entries(fieldProblems(error))) {
    const [, place, ...field] = path.split('.');
    if (/^\d+$/.test(place ?? '') && !words.has(Number(place)))
      words.set(Number(place), `${field.join('.')}: ${message}`);
  }
  const kept = rows.filter((_, index) => !words.has(index));
  if (kept.length === rows.length) throw error;
  const problems = rows.flatMap(({ line, product }, index) => {
    const said = words.get(index);
    return said === undefined ? [] : [{ line, sku: product.sku, words: said }];
  });
  return { kept, taken: 0, problems };
};
