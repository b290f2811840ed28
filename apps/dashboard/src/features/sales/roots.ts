import { type Root, STOCK_ROOTS } from '../../api/keys.ts';

/** What a sale shows in. */
export const SALE_ROOTS: readonly Root[] = ['sales', 'returns', ...STOCK_ROOTS];
