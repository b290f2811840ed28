import type { Stockflow } from '@stockflow/sdk';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { LiveAlertFeed } from './live-feed.ts';
import {
  type StockflowMutations,
  type StockflowQueries,
  stockflowMutations,
  stockflowQueries,
} from './options.ts';

interface Provided {
  readonly stockflow: Stockflow;
  readonly queries: StockflowQueries;
  readonly feed: LiveAlertFeed;
}

const StockflowContext = createContext<Provided | null>(null);

export interface StockflowProviderProps {
  /** Made by `createStockflow`, once, outside of components. */
  client: Stockflow;
  children?: ReactNode;
}

/**
 * Gives a client to the components under it. Put TanStack Query's `QueryClientProvider` around it.
 * @example
 * <QueryClientProvider client={queryClient}>
 *   <StockflowProvider client={stockflow}><App /></StockflowProvider>
 * </QueryClientProvider>
 */
export const StockflowProvider = ({ client, children }: StockflowProviderProps): ReactNode => {
  const provided = useMemo(
    () => ({
      stockflow: client,
      queries: stockflowQueries(client),
      feed: new LiveAlertFeed(client),
    }),
    [client],
  );
  return <StockflowContext.Provider value={provided}>{children}</StockflowContext.Provider>;
};

/** What the provider gives. @internal */
export const useProvided = (): Provided => {
  const provided = useContext(StockflowContext);
  if (provided === null) throw new Error('There is no <StockflowProvider> around this component.');
  return provided;
};

/** The SDK's client. Throws without a `<StockflowProvider>` around. */
export const useStockflow = (): Stockflow => useProvided().stockflow;

/**
 * Options for `useQuery` and `useInfiniteQuery`. Throws without a `<StockflowProvider>` around.
 * @example const { data } = useQuery(useStockflowQueries().reports.overview())
 */
export const useStockflowQueries = (): StockflowQueries => useProvided().queries;

/**
 * Options for `useMutation`. For as long as the component is there, what it sent without being answered keeps its idempotency
 * key: who presses again after a broken connection receives no goods twice. Throws without a `<StockflowProvider>` around.
 * @example const complete = useMutation(useStockflowMutations().sales.complete())
 */
export const useStockflowMutations = (): StockflowMutations => {
  const { stockflow } = useProvided();
  return useMemo(() => stockflowMutations(stockflow), [stockflow]);
};
