import type { LevelState } from '@stockflow/domain';
import type { CompanyTransaction } from '../connection/index.ts';
import type { LedgerMovement } from './movements.ts';

interface Appended {
  readonly movements: readonly LedgerMovement[];
  /** The levels that moved, as they are after the last movement. */
  readonly levels: readonly LevelState[];
  readonly now: Date;
}

/**
 * Appends movements to the ledger and sets the levels to what they came to, in one statement: the only one that
 * writes either table. The levels are locked, so what was decided over them still holds. It is sent with COMMIT: what
 * reads levels or ledger later in the transaction does not see it.
 *
 * Levels are written by INSERT … ON CONFLICT although they are there: it finds each by the primary key whatever the
 * statistics say (2,000 levels: 31 ms; UPDATE … FROM 24 ms, with a plan that is only as good as they are).
 * Of the movements' time two thirds are the four foreign keys (2,000 movements: 57 ms, 17 of them the insert).
 */
export const append = (tx: CompanyTransaction, appended: Appended): void => {
  tx.atCommit({
    name: 'stock-append',
    text: `with moved as (
             insert into inventory_history (
               company_id, product_id, warehouse_id, sequence, id, kind, on_hand_change, reserved_change,
               on_hand_before, on_hand_after, reserved_before, reserved_after, unit_cost, reason, reference_type,
               reference_id, notes, actor_type, actor_id, request_id, occurred_at, recorded_at)
             select $1, "productId", "warehouseId", sequence, id, kind, "onHandChange", "reservedChange",
                    "onHandBefore", "onHandAfter", "reservedBefore", "reservedAfter", "unitCost", reason, "referenceType",
                    "referenceId", notes, "actorType", "actorId", "requestId", "occurredAt", "recordedAt"
             from json_to_recordset($2::json) as movement (
               "productId" uuid, "warehouseId" uuid, sequence integer, id uuid, kind movement_kind,
               "onHandChange" integer, "reservedChange" integer, "onHandBefore" integer, "onHandAfter" integer,
               "reservedBefore" integer, "reservedAfter" integer, "unitCost" numeric, reason text, "referenceType" text,
               "referenceId" uuid, notes text, "actorType" text, "actorId" uuid,
               "requestId" text, "occurredAt" timestamptz, "recordedAt" timestamptz))
           insert into inventory as level (
             company_id, product_id, warehouse_id, on_hand, reserved, incoming, version, average_cost, last_cost,
             updated_at)
           select $1, "productId", "warehouseId", "onHand", reserved, incoming, version, "averageCost", "lastCost", $4
           from json_to_recordset($3::json) as after (
             "productId" uuid, "warehouseId" uuid, "onHand" integer, reserved integer, incoming integer, version integer,
             "averageCost" numeric, "lastCost" numeric)
           on conflict (company_id, product_id, warehouse_id) do update
             set on_hand = excluded.on_hand, reserved = excluded.reserved, incoming = excluded.incoming, version = excluded.version,
                 average_cost = excluded.average_cost, last_cost = excluded.last_cost, updated_at = excluded.updated_at`,
    values: [tx.companyId, JSON.stringify(appended.movements), JSON.stringify(appended.levels), appended.now],
  });
};
