import {
  type CompanyTransaction,
  ensureLevels,
  lockCompany,
  lockThresholdRows,
  readActive,
  setCategoryThresholds,
  setLevelThresholds,
  setProductThresholds,
  updateCompanyRow,
} from '@stockflow/db';
import { type AskedThreshold, refuse, refuseThresholds } from '@stockflow/domain';
import { setThresholdsInput, type ThresholdsSet, thresholdsSetSchema } from '@stockflow/schemas';
import { may } from '../core/door.ts';

/**
 * `thresholds.set`: sets up to 500 low-stock thresholds, in base units, all or none: of products in one warehouse, products,
 * categories, and of the company, which is a setting and needs `company:write`. Null leaves it to the next: product,
 * category, company. A product that never was in the warehouse gets a level there, with nothing on it. When it returns,
 * alerts of up to 500 levels have opened and ended; those of the rest follow.
 * Refuses: INVALID_REFERENCE naming each field; VALIDATION_FAILED for bundles and for a place that is named twice.
 * @example await call.thresholds.set({ thresholds: [{ productId, warehouseId, threshold: 25 }, { categoryId, threshold: null }] })
 */
export const setThresholds = may('catalogue:write')
  .input(setThresholdsInput)
  .output(thresholdsSetSchema)
  .mutation(({ ctx, input }) => {
    const { thresholds } = input;
    if (thresholds.some(isOfCompany) && !ctx.actor.scopes.has('company:write')) {
      const words = 'The company’s own threshold is a setting: it needs company:write.';
      throw refuse('FORBIDDEN', { required: 'company:write' }, words);
    }
    return ctx.write(input, (tx) => apply(tx, thresholds, ctx.now()));
  });

const isOfCompany = ({ productId, categoryId }: AskedThreshold): boolean =>
  productId === undefined && categoryId === undefined;

/**
 * Locks in one order, company, categories, products, levels, so that two calls cannot wait in a circle; levels that are
 * missing are made before any is locked.
 */
const apply = async (
  tx: CompanyTransaction,
  asked: readonly AskedThreshold[],
  now: Date,
): Promise<ThresholdsSet> => {
  const ofCompany = asked.find(isOfCompany)?.threshold ?? null;
  const company = ofCompany === null ? null : await lockCompany(tx);
  const categories = await lockThresholdRows(tx, 'product_categories', idsOf(asked, 'categoryId'));
  const products = await lockThresholdRows(tx, 'products', idsOf(asked, 'productId'));
  const warehouses = await readActive(tx, 'warehouses', idsOf(asked, 'warehouseId'));
  refuseThresholds(asked, {
    products: new Map(products.map((product) => [product.id, product])),
    warehouses: new Set(warehouses.keys()),
    categories: new Set(categories.map(({ id }) => id)),
  });
  let changed = 0;
  if (company && ofCompany !== null && company.defaultLowStockThreshold !== ofCompany) {
    await updateCompanyRow(tx, { company, changes: { defaultLowStockThreshold: ofCompany }, now });
    changed += 1;
  }
  const wanted = {
    ofProducts: [] as RowAsked[],
    ofCategories: [] as RowAsked[],
    ofLevels: [] as LevelAsked[],
  };
  for (const { productId, warehouseId, categoryId, threshold } of asked) {
    if (categoryId !== undefined) wanted.ofCategories.push({ id: categoryId, threshold });
    else if (productId !== undefined && warehouseId !== undefined)
      wanted.ofLevels.push({ productId, warehouseId, threshold });
    else if (productId !== undefined) wanted.ofProducts.push({ id: productId, threshold });
  }
  changed += await setCategoryThresholds(tx, { locked: categories, wanted: wanted.ofCategories, now });
  changed += await setProductThresholds(tx, { locked: products, wanted: wanted.ofProducts, now });
  await ensureLevels(
    tx,
    wanted.ofLevels.filter(({ threshold }) => threshold !== null),
  );
  changed += await setLevelThresholds(tx, wanted.ofLevels);
  return { matched: asked.length, changed };
};

interface RowAsked {
  readonly id: string;
  readonly threshold: number | null;
}

interface LevelAsked {
  readonly productId: string;
  readonly warehouseId: string;
  readonly threshold: number | null;
}

const idsOf = (
  asked: readonly AskedThreshold[],
  field: 'productId' | 'warehouseId' | 'categoryId',
): string[] => asked.flatMap(({ [field]: id }) => (id === undefined ? [] : [id]));
