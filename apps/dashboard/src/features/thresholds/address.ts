import type { ListThresholdsInput, SetThresholdsWhereInput } from '@stockflow/sdk';
import { idsOf, oneOf, present, type RawSearch, textOf } from '../../app/address.ts';

export const SOURCES = ['level', 'product', 'category', 'company'] as const;

/** What the address of the thresholds holds. */
export interface ThresholdsSearch {
  q?: string;
  warehouse?: string[];
  category?: string[];
  source?: (typeof SOURCES)[number];
}

export const readThresholdsSearch = (raw: RawSearch): ThresholdsSearch =>
  present({
    q: textOf(raw.q),
    warehouse: idsOf(raw.warehouse),
    category: idsOf(raw.category),
    source: oneOf(SOURCES, raw.source),
  });

/** The question that these filters ask. */
export const thresholdsFilter = ({
  q,
  warehouse,
  category,
  source,
}: ThresholdsSearch): Omit<NonNullable<ListThresholdsInput>, 'cursor' | 'limit'> =>
  present({ search: q?.trim(), warehouseIds: warehouse, categoryIds: category, source });

/** The products that these filters find, and of them, where warehouses are chosen, the levels there. */
export const whereOf = ({ q, warehouse, category }: ThresholdsSearch): SetThresholdsWhereInput['where'] =>
  present({ search: q?.trim(), warehouseIds: warehouse, categoryIds: category });
