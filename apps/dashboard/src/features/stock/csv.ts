import type { StockLevelListItem } from '@stockflow/sdk';
import type { CsvColumn } from '../../parts/export-csv.ts';

/** What lies where. */
export const LEVEL_CSV: readonly CsvColumn<StockLevelListItem>[] = [
  { header: 'SKU', value: ({ sku }) => sku },
  { header: 'Product', value: ({ productName }) => productName },
  { header: 'Warehouse', value: ({ warehouseName }) => warehouseName },
  { header: 'On hand', value: ({ onHand }) => onHand },
  { header: 'Reserved', value: ({ reserved }) => reserved },
  { header: 'Available', value: ({ available }) => available },
  { header: 'Incoming', value: ({ incoming }) => incoming },
];
