import type { SaleSummary } from '@stockflow/sdk';
import type { CsvColumn } from '../../parts/export-csv.ts';

/** Sales without their lines. */
export const SALE_CSV: readonly CsvColumn<SaleSummary>[] = [
  { header: 'Number', value: ({ externalId }) => externalId },
  { header: 'Id', value: ({ id }) => id },
  { header: 'Channel', value: ({ channel }) => channel },
  { header: 'Status', value: ({ status }) => status },
  { header: 'Customer', value: ({ customerName }) => customerName },
  { header: 'Customer e-mail', value: ({ customerEmail }) => customerEmail },
  { header: 'Lines', value: ({ lineCount }) => lineCount },
  { header: 'Total', value: ({ total }) => total },
  { header: 'Sold', value: ({ saleDate }) => saleDate },
  { header: 'Confirmed', value: ({ confirmedAt }) => confirmedAt },
  { header: 'Completed', value: ({ completedAt }) => completedAt },
  { header: 'Cancelled', value: ({ cancelledAt }) => cancelledAt },
  { header: 'Notes', value: ({ notes }) => notes },
];
