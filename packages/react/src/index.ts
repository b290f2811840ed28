export {
  type LiveAlertsOptions,
  type LiveAlertsState,
  StockflowProvider,
  type StockflowProviderProps,
  useLiveAlerts,
  useStockflow,
  useStockflowMutations,
  useStockflowQueries,
} from './client.ts';
export {
  invalidateStockflow,
  type ListQuery,
  type PagesOptions,
  type ReadOptions,
  type StockflowGroup,
  type StockflowMutations,
  type StockflowQueries,
  type StockflowQueryKey,
  stockflowMutations,
  stockflowQueries,
  type WriteOptions,
} from './options.ts';
