import type {
  Availability,
  Count,
  CountLine,
  ListCountsInput,
  ListReservationsInput,
  ListTransfersInput,
  StockLevelListItem,
} from '@stockflow/sdk';
import { queryOptions } from '@tanstack/react-query';
import { roots } from './keys.ts';
import { type Filter, PAGE_ROWS, paged } from './queries.ts';
import { reads, stockflow } from './stockflow.ts';

/** The most ids that one filter takes. */
const IDS_MAX = 100;
/** The most products that one count has. */
const COUNT_LINES_MAX = 10_000;

export const transfersQuery = (filter: Filter<ListTransfersInput>) =>
  paged(reads.transfers.list.pages({ ...filter, limit: PAGE_ROWS }));

export const transferQuery = (transferId: string) => reads.transfers.get({ transferId });

export const countsQuery = (filter: Filter<ListCountsInput>) =>
  paged(reads.counts.list.pages({ ...filter, limit: PAGE_ROWS }));

export const countQuery = (countId: string) => reads.counts.get({ countId });

/** Every product of a count, with its codes: who counts finds them without a network. */
export const countLinesQuery = (countId: string) => ({
  ...reads.counts.lines.all({ countId, limit: COUNT_LINES_MAX }),
  staleTime: 30_000,
});

export const reservationsQuery = (filter: Filter<ListReservationsInput>) =>
  paged(reads.reservations.list.pages({ ...filter, limit: PAGE_ROWS }));

export const returnsOfSaleQuery = (saleId: string) =>
  queryOptions({
    queryKey: [roots.returns, 'of', saleId],
    queryFn: async ({ signal }) => {
      const { items } = await stockflow.returns.list({ saleId, limit: 100 }, { signal });
      return Promise.all(items.map(({ id }) => stockflow.returns.get({ returnId: id }, { signal })));
    },
  });

/** Names of products by id, for lists that have only ids: one call for each hundred, none for each row. */
export const productNamesQuery = (productIds: readonly string[]) => {
  const ids = [...new Set(productIds)].sort();
  return queryOptions({
    queryKey: [roots.products, 'names', ids],
    queryFn: async ({ signal }) => {
      const found = await Promise.all(
        chunks(ids).map((some) => stockflow.products.list({ productIds: some, limit: IDS_MAX }, { signal })),
      );
      return new Map(found.flatMap(({ items }) => items.map((item) => [item.id, item] as const)));
    },
    enabled: ids.length > 0,
    staleTime: 60_000,
  });
};

/** The levels of some products in one warehouse, by product. */
export const levelsInQuery = (warehouseId: string | null, productIds: readonly string[]) => {
  const ids = [...new Set(productIds)].sort();
  return queryOptions({
    queryKey: [roots.levels, 'in', warehouseId, ids],
    queryFn: async ({ signal }): Promise<Map<string, StockLevelListItem>> => {
      const warehouseIds = warehouseId === null ? [] : [warehouseId];
      const found = await Promise.all(
        chunks(ids).map((some) =>
          stockflow.inventory.levels({ productIds: some, warehouseIds, limit: IDS_MAX }, { signal }),
        ),
      );
      return new Map(found.flatMap(({ items }) => items.map((item) => [item.productId, item] as const)));
    },
    enabled: warehouseId !== null && ids.length > 0,
  });
};

/** How much of a product, or of a bundle, each warehouse can give. */
export const availabilityQuery = (productId: string) => ({
  ...reads.inventory.availability({ productIds: [productId] }),
  select: ({ items }: Availability) => items[0]?.warehouses ?? [],
});

const chunks = <Item>(items: readonly Item[]): Item[][] =>
  Array.from({ length: Math.ceil(items.length / IDS_MAX) }, (_, index) =>
    items.slice(index * IDS_MAX, (index + 1) * IDS_MAX),
  );

export type { Count, CountLine };
