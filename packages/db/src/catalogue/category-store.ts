import { nameKeyOf } from '@stockflow/domain';
import type { Category } from '@stockflow/schemas';
import { markThresholds } from '../alert/mark-thresholds.ts';
import type { CompanyTransaction, Statement } from '../connection/index.ts';
import { deactivateRow, insertRow, lockRow, type RowKind, rowById, updateRow } from './rows.ts';
import { idTaken, nameTaken, refusingTaken } from './taken.ts';
import { type Stamped, wire } from './wire.ts';

/** A category as the database answers it. */
export type CategoryRow = Stamped<Category>;

/** The category in wire form. */
export const wireCategory = (row: CategoryRow): Category => wire(row);

/** The select list of a category. */
export const CATEGORY: RowKind = {
  table: 'product_categories',
  what: 'category',
  columns: `id, name, description, low_stock_threshold as "lowStockThreshold", active, version,
            created_at as "createdAt", updated_at as "updatedAt"`,
};

/** What a category holds. */
export interface CategoryFields {
  name?: string | undefined;
  description?: string | null | undefined;
  lowStockThreshold?: number | null | undefined;
}

const columnsOf = ({ name, description, lowStockThreshold }: CategoryFields) => ({
  name,
  name_key: name === undefined ? undefined : nameKeyOf(name),
  description,
  low_stock_threshold: lowStockThreshold,
});

const takenBy = (name: string) => ({
  product_categories_pkey: () => idTaken('category'),
  product_categories_company_id_name_key_key: () => nameTaken('category', name),
});

/** One category by its id. */
export const categoryById = (companyId: string, id: string): Statement => rowById(CATEGORY, companyId, id);

/** Adds a category; NAME_TAKEN when another has the name. */
export const insertCategory = async (
  tx: CompanyTransaction,
  { id, now, ...fields }: CategoryFields & { id: string; name: string; now: Date },
): Promise<Category> =>
  wireCategory(
    await refusingTaken(
      insertRow<CategoryRow>(tx, CATEGORY, { id, ...columnsOf(fields) }, now),
      takenBy(fields.name),
    ),
  );

interface CategoryUpdate {
  id: string;
  fields: CategoryFields & { active?: boolean | undefined };
  expectedVersion?: number | undefined;
  now: Date;
}

/** Changes a category; its products stay in it, with its threshold, whatever `active` says. */
export const changeCategory = async (tx: CompanyTransaction, update: CategoryUpdate): Promise<Category> => {
  const { id, fields, expectedVersion, now } = update;
  const changes = { ...columnsOf(fields), active: fields.active };
  const before = fields.lowStockThreshold === undefined ? null : await lockRow<CategoryRow>(tx, CATEGORY, id);
  const after = await refusingTaken(
    updateRow<CategoryRow>(tx, CATEGORY, { id, changes, expectedVersion, now }),
    takenBy(fields.name ?? ''),
  );
  if (before && before.lowStockThreshold !== after.lowStockThreshold)
    markThresholds(tx, [{ scope: 'category', id }]);
  return wireCategory(after);
};

/** Takes a category out of use; a second time does nothing. Its products keep its threshold. */
export const closeCategory = async (tx: CompanyTransaction, id: string, now: Date): Promise<Category> =>
  wireCategory((await deactivateRow<CategoryRow>(tx, CATEGORY, { id, now })).row);
