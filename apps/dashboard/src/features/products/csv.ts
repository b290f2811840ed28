import type { Movement, ProductListItem } from '@stockflow/sdk';
import type { CsvColumn } from '../../parts/export-csv.ts';

/** Products as they are imported: prices and costs are decimal strings in the company's currency, sizes millimetres. */
export const PRODUCT_CSV: readonly CsvColumn<ProductListItem>[] = [
  { header: 'SKU', value: ({ sku }) => sku },
  { header: 'Name', value: ({ name }) => name },
  { header: 'Description', value: ({ description }) => description },
  { header: 'Barcode', value: ({ barcode }) => barcode },
  { header: 'Category', value: ({ categoryName }) => categoryName },
  { header: 'Price', value: ({ price }) => price },
  { header: 'Cost', value: ({ cost }) => cost },
  { header: 'On hand', value: ({ onHand }) => onHand },
  { header: 'Available', value: ({ available }) => available },
  { header: 'Threshold', value: ({ lowStockThreshold }) => lowStockThreshold },
  { header: 'Weight in grams', value: ({ weightGrams }) => weightGrams },
  { header: 'Bundle', value: ({ isBundle }) => isBundle },
  { header: 'Lifecycle', value: ({ lifecycle }) => lifecycle },
  { header: 'Active', value: ({ active }) => active },
  { header: 'Created', value: ({ createdAt }) => createdAt },
];

/** The ledger of one product, with the figures before and after each movement. */
export const movementCsv = (warehouseOf: (id: string) => string): readonly CsvColumn<Movement>[] => [
  { header: 'Happened', value: ({ occurredAt }) => occurredAt },
  { header: 'Recorded', value: ({ recordedAt }) => recordedAt },
  { header: 'Warehouse', value: ({ warehouseId }) => warehouseOf(warehouseId) },
  { header: 'Number', value: ({ sequence }) => sequence },
  { header: 'Kind', value: ({ kind }) => kind },
  { header: 'On hand change', value: ({ onHandChange }) => onHandChange },
  { header: 'Reserved change', value: ({ reservedChange }) => reservedChange },
  { header: 'On hand before', value: ({ onHandBefore }) => onHandBefore },
  { header: 'On hand after', value: ({ onHandAfter }) => onHandAfter },
  { header: 'Reserved before', value: ({ reservedBefore }) => reservedBefore },
  { header: 'Reserved after', value: ({ reservedAfter }) => reservedAfter },
  { header: 'Unit cost', value: ({ unitCost }) => unitCost },
  { header: 'Reason', value: ({ reason }) => reason },
  { header: 'Of', value: ({ referenceType }) => referenceType },
  { header: 'Of id', value: ({ referenceId }) => referenceId },
  { header: 'Notes', value: ({ notes }) => notes },
  {
    header: 'By',
    value: ({ actorType, actorId }) => (actorId === null ? actorType : `${actorType} ${actorId}`),
  },
];
