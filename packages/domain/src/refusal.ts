import { type DetailsOf, ERROR_TABLE, type ErrorCode } from '@stockflow/schemas';

/**
 * A refusal: the caller asked for something that the rules do not allow. It travels as an exception
 * up to the door, which answers with its code, words and details. Anything else that is thrown is a bug.
 */
export class Refusal<C extends ErrorCode = ErrorCode> extends Error {
  readonly code: C;
  readonly details: DetailsOf<C>;

  constructor(code: C, details: DetailsOf<C>, message: string = ERROR_TABLE[code].message) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.details = details;
  }
}

/**
 * Makes a refusal, to be thrown.
 * @example throw refuse('SKU_TAKEN', { sku: 'TEA-01' })
 */
export const refuse = <C extends ErrorCode>(code: C, details: DetailsOf<C>, message?: string): Refusal<C> =>
  new Refusal(code, details, message);

/** The thing asked for is unknown or another company's: the same words for both. */
export const notFound = (what: string): Refusal<'NOT_FOUND'> =>
  refuse('NOT_FOUND', null, `There is no such ${what} in this company.`);

/** An id in the input names nothing in this company: the same words for an unknown and a foreign one. */
export const invalidReference = (
  references: { path: string; what: string }[],
): Refusal<'INVALID_REFERENCE'> =>
  refuse('INVALID_REFERENCE', {
    references: references.map(({ path, what }) => ({
      path,
      message: `There is no such ${what} in this company.`,
    })),
  });

/** One field does not fit for a reason that a schema cannot see. */
export const invalidField = (path: string, message: string): Refusal<'VALIDATION_FAILED'> =>
  refuse('VALIDATION_FAILED', { fields: [{ path, message }] });
