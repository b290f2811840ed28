import type { InboxFilter } from '../../api/alert-queries.ts';
import { idOf, idsOf, oneOf, present, type RawSearch, textOf } from '../../app/address.ts';

/** Days of sales that a person can choose between; without one the company's own setting counts. */
export const WINDOWS = ['7', '14', '30', '60', '90', '180', '365'] as const;

export const STATES = ['open', 'acknowledged', 'snoozed', 'resolved'] as const;
/** Pages of the list that an address opens at most. */
const PAGES_MAX = 20;

/** What the address of the inbox holds: its filters, the alert that is open, those that are chosen, and how far it was read. */
export interface AlertsSearch {
  /** Left out: what waits for somebody, open or acknowledged. */
  state?: (typeof STATES)[number];
  severity?: 'critical' | 'low';
  warehouse?: string[];
  category?: string[];
  supplier?: string[];
  window?: (typeof WINDOWS)[number];
  demand?: 'any';
  assigned?: 'me' | 'nobody';
  q?: string;
  /** Left out: what runs out first. */
  sort?: 'newest';
  alert?: string;
  /** Those that are ticked, at most 100: as many as can be changed at once. */
  chosen?: string[];
  /** Pages that are loaded. */
  page?: number;
}

export const readAlertsSearch = (raw: RawSearch): AlertsSearch =>
  present({
    state: oneOf(STATES, raw.state),
    severity: oneOf(['critical', 'low'] as const, raw.severity),
    warehouse: idsOf(raw.warehouse),
    category: idsOf(raw.category),
    supplier: idsOf(raw.supplier),
    window: oneOf(WINDOWS, String(raw.window)),
    demand: oneOf(['any'] as const, raw.demand),
    assigned: oneOf(['me', 'nobody'] as const, raw.assigned),
    q: textOf(raw.q),
    sort: oneOf(['newest'] as const, raw.sort),
    alert: idOf(raw.alert),
    chosen: idsOf(raw.chosen),
    page: pageOf(raw.page),
  });

const pageOf = (value: unknown): number | undefined => {
  const page = Number(value);
  return Number.isInteger(page) && page > 1 ? Math.min(page, PAGES_MAX) : undefined;
};

/** The question that these filters ask. */
export const inboxFilter = (search: AlertsSearch): InboxFilter =>
  present({
    states: search.state === undefined ? (['open', 'acknowledged'] as const).slice() : [search.state],
    severity: search.severity,
    warehouseIds: search.warehouse,
    categoryIds: search.category,
    supplierIds: search.supplier,
    recentSalesDays: search.window === undefined ? undefined : Number(search.window),
    demand: search.demand,
    assigned: search.assigned,
    search: search.q?.trim(),
    sort: search.sort ?? 'urgent',
  });

/** True when a filter keeps something out that would wait for somebody otherwise. */
export const isFiltered = ({
  alert: _,
  chosen: __,
  page: ___,
  sort: ____,
  state: _____,
  ...filters
}: AlertsSearch) => Object.keys(filters).length > 0;
