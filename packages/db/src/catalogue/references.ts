import {
  INACTIVE_CATEGORY_WORDS,
  invalidField,
  invalidReference,
  type KnownReferences,
} from '@stockflow/domain';
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

/** Ids that are there, and whether each is active. */
type Active = Map<string, boolean>;

/** Which of the ids are there, and whether each is active; reads primary keys. */
export const readActive = async (
  tx: CompanyTransaction,
  table: ReferencedTable,
  ids: readonly string[],
): Promise<Active> => {
  if (ids.length === 0) return new Map();
  const rows = await tx.query<{ id: string; active: boolean }>({
    name: `${table}-active`,
    text: `select id, active from ${table} where company_id = $1 and id = any($2::uuid[])`,
    values: [tx.companyId, [...new Set(ids)]],
  });
  return new Map(rows.map(({ id, active }) => [id, active]));
};

/**
 * What new products point at, as far as the company has it; sent in one flush. No locks: nothing is ever deleted, and
 * a warehouse that closes meanwhile is seen by the stock kernel, under its lock, before anything comes in.
 */
export const readKnownReferences = async (
  tx: CompanyTransaction,
  ids: { categoryIds: string[]; parentIds: string[]; warehouseIds: string[] },
): Promise<KnownReferences> => {
  const [categories, parents, warehouses] = await Promise.all([
    readActive(tx, 'product_categories', ids.categoryIds),
    readActive(tx, 'products', ids.parentIds),
    readActive(tx, 'warehouses', ids.warehouseIds),
  ]);
  return { categories, parents, warehouses };
};

/** Refuses with INVALID_REFERENCE, naming every field, unless all are there; one read for each table. Null and undefined point at nothing. */
export const requireReferences = async (
  tx: CompanyTransaction,
  references: readonly { table: ReferencedTable; id: string | null | undefined; path: string }[],
): Promise<void> => {
  const ids = new Map<ReferencedTable, string[]>();
  for (const { table, id } of references) if (id) ids.set(table, [...(ids.get(table) ?? []), id]);
  const found = new Map<ReferencedTable, Active>();
  for (const [table, named] of ids) found.set(table, await readActive(tx, table, named));
  const missing = references.flatMap(({ table, id, path }) =>
    id && !found.get(table)?.has(id) ? [{ path, what: WHAT[table] }] : [],
  );
  if (missing.length > 0) throw invalidReference(missing);
};

/**
 * Refuses a product's new category that is unknown, or out of use. The one that the product is in already passes,
 * active or not: a form that sends every field back must not be refused for what it left alone.
 */
export const requireCategory = async (
  tx: CompanyTransaction,
  productId: string,
  categoryId: string | null | undefined,
): Promise<void> => {
  if (categoryId === null || categoryId === undefined) return;
  const [category] = await tx.query<{ usable: boolean }>({
    name: 'category-usable',
    text: `select c.active or exists (
             select 1 from products p where p.company_id = $1 and p.id = $3 and p.category_id = c.id
           ) as usable
           from product_categories c where c.company_id = $1 and c.id = $2`,
    values: [tx.companyId, categoryId, productId],
  });
  if (!category) throw invalidReference([{ path: 'categoryId', what: 'category' }]);
  if (!category.usable) throw invalidField('categoryId', INACTIVE_CATEGORY_WORDS);
};
