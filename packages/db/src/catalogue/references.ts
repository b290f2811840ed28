import { invalidReference } from '@stockflow/domain';
import type { CompanyTransaction } from '../connection/index.ts';

/** What the input may point at, and what a person calls it. */
const WHAT = {
  users: 'user',
  warehouses: 'warehouse',
  suppliers: 'supplier',
  product_categories: 'category',
  products: 'product',
} as const;

type ReferencedTable = keyof typeof WHAT;

/** Which of the ids are there, and whether each is active; reads primary keys. */
export const readActive = async (
  tx: CompanyTransaction,
  table: ReferencedTable,
  ids: readonly string[],
): Promise<Map<string, boolean>> => {
  if (ids.length === 0) return new Map();
  const rows = await tx.query<{ id: string; active: boolean }>({
    name: `${table}-active`,
    text: `select id, active from ${table} where company_id = $1 and id = any($2::uuid[])`,
    values: [tx.companyId, [...new Set(ids)]],
  });
  return new Map(rows.map(({ id, active }) => [id, active]));
};

/**
 * The same for warehouses that goods are about to come into, under a lock that `deactivateWarehouse` waits for:
 * what is active here is active until this transaction ends. Shared, so that creates do not wait for each
 * other; taken in the order of ids.
 */
export const lockWarehouses = async (tx: CompanyTransaction, ids: readonly string[]): Promise<Map<string, boolean>> => {
  if (ids.length === 0) return new Map();
  const rows = await tx.query<{ id: string; active: boolean }>({
    name: 'warehouses-lock-active',
    text: `select id, active from warehouses where company_id = $1 and id = any($2::uuid[]) order by id for share`,
    values: [tx.companyId, [...new Set(ids)]],
  });
  return new Map(rows.map(({ id, active }) => [id, active]));
};

/** Refuses with INVALID_REFERENCE, naming every field, unless all are there. Null and undefined point at nothing. */
export const requireReferences = async (
  tx: CompanyTransaction,
  references: readonly { table: ReferencedTable; id: string | null | undefined; path: string }[],
): Promise<void> => {
  const missing: { path: string; what: string }[] = [];
  for (const { table, id, path } of references) {
    if (id === null || id === undefined) continue;
    const found = await readActive(tx, table, [id]);
    if (!found.has(id)) missing.push({ path, what: WHAT[table] });
  }
  if (missing.length > 0) throw invalidReference(missing);
};
