import { wireMoney } from '@stockflow/domain';
import { idSchema, type Movement, type MovementKind, quantitySchema } from '@stockflow/schemas';
import { z } from 'zod';
import type { Statement } from '../connection/index.ts';

/** What is asked of the ledger. */
export interface MovementFilter {
  productId?: string | undefined;
  warehouseId?: string | undefined;
  kinds?: MovementKind[] | undefined;
  referenceId?: string | undefined;
  /** Recorded at or after. */
  recordedFrom?: string | undefined;
  /** Recorded before. */
  recordedBefore?: string | undefined;
  limit: number;
  after?: MovementCursor | undefined;
}

/** The last movement of a page. */
export const movementCursor = z.object({ id: idSchema, sequence: quantitySchema });
export type MovementCursor = z.output<typeof movementCursor>;

/** A movement as the database answers it. */
export type MovementRow = Omit<Movement, 'occurredAt' | 'recordedAt'> & {
  occurredAt: Date;
  recordedAt: Date;
};

const COLUMNS = `id, product_id as "productId", warehouse_id as "warehouseId", sequence, kind,
  on_hand_change as "onHandChange", reserved_change as "reservedChange", on_hand_before as "onHandBefore",
  on_hand_after as "onHandAfter", reserved_before as "reservedBefore", reserved_after as "reservedAfter",
  unit_cost as "unitCost", reason, reference_type as "referenceType", reference_id as "referenceId", notes,
  actor_type as "actorType", actor_id as "actorId", occurred_at as "occurredAt", recorded_at as "recordedAt"`;

/**
 * One page of the ledger, newest first. Of one level by its sequence, along the primary key: the running balance then
 * reads without a jump, whatever the clocks of two servers say. Else by id, which is UUIDv7 and made when recorded,
 * along (company, id); a filter by product reads that product's movements and sorts them. Keyset; takes no locks.
 */
export const listMovementsStatement = (companyId: string, filter: MovementFilter): Statement => {
  const values: unknown[] = [companyId];
  const place = (value: unknown) => `$${values.push(value)}`;
  const isOneLevel = filter.productId !== undefined && filter.warehouseId !== undefined;
  const where = ['company_id = $1', ...conditions(filter, place)];
  if (filter.after) {
    where.push(isOneLevel ? `sequence < ${place(filter.after.sequence)}` : `id < ${place(filter.after.id)}`);
  }
  return {
    text: `select ${COLUMNS}
           from inventory_history
           where ${where.join('\n             and ')}
           order by ${isOneLevel ? 'sequence' : 'id'} desc
           limit ${place(filter.limit + 1)}`,
    values,
  };
};

const conditions = (filter: MovementFilter, place: (value: unknown) => string): string[] => {
  const found: string[] = [];
  if (filter.productId !== undefined) found.push(`product_id = ${place(filter.productId)}`);
  if (filter.warehouseId !== undefined) found.push(`warehouse_id = ${place(filter.warehouseId)}`);
  if (filter.kinds) found.push(`kind = any(${place(filter.kinds)}::movement_kind[])`);
  if (filter.referenceId !== undefined) found.push(`reference_id = ${place(filter.referenceId)}`);
  if (filter.recordedFrom !== undefined) found.push(`recorded_at >= ${place(filter.recordedFrom)}`);
  if (filter.recordedBefore !== undefined) found.push(`recorded_at < ${place(filter.recordedBefore)}`);
  return found;
};

/** The cursor's key of a movement. */
export const movementCursorOf = ({ id, sequence }: MovementRow): MovementCursor => ({ id, sequence });

/** The row in wire form. */
export const wireMovement = (row: MovementRow): Movement => ({
  ...row,
  unitCost: row.unitCost === null ? null : wireMoney(row.unitCost),
  occurredAt: row.occurredAt.toISOString(),
  recordedAt: row.recordedAt.toISOString(),
});
