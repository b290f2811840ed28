import { queryOptions } from '@tanstack/react-query';
import { present } from '../app/address.ts';
import { type Root, roots } from './keys.ts';
import { stockflow } from './stockflow.ts';

/** What the page chooses from: warehouses, categories, suppliers, members. They change seldom. */
const STALE_MS = 300_000;
/** Entries that a chooser loads at most: eight pages of 250. */
const PAGES_MAX = 8;

type Read<Item> = (page: { limit: number; cursor?: string }) => Promise<{ items: Item[]; nextCursor: string | null }>;

const readAll = async <Item>(read: Read<Item>): Promise<Item[]> => {
  const all: Item[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < PAGES_MAX; page++) {
    const answer = await read(present({ limit: 250, cursor }));
    all.push(...answer.items);
    if (answer.nextCursor === null) break;
    cursor = answer.nextCursor;
  }
  return all;
};

const reference = <Item>(root: Root, read: (signal: AbortSignal) => Read<Item>) =>
  queryOptions({
    queryKey: [roots[root], 'all'],
    queryFn: ({ signal }) => readAll(read(signal)),
    staleTime: STALE_MS,
  });

export const warehousesQuery = reference(
  'warehouses',
  (signal) => (page) => stockflow.warehouses.list(page, { signal }),
);
export const categoriesQuery = reference(
  'categories',
  (signal) => (page) => stockflow.categories.list(page, { signal }),
);
export const suppliersQuery = reference(
  'suppliers',
  (signal) => (page) => stockflow.suppliers.list(page, { signal }),
);
export const membersQuery = reference('members', (signal) => (page) => stockflow.members.list(page, { signal }));
export const invitationsQuery = reference(
  'invitations',
  (signal) => (page) => stockflow.members.listInvitations(page, { signal }),
);
export const apiKeysQuery = reference('apiKeys', (signal) => (page) => stockflow.apiKeys.list(page, { signal }));

export const companyQuery = queryOptions({
  queryKey: [roots.company],
  queryFn: ({ signal }) => stockflow.company.get({}, { signal }),
  staleTime: STALE_MS,
});
