import type { ListSalesInput } from '@stockflow/sdk';
import { oneOf, present, type RawSearch, someOf, textOf } from '../../app/address.ts';
import { addDays, dayInZone, startOfDay } from '../../format/time.ts';

export const SALE_STATUSES = ['draft', 'confirmed', 'completed', 'returned', 'cancelled'] as const;
export const SALE_PERIODS = ['1', '7', '30', '90', '365'] as const;

/** What the address of the sales list holds. */
export interface SalesSearch {
  q?: string;
  status?: (typeof SALE_STATUSES)[number][];
  /** The last so many days, today included. */
  days?: (typeof SALE_PERIODS)[number];
}

export const readSalesSearch = (raw: RawSearch): SalesSearch =>
  present({
    q: textOf(raw.q),
    status: someOf(SALE_STATUSES, raw.status),
    days: oneOf(SALE_PERIODS, raw.days),
  });

/** The question that these filters ask; a day is a day in the company's zone. */
export const salesFilter = (
  search: SalesSearch,
  timeZone: string,
  now: Date,
): Omit<ListSalesInput, 'cursor' | 'limit'> =>
  present({
    search: search.q?.trim(),
    statuses: search.status,
    from:
      search.days === undefined
        ? undefined
        : startOfDay(addDays(dayInZone(now, timeZone), 1 - Number(search.days)), timeZone),
  });
