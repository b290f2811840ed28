import { idSchema, instantInput, type Reservation, type ReservationStatus } from '@stockflow/schemas';
import { z } from 'zod';
import type { Statement } from '../connection/index.ts';

/** A reservation as the database answers it. */
export type ReservationRow = Omit<Reservation, 'expiresAt' | 'endedAt' | 'createdAt'> & {
  readonly expiresAt: Date | null;
  readonly endedAt: Date | null;
  readonly createdAt: Date;
};

/** The last reservation of a page. */
export const reservationCursor = z.object({ createdAt: instantInput, id: idSchema });
export type ReservationCursor = z.output<typeof reservationCursor>;

/** What is asked of the reservations. */
export interface ReservationFilter {
  readonly status?: ReservationStatus | undefined;
  readonly productId?: string | undefined;
  readonly warehouseId?: string | undefined;
  readonly referenceId?: string | undefined;
  readonly limit: number;
  readonly after?: ReservationCursor | undefined;
}

// One that is due has expired, whether or not its end was written: at the moment when its time was up.
const STATUS = `case when r.status = 'active' and r.expires_at <= now() then 'expired' else r.status::text end`;

const COLUMNS = `r.id, ${STATUS} as status, r.expires_at as "expiresAt", r.reference_type as "referenceType",
  r.reference_id as "referenceId", r.notes, r.created_at as "createdAt",
  case when r.status = 'active' and r.expires_at <= now() then r.expires_at else r.ended_at end as "endedAt"`;

/** Lines of a due hold are given back, as they will be written. */
const LINES = `(select json_agg(json_build_object(
             'lineNumber', l.line_number, 'askedLine', l.asked_line, 'productId', l.product_id, 'bundleId', l.bundle_id,
             'warehouseId', l.warehouse_id, 'quantity', l.quantity, 'quantityCommitted', l.quantity_committed,
             'quantityReleased', case when r.status = 'active' and r.expires_at <= now()
                                      then l.quantity - l.quantity_committed else l.quantity_released end)
             order by l.line_number)
   from reservation_lines l where l.company_id = r.company_id and l.reservation_id = r.id) as lines`;

/** One reservation with its lines. */
export const reservationById = (companyId: string, id: string): Statement => ({
  name: 'reservation-by-id',
  text: `select ${COLUMNS}, ${LINES} from reservations r where r.company_id = $1 and r.id = $2`,
  values: [companyId, id],
});

/**
 * One page of reservations with their lines, the newest first. By reference along its index; by product and warehouse
 * along the index of lines; else all of the company's are sorted. Keyset; takes no locks.
 */
export const listReservationsStatement = (companyId: string, filter: ReservationFilter): Statement => {
  const values: unknown[] = [companyId];
  const place = (value: unknown) => `$${values.push(value)}`;
  const where = ['r.company_id = $1'];
  if (filter.status !== undefined) where.push(`${STATUS} = ${place(filter.status)}`);
  if (filter.referenceId !== undefined) where.push(`r.reference_id = ${place(filter.referenceId)}`);
  if (filter.productId !== undefined || filter.warehouseId !== undefined) {
    const line = ['l.company_id = $1', 'l.reservation_id = r.id'];
    if (filter.productId !== undefined) line.push(`l.product_id = ${place(filter.productId)}`);
    if (filter.warehouseId !== undefined) line.push(`l.warehouse_id = ${place(filter.warehouseId)}`);
    where.push(`exists (select from reservation_lines l where ${line.join(' and ')})`);
  }
  if (filter.after) {
    where.push(`(r.created_at, r.id) < (${place(filter.after.createdAt)}, ${place(filter.after.id)})`);
  }
  return {
    text: `select ${COLUMNS}, ${LINES}
           from reservations r
           where ${where.join('\n             and ')}
           order by r.created_at desc, r.id desc
           limit ${place(filter.limit + 1)}`,
    values,
  };
};

/** The cursor's key of a reservation. */
export const reservationCursorOf = ({ createdAt, id }: ReservationRow): ReservationCursor => ({
  createdAt: createdAt.toISOString(),
  id,
});

/** The row in wire form. */
export const wireReservationRow = (row: ReservationRow): Reservation => ({
  ...row,
  expiresAt: row.expiresAt?.toISOString() ?? null,
  endedAt: row.endedAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
});
