import type {
  ListMovementsInput,
  ListProductsInput,
  ListSalesInput,
  ListStockLevelsInput,
} from '@stockflow/sdk';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { present } from '../app/address.ts';
import { roots } from './keys.ts';
import { stockflow } from './stockflow.ts';

/** Rows of one page of an endless list. */
const PAGE_ROWS = 100;

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

export const identityQuery = queryOptions({
  queryKey: [roots.identity],
  queryFn: ({ signal }) => stockflow.auth.me({ signal }),
  staleTime: 300_000,
});

export const productsQuery = (filter: Filter<ListProductsInput>) =>
  pages([roots.products, 'list', filter], (page, signal) =>
    stockflow.products.list({ ...filter, ...page }, { signal }),
  );

export const productQuery = (productId: string) =>
  queryOptions({
    queryKey: [roots.products, 'one', productId],
    queryFn: ({ signal }) => stockflow.products.get({ productId }, { signal }),
  });

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
  pages([roots.levels, 'list', filter], (page, signal) =>
    stockflow.inventory.levels({ ...filter, ...page }, { signal }),
  );

/** Where one product lies: every level of it. */
export const productLevelsQuery = (productId: string) =>
  queryOptions({
    queryKey: [roots.levels, 'of', productId],
    queryFn: ({ signal }) => stockflow.inventory.levels({ productIds: [productId], limit: 250 }, { signal }),
  });

export const movementsQuery = (filter: Filter<ListMovementsInput>) =>
  pages(
    [roots.movements, 'list', filter],
    (page, signal) => stockflow.inventory.history({ ...filter, ...page }, { signal }),
    25,
  );

export const salesQuery = (filter: Filter<ListSalesInput>) =>
  pages([roots.sales, 'list', filter], (page, signal) =>
    stockflow.sales.list({ ...filter, ...page }, { signal }),
  );

export const saleQuery = (saleId: string) =>
  queryOptions({
    queryKey: [roots.sales, 'one', saleId],
    queryFn: ({ signal }) => stockflow.sales.get({ saleId }, { signal }),
  });

export const productOffersQuery = (productId: string) =>
  queryOptions({
    queryKey: [roots.offers, 'of', productId],
    queryFn: ({ signal }) => stockflow.suppliers.listOffers({ productId, limit: 100 }, { signal }),
  });

/** What a bundle is made of. */
export const bundleQuery = (productId: string) =>
  queryOptions({
    queryKey: [roots.products, 'bundle', productId],
    queryFn: ({ signal }) => stockflow.products.getBundle({ productId }, { signal }),
  });

/** How many of a bundle can be made, and where. */
export const makeableQuery = (productId: string) =>
  queryOptions({
    queryKey: [roots.levels, 'makeable', productId],
    queryFn: ({ signal }) => stockflow.inventory.availability({ productIds: [productId] }, { signal }),
  });

/** The variants of a product. */
export const variantsQuery = (parentId: string) =>
  queryOptions({
    queryKey: [roots.products, 'variants', parentId],
    queryFn: ({ signal }) => stockflow.products.list({ parentIds: [parentId], limit: 100 }, { signal }),
  });

/** A few sales by what was typed: number, customer. */
export const saleChoicesQuery = (search: string) =>
  queryOptions({
    queryKey: [roots.sales, 'choices', search],
    queryFn: ({ signal }) => stockflow.sales.list({ ...(search !== '' && { search }), limit: 6 }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
