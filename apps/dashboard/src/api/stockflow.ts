import { createStockflow } from '@stockflow/sdk';

/** The one client of the page. It speaks to the address that served it, and the session is its cookie. */
export const stockflow = createStockflow();
