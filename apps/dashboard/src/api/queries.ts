import type {
  ListMovementsInput,
  ListProductsInput,
  ListSalesInput,
  ListStockLevelsInput,
  ListThresholdsInput,
} from '@stockflow/sdk';
import { keepPreviousData } from '@tanstack/react-query';
import { reads } from './stockflow.ts';

/** Rows of one page of an endless list. */
export const PAGE_ROWS = 100;

export type Filter<Input> = Omit<Input, 'cursor' | 'limit'>;

/** A list that keeps what it shows until the next answer is there. */
export const paged = <Options extends object>(options: Options) => ({
  ...options,
  placeholderData: keepPreviousData,
});

export const identityQuery = { ...reads.auth.me(), staleTime: 300_000 };

export const productsQuery = (filter: Filter<ListProductsInput>) =>
  paged(reads.products.list.pages({ ...filter, limit: PAGE_ROWS }));

export const productQuery = (productId: string) => reads.products.get({ productId });

/** A few of a list by what was typed, for pickers. */
const choices = <Options extends object>(options: Options) => ({ ...paged(options), staleTime: 30_000 });
const typed = (search: string) => (search === '' ? {} : { search });

export const productChoicesQuery = (search: string) =>
  choices(reads.products.list({ ...typed(search), active: true, sort: 'name', limit: 20 }));

export const levelsQuery = (filter: Filter<ListStockLevelsInput>) =>
  paged(reads.inventory.levels.pages({ ...filter, limit: PAGE_ROWS }));

/** The threshold of every level, and where it comes from. */
export const thresholdsQuery = (filter: Filter<ListThresholdsInput>) =>
  paged(reads.thresholds.list.pages({ ...filter, limit: PAGE_ROWS }));

/** Where one product lies: every level of it. */
export const productLevelsQuery = (productId: string) =>
  reads.inventory.levels({ productIds: [productId], limit: 250 });

export const movementsQuery = (filter: Filter<ListMovementsInput>) =>
  paged(reads.inventory.history.pages({ ...filter, limit: 25 }));

export const salesQuery = (filter: Filter<ListSalesInput>) =>
  paged(reads.sales.list.pages({ ...filter, limit: PAGE_ROWS }));

export const saleQuery = (saleId: string) => reads.sales.get({ saleId });

export const productOffersQuery = (productId: string) =>
  reads.suppliers.listOffers({ productId, limit: 100 });

/** What a bundle is made of. */
export const bundleQuery = (productId: string) => reads.products.getBundle({ productId });

/** How many of a bundle can be made, and where. */
export const makeableQuery = (productId: string) => reads.inventory.availability({ productIds: [productId] });

/** The variants of a product. */
export const variantsQuery = (parentId: string) => reads.products.list({ parentIds: [parentId], limit: 100 });

/** By number or customer. */
export const saleChoicesQuery = (search: string) => choices(reads.sales.list({ ...typed(search), limit: 6 }));
