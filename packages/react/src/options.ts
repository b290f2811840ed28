/** What runs anywhere, also in a server component: no hook, no context. */
export {
  invalidateStockflow,
  type StockflowGroup,
} from './invalidate.ts';
export { type StockflowMutations, stockflowMutations, type WriteOptions } from './mutations.ts';
export {
  type ListQuery,
  type PagesOptions,
  type ReadOptions,
  type StockflowQueries,
  type StockflowQueryKey,
  stockflowQueries,
} from './queries.ts';
