import { foldName } from '@stockflow/domain';
import { idSchema } from '@stockflow/schemas';
import { z } from 'zod';
import type { Statement } from '../connection/index.ts';
import { CATEGORY, type CategoryRow } from './category-store.ts';
import { cursorText } from './cursor-text.ts';
import { containing } from './like.ts';
import type { RowKind } from './rows.ts';
import { SUPPLIER, type SupplierRow } from './supplier-store.ts';
import { WAREHOUSE, type WarehouseRow } from './warehouse-store.ts';

/** The last row of a page by name. */
export const nameCursor = z.object({ name: cursorText, id: idSchema });
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
export const nameCursorOf = ({ sortName, id }: { sortName: string; id: string }): NameCursor => ({
  name: sortName,
  id,
});

interface NamedList {
  kind: RowKind;
  /** The expression that the list is sorted and searched by. */
  sortName: string;
  /** What is done to a searched text so that it meets that expression. */
  fold: (text: string) => string;
}

/**
 * Warehouses, categories or suppliers of one company by name whatever its case, then id: names of suppliers repeat.
 * Reads one row more than the limit, so that a page knows whether it is the last. Warehouses and categories
 * are read along their unique index (company, name_key); suppliers, of which a company has hundreds at most,
 * are read whole by company and sorted. Rows that are added meanwhile neither shift nor repeat a page: it goes on
 * after a key, not after a count. Takes no locks.
 */
const listByName = (
  { kind, sortName, fold }: NamedList,
  companyId: string,
  filter: NamedFilter,
): Statement => {
  const values: unknown[] = [companyId];
  const place = (value: unknown) => `$${values.push(value)}`;
  const where = ['company_id = $1'];
  if (filter.active !== undefined) where.push(`active = ${place(filter.active)}`);
  if (filter.search !== undefined) where.push(`${sortName} like ${place(containing(fold(filter.search)))}`);
  if (filter.after)
    where.push(`(${sortName}, id) > (${place(filter.after.name)}, ${place(filter.after.id)}::uuid)`);
  return {
    text: `select ${kind.columns}, ${sortName} as "sortName" from ${kind.table}
           where ${where.join(' and ')}
           order by ${sortName}, id
           limit ${place(filter.limit + 1)}`,
    values,
  };
};

const WAREHOUSES: NamedList = { kind: WAREHOUSE, sortName: 'name_key', fold: foldName };
const CATEGORIES: NamedList = { kind: CATEGORY, sortName: 'name_key', fold: foldName };
const SUPPLIERS: NamedList = { kind: SUPPLIER, sortName: 'lower(name)', fold: (text) => text.toLowerCase() };

export const listWarehousesStatement = (companyId: string, filter: NamedFilter): Statement =>
  listByName(WAREHOUSES, companyId, filter);
export const listCategoriesStatement = (companyId: string, filter: NamedFilter): Statement =>
  listByName(CATEGORIES, companyId, filter);
export const listSuppliersStatement = (companyId: string, filter: NamedFilter): Statement =>
  listByName(SUPPLIERS, companyId, filter);
