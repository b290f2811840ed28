/** What needs a browser's React: the build marks this part, and only this one, with 'use client'. */
export type { LiveAlertsState } from './live-feed.ts';
export {
  StockflowProvider,
  type StockflowProviderProps,
  useStockflow,
  useStockflowMutations,
  useStockflowQueries,
} from './provider.tsx';
export { type LiveAlertsOptions, useLiveAlerts } from './use-live-alerts.ts';
