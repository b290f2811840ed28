import type { ListCountsInput } from '@stockflow/sdk';
import { idOf, oneOf, present, type RawSearch } from '../../app/address.ts';

export const COUNT_STATUSES = ['open', 'posted', 'cancelled'] as const;

/** What the address of the list of counts holds. */
export interface CountsSearch {
  status?: (typeof COUNT_STATUSES)[number];
  warehouse?: string;
}

export const readCountsSearch = (raw: RawSearch): CountsSearch =>
  present({ status: oneOf(COUNT_STATUSES, raw.status), warehouse: idOf(raw.warehouse) });

/** The question that these filters ask. */
export const countsFilter = (search: CountsSearch): Omit<ListCountsInput, 'cursor' | 'limit'> =>
  present({ status: search.status, warehouseId: search.warehouse });

export const COUNT_VIEWS = ['count', 'review'] as const;

/** What the address of one count holds. */
export interface CountSearch {
  /** Counting (default), or looking at the differences. */
  view?: (typeof COUNT_VIEWS)[number];
  /** The product in hand. */
  product?: string;
}

export const readCountSearch = (raw: RawSearch): CountSearch =>
  present({ view: oneOf(COUNT_VIEWS, raw.view), product: idOf(raw.product) });
