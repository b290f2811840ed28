import type { TransferSummary } from '@stockflow/sdk';
import type { CsvColumn } from '../../parts/export-csv.ts';

/** Transfers without their lines. */
export const transferCsv = (warehouseOf: (id: string) => string): readonly CsvColumn<TransferSummary>[] => [
  { header: 'Id', value: ({ id }) => id },
  { header: 'From', value: ({ fromWarehouseId }) => warehouseOf(fromWarehouseId) },
  { header: 'To', value: ({ toWarehouseId }) => warehouseOf(toWarehouseId) },
  { header: 'Status', value: ({ status }) => status },
  { header: 'Lines', value: ({ lineCount }) => lineCount },
  { header: 'Shipped', value: ({ quantity }) => quantity },
  { header: 'Received', value: ({ quantityReceived }) => quantityReceived },
  { header: 'Missing', value: ({ quantityMissing }) => quantityMissing },
  { header: 'Shipped at', value: ({ shippedAt }) => shippedAt },
  { header: 'Closed at', value: ({ closedAt }) => closedAt },
  { header: 'Notes', value: ({ notes }) => notes },
];
