import type { QueryClient } from '@tanstack/react-query';
import type { ReadGroup } from './procedures.ts';

/** A group of the SDK that reads something: the second word of a query key. */
export type StockflowGroup = ReadGroup;

/**
 * Marks what was read of these groups as old and reads again what is on the screen; without groups everything of StockFlow.
 * @example await invalidateStockflow(queryClient, ['products', 'inventory'])
 */
export const invalidateStockflow = (client: QueryClient, groups?: readonly StockflowGroup[]): Promise<void> =>
  client.invalidateQueries({
    predicate: ({ queryKey: [root, group] }) =>
      root === 'stockflow' && (groups === undefined || (groups as readonly unknown[]).includes(group)),
  });
