export { createStockflow, type Stockflow } from './create-stockflow.ts';
export type { DetailsOf } from './details.ts';
export {
  StockflowAbortError,
  StockflowConnectionError,
  StockflowError,
  StockflowTimeoutError,
  UnexpectedAnswerError,
} from './errors/base.ts';
export * from './errors/refusals.ts';
export { newId } from './ids.ts';
export type { AbortSignalLike, CallOptions, Fetch, StockflowOptions } from './options.ts';
export type { Page, Pager } from './pager.ts';
