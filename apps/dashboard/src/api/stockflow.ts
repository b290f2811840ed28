import { stockflowQueries } from '@stockflow/react';
import { createStockflow } from '@stockflow/sdk';

/** The one client of the page. It speaks to the address that served it, and the session is its cookie. */
export const stockflow = createStockflow();

/** How TanStack Query reads by it. */
export const reads = stockflowQueries(stockflow);
