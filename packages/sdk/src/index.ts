export type * from './contract/index.ts';
export { createStockflow, Stockflow } from './create-stockflow.ts';
export { toDate } from './dates.ts';
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
  VersionUnsupportedError,
} from './errors/refusals.ts';
export type {
  DeprecationInfo,
  HookCall,
  RequestInfo,
  ResponseInfo,
  RetryInfo,
  StockflowHooks,
} from './hooks.ts';
export { newId } from './ids.ts';
export type {
  AbortSignalLike,
  CallOptions,
  Fetch,
  LiveOptions,
  LiveStatus,
  OpenTelemetryApi,
  StockflowOptions,
} from './options.ts';
export { type Page, Pager } from './pager.ts';
