import type { ErrorCode } from '@stockflow/schemas';
import { type Refusal, refuse } from '../refusal.ts';

/** The refusal of one entry of an import. */
export interface RefusedEntry {
  readonly refusal: Refusal;
  /** Where the entry stands in the input: `entries.3`. */
  readonly path: string;
  readonly externalId: string;
}

const NAMED_IN_WORDS = 3;

/**
 * One refusal for an import whose entries stand or fall together, naming every line of every refused entry.
 * Codes do not mix: what the caller got wrong (references, fields) is said before what the stock lacks.
 * Null when nothing was refused.
 */
export const importRefusal = (refused: readonly RefusedEntry[]): Refusal | null => {
  const references = having(refused, 'INVALID_REFERENCE').flatMap(
    ({ refusal }) => refusal.details.references,
  );
  if (references.length > 0) return refuse('INVALID_REFERENCE', { references });
  const fields = having(refused, 'VALIDATION_FAILED').flatMap(({ refusal }) => refusal.details.fields);
  if (fields.length > 0) return refuse('VALIDATION_FAILED', { fields });
  const short = having(refused, 'INSUFFICIENT_STOCK');
  const shortages = short.flatMap(({ refusal, path }) =>
    refusal.details.shortages.map((one) => ({ ...one, path })),
  );
  if (shortages.length > 0) return refuse('INSUFFICIENT_STOCK', { shortages }, shortWords(short));
  return refused[0]?.refusal ?? null;
};

const having = <C extends ErrorCode>(refused: readonly RefusedEntry[], code: C) =>
  refused.filter((entry): entry is RefusedEntry & { refusal: Refusal<C> } => entry.refusal.code === code);

const shortWords = (short: readonly RefusedEntry[]): string => {
  const named = short.slice(0, NAMED_IN_WORDS).map(({ path, externalId }) => `${path} (${externalId})`);
  const more = short.length - named.length;
  return `There is not enough stock for ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`;
};
