import { type ExplainedLevelRow, explainLevelStatement } from '@stockflow/db';
import {
  type Absence,
  type ExplainedLevel,
  explainInWords,
  explainLevel,
  refuse,
  wireMoney,
} from '@stockflow/domain';
import { type AlertExplanation, alertExplanationSchema, explainAlertInput } from '@stockflow/schemas';
import { may } from '../core/door.ts';

/**
 * `alerts.explain`: the arithmetic of one product in one warehouse, low or not: every input with where it came from, every
 * step with its numbers, what would end the alert or bring it about, and all of it in a few sentences. Figures are those of
 * `alerts.lowStock`. A pair that never met is explained as having nothing.
 * Refuses: NOT_FOUND for a product or a warehouse that is unknown.
 * @example const { summary, steps } = await call.alerts.explain({ productId, warehouseId })
 */
export const explainAlert = may('alerts:read')
  .input(explainAlertInput)
  .output(alertExplanationSchema)
  .query(async ({ ctx, input }) => {
    const companyId = ctx.actor.company.id;
    const [row] = await ctx.database.readInCompany<ExplainedLevelRow>(
      companyId,
      explainLevelStatement(companyId, { ...input, now: ctx.now() }),
    );
    if (!row) throw refuse('NOT_FOUND', null, 'This company has no such product or warehouse.');
    return explanationOf(row, input.recentSalesDays === undefined ? 'company' : 'request');
  });

const explanationOf = (row: ExplainedLevelRow, source: 'company' | 'request'): AlertExplanation => {
  const level = levelOf(row);
  const explained = explainLevel(level);
  const { supplier } = level;
  const { id, name, sku } = row.product;
  return {
    product: { id, name, sku },
    warehouse: { id: row.warehouse.id, name: row.warehouse.name },
    verdict: explained.verdict,
    absences: [...explained.absences],
    summary: explainInWords(level, explained),
    stock: {
      hasLevel: row.hasLevel,
      onHand: row.onHand,
      reserved: level.reserved,
      expired: row.expired,
      available: explained.available,
      incoming: row.incoming,
    },
    thresholds: level.thresholds.map((each) => ({
      ...each,
      counts: each.source === explained.countingSource,
    })),
    threshold: explained.threshold,
    hysteresis: row.hysteresis,
    window: {
      startsOn: row.windowStartsOn,
      endsOn: row.windowEndsOn,
      days: row.windowDays,
      source,
      timeZone: row.timeZone,
    },
    demand: {
      unitsSold: row.unitsSold,
      unitsReturned: row.unitsReturned,
      totalRecentSales: row.netUnits,
      activeSalesDays: row.activeSalesDays,
      daysInStock: row.daysInStock,
      inStock: [...row.inStock],
      dailyAverage: explained.dailyAverage,
      velocity: explained.velocity,
    },
    criticalDays: row.criticalDays,
    reviewPeriodDays: row.reviewPeriodDays,
    daysUntilStockout: explained.daysUntilStockout,
    stockoutDate: explained.stockoutDate,
    severity: explained.severity,
    supplier: supplier && { ...supplier, price: wireMoney(supplier.price) },
    noSupplierReason: supplier ? null : noSupplierReason(row),
    suggestedOrderQuantity: explained.suggestedOrderQuantity,
    steps: explained.steps.map((step) => ({ ...step, numbers: { ...step.numbers } })),
    toClear: explained.toClear,
    toBecomeLow: explained.toBecomeLow,
  };
};

const levelOf = (row: ExplainedLevelRow) => {
  const { supplier: offer, category } = row;
  const supplier = offer?.active ? withoutActive(offer) : null;
  return {
    ...row,
    productName: row.product.name,
    warehouseName: row.warehouse.name,
    unwatched: unwatchedOf(row),
    reserved: row.held - row.expired,
    thresholds: [
      { source: 'level', name: null, threshold: row.levelThreshold },
      { source: 'product', name: null, threshold: row.product.threshold },
      { source: 'category', name: category?.name ?? null, threshold: category?.threshold ?? null },
      { source: 'company', name: null, threshold: row.companyThreshold },
    ],
    supplier,
  } as const satisfies ExplainedLevel;
};

const withoutActive = ({ active: _, ...offer }: NonNullable<ExplainedLevelRow['supplier']>) => offer;

const unwatchedOf = ({ product, warehouse }: ExplainedLevelRow): Absence[] => [
  ...(product.isBundle ? (['bundle'] as const) : []),
  ...(product.active ? [] : (['product_inactive'] as const)),
  ...(product.lifecycle === 'discontinued' ? (['product_discontinued'] as const) : []),
  ...(product.lifecycle === 'archived' ? (['product_archived'] as const) : []),
  ...(warehouse.active ? [] : (['warehouse_inactive'] as const)),
];

const noSupplierReason = ({ supplier, offers }: ExplainedLevelRow) => {
  if (supplier) return 'supplier_inactive';
  return offers > 0 ? 'no_primary_offer' : 'no_offer';
};
