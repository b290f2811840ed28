import type { ListLowStockInput } from '@stockflow/sdk';
import { idsOf, oneOf, present, type RawSearch } from '../../app/address.ts';

/** Days of sales that a person can choose between; without one the company's own setting counts. */
export const WINDOWS = ['7', '14', '30', '60', '90', '180', '365'] as const;

/** What the address of the low-stock page holds: its filters, and the alert whose panel is open. */
export interface LowStockSearch {
  warehouse?: string[];
  category?: string[];
  supplier?: string[];
  severity?: 'critical' | 'low';
  window?: (typeof WINDOWS)[number];
  demand?: 'any';
  /** "product.warehouse" */
  alert?: string;
}

export const readLowStockSearch = (raw: RawSearch): LowStockSearch =>
  present({
    warehouse: idsOf(raw.warehouse),
    category: idsOf(raw.category),
    supplier: idsOf(raw.supplier),
    severity: oneOf(['critical', 'low'] as const, raw.severity),
    window: oneOf(WINDOWS, raw.window),
    demand: oneOf(['any'] as const, raw.demand),
    alert: typeof raw.alert === 'string' && /^[0-9a-f.-]{73}$/.test(raw.alert) ? raw.alert : undefined,
  });

/** The question that these filters ask. */
export const lowStockFilter = (search: LowStockSearch): Omit<ListLowStockInput, 'cursor' | 'limit'> =>
  present({
    warehouseIds: search.warehouse,
    categoryIds: search.category,
    supplierIds: search.supplier,
    severity: search.severity,
    recentSalesDays: search.window === undefined ? undefined : Number(search.window),
    demand: search.demand,
  });
