import type { ListReservationsInput, Reservation, ReservationLine } from '@stockflow/sdk';
import type { QueryClient } from '@tanstack/react-query';
import { productNamesQuery } from '../../api/stock-queries.ts';
import { stockflow } from '../../api/stockflow.ts';
import type { CsvColumn } from '../../parts/export-csv.ts';

/** One line of what is held. */
export interface HeldLine {
  reservation: Reservation;
  line: ReservationLine;
  product: { sku: string; name: string } | undefined;
}

/** Lines of reservations: what is held where, and until when. */
export const heldCsv = (warehouseOf: (id: string) => string): readonly CsvColumn<HeldLine>[] => [
  { header: 'Reservation', value: ({ reservation }) => reservation.id },
  { header: 'Status', value: ({ reservation }) => reservation.status },
  { header: 'SKU', value: ({ product }) => product?.sku },
  { header: 'Product', value: ({ product }) => product?.name },
  { header: 'Warehouse', value: ({ line }) => warehouseOf(line.warehouseId) },
  { header: 'Quantity', value: ({ line }) => line.quantity },
  { header: 'Shipped', value: ({ line }) => line.quantityCommitted },
  { header: 'Released', value: ({ line }) => line.quantityReleased },
  { header: 'Ends', value: ({ reservation }) => reservation.expiresAt },
  { header: 'Ended', value: ({ reservation }) => reservation.endedAt },
  { header: 'For', value: ({ reservation }) => reservation.referenceType },
  { header: 'For id', value: ({ reservation }) => reservation.referenceId },
  { header: 'Made', value: ({ reservation }) => reservation.createdAt },
  { header: 'Notes', value: ({ reservation }) => reservation.notes },
];

/** Reservations whose products are looked up together. */
const TOGETHER = 50;

/** Every line of every reservation of the list, with the names of what is held. */
export async function* heldLines(
  client: QueryClient,
  filter: Omit<NonNullable<ListReservationsInput>, 'cursor' | 'limit'>,
  signal: AbortSignal,
): AsyncIterable<HeldLine> {
  let gathered: Reservation[] = [];
  const named = async (): Promise<HeldLine[]> => {
    const lines = gathered.flatMap((reservation) => reservation.lines.map((line) => ({ reservation, line })));
    gathered = [];
    if (lines.length === 0) return [];
    const products = await client.fetchQuery(productNamesQuery(lines.map(({ line }) => line.productId)));
    return lines.map((one) => ({ ...one, product: products.get(one.line.productId) }));
  };
  for await (const reservation of stockflow.reservations.list({ ...filter, limit: 100 }, { signal })) {
    gathered.push(reservation);
    if (gathered.length === TOGETHER) yield* await named();
  }
  yield* await named();
}
