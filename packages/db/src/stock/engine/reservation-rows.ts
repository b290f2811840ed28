import type { ReservationLineState, ReservationState } from '@stockflow/domain';
import type { CompanyTransaction, Statement } from '../../connection/index.ts';
import type { StockActor } from '../movements.ts';
import { settle } from '../settle.ts';

type Row = Omit<ReservationState, 'lines'>;

/**
 * Locks reservations in the order of their id and reads their lines after it: of callers who commit, release and expire
 * one at once, one goes on and the others then see what it became.
 */
export const lockReservations = async (
  tx: CompanyTransaction,
  ids: readonly string[],
): Promise<Map<string, ReservationState>> => {
  if (ids.length === 0) return new Map();
  const [rows, lines] = await settle<[Row[], (ReservationLineState & { reservationId: string })[]]>([
    tx.query<Row>({
      name: 'reservations-lock',
      text: `select id, status, expires_at as "expiresAt", reference_type as "referenceType",
                    reference_id as "referenceId", notes, created_at as "createdAt", ended_at as "endedAt"
             from reservations
             where company_id = $1 and id = any($2::uuid[])
             order by id
             for update`,
      values: [tx.companyId, ids],
    }),
    tx.query<ReservationLineState & { reservationId: string }>({
      name: 'reservation-lines',
      text: `select reservation_id as "reservationId", line_number as "lineNumber", asked_line as "askedLine",
                    product_id as "productId", bundle_id as "bundleId", warehouse_id as "warehouseId", quantity,
                    quantity_committed as "quantityCommitted", quantity_released as "quantityReleased"
             from reservation_lines
             where company_id = $1 and reservation_id = any($2::uuid[])
             order by reservation_id, line_number`,
      values: [tx.companyId, ids],
    }),
  ]);
  const linesOf = new Map<string, ReservationLineState[]>(ids.map((id) => [id, []]));
  for (const { reservationId, ...line } of lines) linesOf.get(reservationId)?.push(line);
  return new Map(rows.map((row) => [row.id, { ...row, lines: linesOf.get(row.id) ?? [] }]));
};

/** A reservation that is new, with who made it. */
export interface MadeReservation {
  readonly reservation: ReservationState;
  readonly actor: StockActor;
}

/** Adds reservations with their lines, in the order of their id. */
export const insertReservations = (companyId: string, made: readonly MadeReservation[]): Statement[] => [
  {
    name: 'holds',
    text: `insert into reservations (company_id, id, status, expires_at, reference_type, reference_id, notes, actor_type,
                                     actor_id, ended_at, created_at)
           select $1, id, status, "expiresAt", "referenceType", "referenceId", notes, "actorType", "actorId", "endedAt",
                  "createdAt"
           from json_to_recordset($2::json) as made (
             id uuid, status reservation_status, "expiresAt" timestamptz, "referenceType" text, "referenceId" uuid,
             notes text, "actorType" text, "actorId" uuid, "endedAt" timestamptz, "createdAt" timestamptz)
           order by id`,
    values: [
      companyId,
      JSON.stringify(
        made.map(({ reservation: { lines: _, ...row }, actor }) => ({
          ...row,
          actorType: actor.type,
          actorId: actor.id,
        })),
      ),
    ],
  },
  {
    name: 'held',
    text: `insert into reservation_lines (company_id, reservation_id, line_number, asked_line, product_id, bundle_id,
                                          warehouse_id, quantity, quantity_committed, quantity_released)
           select $1, "reservationId", "lineNumber", "askedLine", "productId", "bundleId", "warehouseId", quantity,
                  "quantityCommitted", "quantityReleased"
           from json_to_recordset($2::json) as line (
             "reservationId" uuid, "lineNumber" integer, "askedLine" integer, "productId" uuid, "bundleId" uuid,
             "warehouseId" uuid, quantity integer, "quantityCommitted" integer, "quantityReleased" integer)`,
    values: [companyId, JSON.stringify(made.flatMap(({ reservation }) => numberedLines(reservation)))],
  },
];

/** Writes what locked reservations have become. */
export const updateReservations = (companyId: string, changed: readonly ReservationState[]): Statement[] => [
  {
    name: 'ends',
    text: `update reservations
           set status = after.status, expires_at = after."expiresAt", ended_at = after."endedAt"
           from json_to_recordset($2::json) as after (
             id uuid, status reservation_status, "expiresAt" timestamptz, "endedAt" timestamptz)
           where reservations.company_id = $1 and reservations.id = after.id`,
    values: [
      companyId,
      JSON.stringify(
        changed.map(({ id, status, expiresAt, endedAt }) => ({ id, status, expiresAt, endedAt })),
      ),
    ],
  },
  {
    name: 'ended',
    text: `update reservation_lines line
           set quantity_committed = after."quantityCommitted", quantity_released = after."quantityReleased"
           from json_to_recordset($2::json) as after (
             "reservationId" uuid, "lineNumber" integer, "quantityCommitted" integer, "quantityReleased" integer)
           where line.company_id = $1 and line.reservation_id = after."reservationId"
             and line.line_number = after."lineNumber"
             and (line.quantity_committed, line.quantity_released)
                 <> (after."quantityCommitted", after."quantityReleased")`,
    values: [companyId, JSON.stringify(changed.flatMap(numberedLines))],
  },
];

const numberedLines = ({ id, lines }: ReservationState) =>
  lines.map((line) => ({ ...line, reservationId: id }));

/**
 * Holds whose time is up and that hold any of these products, at most 500; all such of the company without products.
 * Walks the partial index of holds with an end, by when they are due, so it reads what is due and nothing else: the time
 * is asked once, before (`clock_timestamp()` itself is no condition of an index).
 */
export const dueHolds = (companyId: string, productIds: readonly string[] | null): Statement => ({
  name: productIds ? 'reservations-due-of' : 'reservations-due',
  text: `select r.id
         from reservations r
         where r.company_id = $1 and r.status = 'active' and r.expires_at is not null
           and r.expires_at <= (select clock_timestamp())
           ${productIds ? 'and exists (select from reservation_lines l where l.company_id = $1 and l.reservation_id = r.id and l.product_id = any($2::uuid[]))' : ''}
         order by r.expires_at
         limit ${DUE_HOLDS_MAX}`,
  values: productIds ? [companyId, productIds] : [companyId],
});

/** Holds that are ended in one go. */
export const DUE_HOLDS_MAX = 500;
