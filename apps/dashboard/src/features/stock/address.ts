import type { ListStockLevelsInput } from '@stockflow/sdk';
import { idsOf, present, type RawSearch, textOf } from '../../app/address.ts';

/** What the address of the stock list holds. */
export interface StockSearch {
  q?: string;
  warehouse?: string[];
}

export const readStockSearch = (raw: RawSearch): StockSearch =>
  present({ q: textOf(raw.q), warehouse: idsOf(raw.warehouse) });

/** The question that these filters ask. */
export const stockFilter = (search: StockSearch): Omit<ListStockLevelsInput, 'cursor' | 'limit'> =>
  present({ search: search.q?.trim(), warehouseIds: search.warehouse });
