import { z } from 'zod';

/**
 * The one table of refusals. Status, default words and documentation come from here;
 * `docs/errors.md` has a heading for each code (a test holds both together).
 */
export const ERROR_TABLE = {
  VALIDATION_FAILED: { status: 400, message: 'The input does not fit. See details.fields for each problem.' },
  INVALID_REFERENCE: {
    status: 400,
    message: 'An id in the input names nothing in this company. See details.references.',
  },
  VERSION_UNSUPPORTED: {
    status: 400,
    message: 'This server does not speak that version of the API. See details.supported.',
  },
  AUTH_REQUIRED: { status: 401, message: 'Sign in, or send an API key.' },
  INVALID_CREDENTIALS: {
    status: 401,
    message: 'The e-mail address, password, session or API key is not valid.',
  },
  FORBIDDEN: { status: 403, message: 'Your role or key may not do this.' },
  NOT_FOUND: { status: 404, message: 'There is no such thing in this company.' },
  METHOD_NOT_ALLOWED: { status: 405, message: 'This address does not have this verb. See the Allow header.' },
  SKU_TAKEN: { status: 409, message: 'Another product of this company has this SKU.' },
  NAME_TAKEN: { status: 409, message: 'This name is taken in this company.' },
  EMAIL_TAKEN: { status: 409, message: 'This e-mail address is already in use.' },
  INSUFFICIENT_STOCK: {
    status: 409,
    message: 'There is not enough stock. See details.shortages for each short line.',
  },
  VERSION_CONFLICT: {
    status: 409,
    message: 'It has changed since you read it. See details for the current figure.',
  },
  STATE_CONFLICT: { status: 409, message: 'Its present state does not allow this.' },
  RESERVATION_EXPIRED: { status: 409, message: 'The reservation has expired.' },
  ID_REUSED: { status: 409, message: 'This id was used before with another input.' },
  PAYLOAD_TOO_LARGE: { status: 413, message: 'The request is too large.' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, message: 'Send application/json.' },
  RATE_LIMITED: { status: 429, message: 'Too many requests. Try again after details.retryAfterSeconds.' },
  INTERNAL: {
    status: 500,
    message: 'Something went wrong on our side. Quote the requestId when you report it.',
  },
  UNAVAILABLE: { status: 503, message: 'The database cannot be reached just now. It is safe to try again.' },
} as const satisfies Record<string, { status: number; message: string }>;

/** A refusal's code, as it stands on the wire. */
export type ErrorCode = keyof typeof ERROR_TABLE;

/** Every code, in the order of the table. */
export const ERROR_CODES = Object.keys(ERROR_TABLE) as ErrorCode[];

/** One input field that does not fit. `path` is dotted: `lines.0.quantity`; empty for the input as a whole. */
export const fieldProblemSchema = z.object({ path: z.string(), message: z.string() });
export type FieldProblem = z.output<typeof fieldProblemSchema>;

/** One line that asks for more than is there. Quantities in base units. */
export const shortageSchema = z.object({
  productId: z.string(),
  sku: z.string().nullable(),
  /** Null where a strategy was to choose and no warehouse could serve the line. */
  warehouseId: z.string().nullable(),
  requested: z.int(),
  available: z.int(),
  /** Which entry of the call asks for it, where a call has several: `entries.3`. */
  path: z.string().optional(),
});
export type Shortage = z.output<typeof shortageSchema>;

/** What `details` holds, per code; codes that are not listed have no details (`null`). */
export interface ErrorDetails {
  VALIDATION_FAILED: { fields: FieldProblem[] };
  INVALID_REFERENCE: { references: FieldProblem[] };
  /** Days that name versions; `requested` as the caller said it. */
  VERSION_UNSUPPORTED: { requested: string; supported: string[] };
  FORBIDDEN: { required: string } | null;
  /** `skus` has all of them when several products were made at once; `fields` says where each stands in the input. */
  SKU_TAKEN: { sku: string; skus?: string[]; fields?: FieldProblem[] };
  NAME_TAKEN: { name: string };
  INSUFFICIENT_STOCK: { shortages: Shortage[] };
  VERSION_CONFLICT: { conflicts: VersionConflict[] };
  STATE_CONFLICT: { state: string; allowed: string[] };
  RESERVATION_EXPIRED: { expiredAt: string };
  RATE_LIMITED: { retryAfterSeconds: number };
}

/** What a compare-and-set expected and what is there: a row's version, or a level's on hand. */
export interface VersionConflict {
  id: string;
  warehouseId?: string;
  expected: number;
  current: number;
}

/** The details of one code. */
export type DetailsOf<C extends ErrorCode> = C extends keyof ErrorDetails ? ErrorDetails[C] : null;

/** A refusal as it stands on the wire, in tRPC's `error.data` and in REST's body. */
export interface WireError<C extends ErrorCode = ErrorCode> {
  code: C;
  message: string;
  requestId: string;
  details: DetailsOf<C>;
}
