import type { QueryClient } from '@tanstack/react-query';

/** The first word of every query key: what is read again after a write. */
export const roots = {
  identity: 'identity',
  alerts: 'alerts',
  products: 'products',
  levels: 'levels',
  movements: 'movements',
  sales: 'sales',
  returns: 'returns',
  transfers: 'transfers',
  counts: 'counts',
  reservations: 'reservations',
  offers: 'offers',
  suppliers: 'suppliers',
  categories: 'categories',
  warehouses: 'warehouses',
  company: 'company',
  members: 'members',
  invitations: 'invitations',
  apiKeys: 'apiKeys',
  reports: 'reports',
  thresholds: 'thresholds',
} as const;

export type Root = keyof typeof roots;

/** What a change of stock shows in. */
export const STOCK_ROOTS: readonly Root[] = ['levels', 'movements', 'products', 'alerts', 'reservations'];

/** The groups of the SDK whose reads stand under a root, where it is not called the same. */
const GROUPS: Partial<Record<Root, string>> = {
  identity: 'auth',
  levels: 'inventory',
  movements: 'inventory',
  offers: 'suppliers',
  invitations: 'members',
};

/** Reads again what stands on the screen under these roots, and marks the rest as old. Reports are made of everything. */
export const refresh = (client: QueryClient, names: readonly Root[]): Promise<void> => {
  const old = new Set<unknown>([roots.reports, ...names.flatMap((name) => [roots[name], GROUPS[name]])]);
  return client.invalidateQueries({
    predicate: ({ queryKey: [root, group] }) => old.has(root === 'stockflow' ? group : root),
  });
};
