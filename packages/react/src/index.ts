export type { LiveAlertsState } from './live-feed.ts';
export { type StockflowMutations, stockflowMutations } from './mutations.ts';
export {
  StockflowProvider,
  type StockflowProviderProps,
  useStockflow,
  useStockflowMutations,
  useStockflowQueries,
} from './provider.tsx';
export {
  invalidateStockflow,
  type ListQuery,
  type PagesOptions,
  type ReadOptions,
  type StockflowQueries,
  type StockflowQueryKey,
  stockflowQueries,
} from './queries.ts';
export { type LiveAlertsOptions, useLiveAlerts } from './use-live-alerts.ts';
