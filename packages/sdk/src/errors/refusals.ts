import type { ErrorCode } from '../contract/index.ts';
import type { DetailsOf } from '../details.ts';
import { StockflowError, type StockflowErrorParts } from './base.ts';

/** 400: the input does not fit. `details.fields` names each field (`lines.0.quantity`) and what is wrong. */
export class ValidationFailedError extends StockflowError<
  'VALIDATION_FAILED',
  DetailsOf<'VALIDATION_FAILED'>
> {
  override readonly name = 'ValidationFailedError';
}

/** 400: an id in the input names nothing in your company. `details.references` names the fields. */
export class InvalidReferenceError extends StockflowError<
  'INVALID_REFERENCE',
  DetailsOf<'INVALID_REFERENCE'>
> {
  override readonly name = 'InvalidReferenceError';
}

/**
 * 400: your StockFlow does not speak this SDK's version of the API: it is older or much newer. `details.supported` says which it
 * speaks: install an SDK of one of these, or update the server.
 */
export class VersionUnsupportedError extends StockflowError<
  'VERSION_UNSUPPORTED',
  DetailsOf<'VERSION_UNSUPPORTED'>
> {
  override readonly name = 'VersionUnsupportedError';
}

/** 401: the call had neither a session nor an API key. */
export class AuthRequiredError extends StockflowError<'AUTH_REQUIRED', null> {
  override readonly name = 'AuthRequiredError';
}

/** 401: the e-mail address, password, session or API key is not valid (any more). */
export class InvalidCredentialsError extends StockflowError<'INVALID_CREDENTIALS', null> {
  override readonly name = 'InvalidCredentialsError';
}

/** 403: your role, or the key's scopes, do not allow it. `details.required` names the scope. */
export class ForbiddenError extends StockflowError<'FORBIDDEN', DetailsOf<'FORBIDDEN'>> {
  override readonly name = 'ForbiddenError';
}

/** 404: there is no such thing in your company. */
export class NotFoundError extends StockflowError<'NOT_FOUND', null> {
  override readonly name = 'NotFoundError';
}

/** 405: the verb is not one of the address. A proxy in between changes the request: the SDK sends no other. */
export class MethodNotAllowedError extends StockflowError<'METHOD_NOT_ALLOWED', null> {
  override readonly name = 'MethodNotAllowedError';
}

/** 409: another product has this SKU, whatever its case. `details.sku`; of a bulk call also `details.skus`. */
export class SkuTakenError extends StockflowError<'SKU_TAKEN', DetailsOf<'SKU_TAKEN'>> {
  override readonly name = 'SkuTakenError';
}

/** 409: another of the same kind has this name. `details.name`. */
export class NameTakenError extends StockflowError<'NAME_TAKEN', DetailsOf<'NAME_TAKEN'>> {
  override readonly name = 'NameTakenError';
}

/** 409: this e-mail address is already in use. */
export class EmailTakenError extends StockflowError<'EMAIL_TAKEN', null> {
  override readonly name = 'EmailTakenError';
}

/** 409: too little stock, and nothing was changed. `details.shortages` has every short line. */
export class InsufficientStockError extends StockflowError<
  'INSUFFICIENT_STOCK',
  DetailsOf<'INSUFFICIENT_STOCK'>
> {
  override readonly name = 'InsufficientStockError';
}

/** 409: it has changed since you read it. `details.conflicts`: what you expected and what is there. */
export class VersionConflictError extends StockflowError<'VERSION_CONFLICT', DetailsOf<'VERSION_CONFLICT'>> {
  override readonly name = 'VersionConflictError';
}

/** 409: its present state does not allow this. `details.state`, and `details.allowed`: from where it is. */
export class StateConflictError extends StockflowError<'STATE_CONFLICT', DetailsOf<'STATE_CONFLICT'>> {
  override readonly name = 'StateConflictError';
}

/** 409: the reservation has expired. `details.expiredAt`. */
export class ReservationExpiredError extends StockflowError<
  'RESERVATION_EXPIRED',
  DetailsOf<'RESERVATION_EXPIRED'>
> {
  override readonly name = 'ReservationExpiredError';
}

/** 409: this `idempotencyKey` or `id` was used before with another input. */
export class IdReusedError extends StockflowError<'ID_REUSED', null> {
  override readonly name = 'IdReusedError';
}

/** 413: the request is over 1 MiB. Send fewer lines at once. */
export class PayloadTooLargeError extends StockflowError<'PAYLOAD_TOO_LARGE', null> {
  override readonly name = 'PayloadTooLargeError';
}

/** 415: not JSON. A proxy in between changes the request, for the SDK sends nothing else. */
export class UnsupportedMediaTypeError extends StockflowError<'UNSUPPORTED_MEDIA_TYPE', null> {
  override readonly name = 'UnsupportedMediaTypeError';
}

/** 429: too many requests. Wait `retryAfterMs`. */
export class RateLimitedError extends StockflowError<'RATE_LIMITED', DetailsOf<'RATE_LIMITED'>> {
  override readonly name = 'RateLimitedError';
}

/** 500: a bug of StockFlow. Report it with `requestId`. */
export class InternalError extends StockflowError<'INTERNAL', null> {
  override readonly name = 'InternalError';
}

/** 502, 503, 504: the server or its database cannot be reached just now. */
export class UnavailableError extends StockflowError<'UNAVAILABLE', null> {
  override readonly name = 'UnavailableError';
}

/** Any refusal that this version of the SDK knows: `switch (error.code)` narrows it. */
export type StockflowRefusal = { [Code in ErrorCode]: InstanceType<(typeof REFUSALS)[Code]> }[ErrorCode];

type RefusalClass<Code extends ErrorCode> = new (
  parts: StockflowErrorParts<Code, DetailsOf<Code>>,
) => StockflowError<Code, DetailsOf<Code>>;

/** The class of each code; the compiler holds it complete. */
export const REFUSALS = {
  VALIDATION_FAILED: ValidationFailedError,
  INVALID_REFERENCE: InvalidReferenceError,
  VERSION_UNSUPPORTED: VersionUnsupportedError,
  AUTH_REQUIRED: AuthRequiredError,
  INVALID_CREDENTIALS: InvalidCredentialsError,
  FORBIDDEN: ForbiddenError,
  NOT_FOUND: NotFoundError,
  METHOD_NOT_ALLOWED: MethodNotAllowedError,
  SKU_TAKEN: SkuTakenError,
  NAME_TAKEN: NameTakenError,
  EMAIL_TAKEN: EmailTakenError,
  INSUFFICIENT_STOCK: InsufficientStockError,
  VERSION_CONFLICT: VersionConflictError,
  STATE_CONFLICT: StateConflictError,
  RESERVATION_EXPIRED: ReservationExpiredError,
  ID_REUSED: IdReusedError,
  PAYLOAD_TOO_LARGE: PayloadTooLargeError,
  UNSUPPORTED_MEDIA_TYPE: UnsupportedMediaTypeError,
  RATE_LIMITED: RateLimitedError,
  INTERNAL: InternalError,
  UNAVAILABLE: UnavailableError,
} satisfies { [Code in ErrorCode]: RefusalClass<Code> };

/**
 * True for a refusal whose code this version of the SDK knows; `error.code` then narrows `error.details`.
 * @example if (isRefusal(error) && error.code === 'SKU_TAKEN') console.log(error.details.sku)
 */
export const isRefusal = (error: unknown): error is StockflowRefusal =>
  error instanceof StockflowError && Object.hasOwn(REFUSALS, error.code);
