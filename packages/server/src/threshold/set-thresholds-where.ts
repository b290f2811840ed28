import {
  type CompanyTransaction,
  lockThresholdRows,
  type MatchedLevel,
  type MatchedProduct,
  matchLevelsStatement,
  matchProductsStatement,
  requireReferences,
  setLevelThresholds,
  setProductThresholds,
  type ThresholdFilter,
} from '@stockflow/db';
import { invalidField } from '@stockflow/domain';
import {
  setThresholdsWhereInput,
  THRESHOLD_MATCHES_MAX,
  type ThresholdsSet,
  thresholdsSetSchema,
} from '@stockflow/schemas';
import { may } from '../core/door.ts';

interface Asked {
  readonly where: ThresholdFilter;
  readonly threshold: number | null;
  readonly dryRun: boolean;
}

/**
 * `thresholds.setWhere`: sets the threshold, in base units, of all products that a filter finds, or of their levels in some
 * warehouses; null leaves it to the next: product, category, company. Levels that are not there are not made. At most
 * 10,000; `dryRun` only counts. When it returns, alerts of up to 500 levels have opened and ended; the rest follow.
 * Refuses: INVALID_REFERENCE for an id in the filter that is unknown; VALIDATION_FAILED when the filter finds more.
 * @example await call.thresholds.setWhere({ scope: 'level', where: { warehouseIds: [warehouseId], search: 'tea' }, threshold: 40 })
 */
export const setThresholdsWhere = may('catalogue:write')
  .input(setThresholdsWhereInput)
  .output(thresholdsSetSchema)
  .mutation(({ ctx, input }) =>
    ctx.write(input, async (tx) => {
      await requireKnown(tx, input.where);
      return input.scope === 'level' ? setLevels(tx, input) : setProducts(tx, input, ctx.now());
    }),
  );

const requireKnown = (tx: CompanyTransaction, where: ThresholdFilter): Promise<void> => {
  const named = [
    ['warehouses', 'warehouseIds'],
    ['product_categories', 'categoryIds'],
    ['suppliers', 'supplierIds'],
    ['products', 'productIds'],
  ] as const;
  return requireReferences(
    tx,
    named.flatMap(([table, field]) =>
      (where[field] ?? []).map((id, index) => ({ table, id, path: `where.${field}.${index}` })),
    ),
  );
};

const setLevels = async (
  tx: CompanyTransaction,
  { where, threshold, dryRun }: Asked,
): Promise<ThresholdsSet> => {
  const match = { where, threshold, limit: THRESHOLD_MATCHES_MAX + 1 };
  const matched = atMost(await tx.query<MatchedLevel>(matchLevelsStatement(tx.companyId, match)));
  const others = matched.filter(({ differs }) => differs);
  if (dryRun) return { matched: matched.length, changed: others.length };
  const changed = await setLevelThresholds(
    tx,
    others.map((level) => ({ ...level, threshold })),
  );
  return { matched: matched.length, changed };
};

const setProducts = async (
  tx: CompanyTransaction,
  { where, threshold, dryRun }: Asked,
  now: Date,
): Promise<ThresholdsSet> => {
  const match = { where, threshold, limit: THRESHOLD_MATCHES_MAX + 1 };
  const matched = atMost(await tx.query<MatchedProduct>(matchProductsStatement(tx.companyId, match)));
  const others = matched.flatMap(({ id, differs }) => (differs ? [id] : []));
  if (dryRun) return { matched: matched.length, changed: others.length };
  const locked = await lockThresholdRows(tx, 'products', others);
  const wanted = locked.map(({ id }) => ({ id, threshold }));
  return { matched: matched.length, changed: await setProductThresholds(tx, { locked, wanted, now }) };
};

const atMost = <T>(matched: T[]): T[] => {
  if (matched.length <= THRESHOLD_MATCHES_MAX) return matched;
  const most = THRESHOLD_MATCHES_MAX.toLocaleString('en');
  throw invalidField('where', `This finds more than ${most}. Narrow it, and set them in parts.`);
};
