import type { CallOptions, Pager } from '@stockflow/sdk';
import { queryOptions } from '@tanstack/react-query';
import { type Root, roots } from './keys.ts';
import { reads, stockflow } from './stockflow.ts';

/** What the page chooses from: warehouses, categories, suppliers, members. They change seldom. */
const STALE_MS = 300_000;
/** Entries that a chooser loads at most. */
const ENTRIES_MAX = 2_000;

const reference = <Item>(root: Root, list: (options: CallOptions) => Pager<Item>) =>
  queryOptions({
    queryKey: [roots[root], 'all'],
    queryFn: ({ signal }) => list({ signal }).toArray({ limit: ENTRIES_MAX }),
    staleTime: STALE_MS,
  });

export const warehousesQuery = reference('warehouses', (options) => stockflow.warehouses.list({}, options));
export const categoriesQuery = reference('categories', (options) => stockflow.categories.list({}, options));
export const suppliersQuery = reference('suppliers', (options) => stockflow.suppliers.list({}, options));
export const membersQuery = reference('members', (options) => stockflow.members.list({}, options));
export const invitationsQuery = reference('invitations', (options) =>
  stockflow.members.listInvitations({}, options),
);
export const apiKeysQuery = reference('apiKeys', (options) => stockflow.apiKeys.list({}, options));

export const companyQuery = queryOptions({ ...reads.company.get(), staleTime: STALE_MS });
