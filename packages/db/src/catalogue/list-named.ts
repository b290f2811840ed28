import { foldName } from '@stockflow/domain';
import { z } from 'zod';
import type { Statement } from '../connection/index.ts';
import { CATEGORY, type CategoryRow } from './category-store.ts';
import { containing } from './like.ts';
import type { RowKind } from './rows.ts';
import { SUPPLIER, type SupplierRow } from './supplier-store.ts';
import { WAREHOUSE, type WarehouseRow } from './warehouse-store.ts';

/** The last row of a page by name. */
export const nameCursor = z.object({ name: z.string().max(1000), id: z.uuid() });
export type NameCursor = z.output<typeof nameCursor>;

/** What is asked of a list by name. */
export interface NamedFilter {
  active?: boolean | undefined;
  /** Part of the name, whatever its case. */
  search?: string | undefined;
  limit: number;
  after?: NameCursor | undefined;
}

/** A row of a list by name, with what it is sorted by. */
export type Named<Row> = Row & { sortName: string };
export type NamedWarehouse = Named<WarehouseRow>;
export type NamedCategory = Named<CategoryRow>;
export type NamedSupplier = Named<SupplierRow>;

/** The cursor's key of a row. */
export const nameKeyOf = ({ sortName, id }: { sortName: string; id: string }): NameCursor => ({ name: sortName, id });

/**
 * Warehouses, categories or suppliers of one company by name whatever its case, then id: names of suppliers repeat.
 * Reads one row more than the limit, so that a page knows whether it is the last. Warehouses and categories
 * are read along their unique index (company, name_key); suppliers, of which a company has hundreds at most,
 * are read whole by company and sorted. Rows that are added meanwhile neither shift nor repeat a page: it goes on
 * after a key, not after a count. Takes no locks.
 */
const listByName = (kind: RowKind, sortName: string, companyId: string, filter: NamedFilter): Statement => {
  const values: unknown[] = [companyId];
  const place = (value: unknown) => `$${values.push(value)}`;
  const where = ['company_id = $1'];
  if (filter.active !== undefined) where.push(`active = ${place(filter.active)}`);
  if (filter.search !== undefined) where.push(`${sortName} like ${place(containing(foldName(filter.search)))}`);
  if (filter.after) where.push(`(${sortName}, id) > (${place(filter.after.name)}, ${place(filter.after.id)}::uuid)`);
  return {
    text: `select ${kind.columns}, ${sortName} as "sortName" from ${kind.table}
           where ${where.join(' and ')}
           order by ${sortName}, id
           limit ${place(filter.limit + 1)}`,
    values,
  };
};

export const listWarehousesStatement = (companyId: string, filter: NamedFilter): Statement =>
  listByName(WAREHOUSE, 'name_key', companyId, filter);
export const listCategoriesStatement = (companyId: string, filter: NamedFilter): Statement =>
  listByName(CATEGORY, 'name_key', companyId, filter);
export const listSuppliersStatement = (companyId: string, filter: NamedFilter): Statement =>
  listByName(SUPPLIER, 'lower(normalize(name, NFKC))', companyId, filter);
