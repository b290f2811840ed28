export type * from './contract/index.ts';
export { createStockflow, Stockflow } from './create-stockflow.ts';
export type { DetailsOf } from './details.ts';
export {
  StockflowAbortError,
  StockflowConnectionError,
  StockflowError,
  StockflowTimeoutError,
  UnexpectedAnswerError,
} from './errors/base.ts';
export {
  AuthRequiredError,
  EmailTakenError,
  ForbiddenError,
  IdReusedError,
  InsufficientStockError,
  InternalError,
  InvalidCredentialsError,
  InvalidReferenceError,
  isRefusal,
  MethodNotAllowedError,
  NameTakenError,
  NotFoundError,
  PayloadTooLargeError,
  RateLimitedError,
  ReservationExpiredError,
  SkuTakenError,
  StateConflictError,
  type StockflowRefusal,
  UnavailableError,
  UnsupportedMediaTypeError,
  ValidationFailedError,
  VersionConflictError,
} from './errors/refusals.ts';
export { newId } from './ids.ts';
export type { AbortSignalLike, CallOptions, Fetch, LiveOptions, StockflowOptions } from './options.ts';
export { type Page, Pager } from './pager.ts';
