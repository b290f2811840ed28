import type { LevelThreshold } from '@stockflow/sdk';
import type { CsvColumn } from '../../parts/export-csv.ts';

/** Every level's threshold, and all that it could come from. */
export const THRESHOLD_CSV: readonly CsvColumn<LevelThreshold>[] = [
  { header: 'SKU', value: ({ sku }) => sku },
  { header: 'Product', value: ({ productName }) => productName },
  { header: 'Warehouse', value: ({ warehouseName }) => warehouseName },
  { header: 'Threshold', value: ({ threshold }) => threshold },
  { header: 'Comes from', value: ({ source }) => source },
  { header: 'Of this warehouse', value: ({ levelThreshold }) => levelThreshold },
  { header: 'Of the product', value: ({ productThreshold }) => productThreshold },
  { header: 'Of the category', value: ({ categoryThreshold }) => categoryThreshold },
  { header: 'Of the company', value: ({ companyThreshold }) => companyThreshold },
  { header: 'Watched', value: ({ watched }) => watched },
];
