import { oneOf, present, type RawSearch } from '../../app/address.ts';

export const TREND_DAYS = ['7', '30', '90', '365'] as const;

/** What the address of the overview holds: the days of its figures over time; 30 without. */
export interface OverviewSearch {
  days?: (typeof TREND_DAYS)[number];
}

export const readOverviewSearch = (raw: RawSearch): OverviewSearch =>
  present({ days: oneOf(TREND_DAYS, raw.days) });
