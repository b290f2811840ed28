import type {
  ListMovementsInput,
  ListProductsInput,
  ListSalesInput,
  ListStockLevelsInput,
} from '@stockflow/sdk';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { present } from '../app/address.ts';
import { roots } from './keys.ts';
import { reads, stockflow } from './stockflow.ts';

/** Rows of one page of an endless list. */
export const PAGE_ROWS = 100;

export type Filter<Input> = Omit<Input, 'cursor' | 'limit'>;

/** Pages by cursor: the answer's `nextCursor` is the next question's `cursor`. */
export const pages = <Page extends { nextCursor: string | null }>(
  queryKey: readonly unknown[],
  read: (page: { limit: number; cursor?: string }, signal: AbortSignal) => Promise<Page>,
  limit = PAGE_ROWS,
) =>
  infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam, signal }) => read(present({ limit, cursor: pageParam }), signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });

/** A list that keeps what it shows until the next answer is there. */
export const paged = <Options extends object>(options: Options) => ({
  ...options,
  placeholderData: keepPreviousData,
});

export const identityQuery = queryOptions({ ...reads.auth.me(), staleTime: 300_000 });

export const productsQuery = (filter: Filter<ListProductsInput>) =>
  paged(reads.products.list.pages({ ...filter, limit: PAGE_ROWS }));

export const productQuery = (productId: string) => reads.products.get({ productId });

/** A few products by what was typed, for pickers. */
export const productChoicesQuery = (search: string) =>
  queryOptions({
    queryKey: [roots.products, 'choices', search],
    queryFn: ({ signal }) =>
      stockflow.products.list(
        { ...(search !== '' && { search }), active: true, sort: 'name', limit: 20 },
        { signal },
      ),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });

export const levelsQuery = (filter: Filter<ListStockLevelsInput>) =>
  paged(reads.inventory.levels.pages({ ...filter, limit: PAGE_ROWS }));

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

/** A few sales by what was typed: number, customer. */
export const saleChoicesQuery = (search: string) =>
  queryOptions({
    queryKey: [roots.sales, 'choices', search],
    queryFn: ({ signal }) => stockflow.sales.list({ ...(search !== '' && { search }), limit: 6 }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
