import type { Alert } from '@stockflow/sdk';
import { times } from '../../format/decimal.ts';
import type { CsvColumn } from '../../parts/export-csv.ts';
import { sourceWords } from '../../parts/threshold-words.ts';

/** What a purchaser takes along: what is low, how long it lasts, and the order. Days and instants as ISO 8601. */
export const ALERT_CSV: readonly CsvColumn<Alert>[] = [
  { header: 'SKU', value: ({ product }) => product.sku },
  { header: 'Product', value: ({ product }) => product.name },
  { header: 'Warehouse', value: ({ warehouse }) => warehouse.name },
  { header: 'State', value: ({ state }) => state },
  { header: 'Severity', value: ({ severity }) => severity },
  { header: 'Task of', value: ({ assignee }) => assignee?.name },
  { header: 'On hand', value: ({ stock }) => stock.onHand },
  { header: 'Reserved', value: ({ stock }) => stock.reserved },
  { header: 'Available', value: ({ stock }) => stock.available },
  { header: 'Incoming', value: ({ stock }) => stock.incoming },
  { header: 'Threshold', value: ({ threshold }) => threshold },
  { header: 'Threshold source', value: ({ thresholdSource }) => sourceWords(thresholdSource) },
  { header: 'Sold in window', value: ({ demand }) => demand.totalRecentSales },
  { header: 'Sold a day', value: ({ demand }) => Number(demand.velocity.toPrecision(6)) },
  { header: 'Days left', value: ({ daysUntilStockout }) => daysUntilStockout },
  { header: 'Runs out on', value: ({ stockoutDate }) => stockoutDate },
  { header: 'Supplier', value: ({ supplier }) => supplier?.name },
  { header: 'Supplier SKU', value: ({ supplier }) => supplier?.supplierSku },
  { header: 'Supplier e-mail', value: ({ supplier }) => supplier?.contactEmail },
  { header: 'Lead time in days', value: ({ supplier }) => supplier?.leadTimeDays },
  { header: 'Suggested order', value: ({ suggestedOrderQuantity }) => suggestedOrderQuantity },
  { header: 'Unit price', value: ({ supplier }) => supplier?.price },
  {
    header: 'Order value',
    value: ({ supplier, suggestedOrderQuantity: quantity }) =>
      supplier === null || quantity === null ? null : times(supplier.price, quantity),
  },
  { header: 'Low since', value: ({ openedAt }) => openedAt },
  { header: 'Asleep until', value: ({ snoozedUntil }) => snoozedUntil },
  { header: 'Resolved because', value: ({ resolution }) => resolution },
];
