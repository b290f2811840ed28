import { reads } from './stockflow.ts';

/** What the page chooses from: warehouses, categories, suppliers, members. They change seldom. */
const STALE_MS = 300_000;
/** Entries that a chooser loads at most. */
const ENTRIES = { limit: 2_000 };

export const warehousesQuery = { ...reads.warehouses.list.all(ENTRIES), staleTime: STALE_MS };
export const categoriesQuery = { ...reads.categories.list.all(ENTRIES), staleTime: STALE_MS };
export const suppliersQuery = { ...reads.suppliers.list.all(ENTRIES), staleTime: STALE_MS };
export const membersQuery = { ...reads.members.list.all(ENTRIES), staleTime: STALE_MS };
export const invitationsQuery = { ...reads.members.listInvitations.all(ENTRIES), staleTime: STALE_MS };
export const apiKeysQuery = { ...reads.apiKeys.list.all(ENTRIES), staleTime: STALE_MS };

export const companyQuery = { ...reads.company.get(), staleTime: STALE_MS };
