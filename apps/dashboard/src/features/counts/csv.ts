import type { Count } from '@stockflow/sdk';
import type { CsvColumn } from '../../parts/export-csv.ts';

/** Counts without their lines. */
export const countCsv = (warehouseOf: (id: string) => string): readonly CsvColumn<Count>[] => [
  { header: 'Id', value: ({ id }) => id },
  { header: 'Warehouse', value: ({ warehouseId }) => warehouseOf(warehouseId) },
  { header: 'Status', value: ({ status }) => status },
  { header: 'Blind', value: ({ blind }) => blind },
  { header: 'Products', value: ({ lineCount }) => lineCount },
  { header: 'Counted', value: ({ countedCount }) => countedCount },
  { header: 'Different', value: ({ differenceCount }) => differenceCount },
  { header: 'Opened', value: ({ openedAt }) => openedAt },
  { header: 'Closed', value: ({ closedAt }) => closedAt },
  { header: 'Notes', value: ({ notes }) => notes },
];
