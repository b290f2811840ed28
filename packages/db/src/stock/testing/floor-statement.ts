import { uuidv7 } from 'uuidv7';

/**
 * The least that PostgreSQL must do for a reservation: one prepared statement that writes what the engine writes
 * (idempotency record, reservation and its line, level, movement, two events), decides by a condition, and names
 * nothing when it is short. What the engine is measured against; never used to hold stock.
 */
export const floorStatement = ({
  companyId,
  productId,
  warehouseId,
}: Record<'companyId' | 'productId' | 'warehouseId', string>) => {
  const id = uuidv7();
  return {
    name: 'floor-reserve',
    text: `with level as (
             update inventory set reserved = reserved + 1, version = version + 1, updated_at = now()
             where company_id = $1 and product_id = $2 and warehouse_id = $3 and on_hand - reserved >= 1
             returning on_hand, reserved, version),
           once as (
             insert into idempotency_records (company_id, key, procedure, request_hash, answer, expires_at)
             select $1, $5, 'inventory.reserve', repeat('a', 64), $10::jsonb, now() + interval '2 days' from level),
           made as (
             insert into reservations (company_id, id, expires_at) select $1, $4, now() + interval '15 minutes' from level),
           line as (
             insert into reservation_lines (company_id, reservation_id, line_number, asked_line, product_id, warehouse_id, quantity)
             select $1, $4, 1, 1, $2, $3, 1 from level),
           told as (
             insert into outbox_events (company_id, id, type, payload, occurred_at)
             select $1, e.id, e.type, e.data, now()
             from level, (values ($7::uuid, 'stock.changed', $9::jsonb), ($8::uuid, 'reservation.created', $9::jsonb))
               as e (id, type, data))
           insert into inventory_history (company_id, product_id, warehouse_id, sequence, id, kind, on_hand_change,
             reserved_change, on_hand_before, on_hand_after, reserved_before, reserved_after, reference_type, reference_id,
             actor_type, request_id, occurred_at)
           select $1, $2, $3, version, $6, 'RESERVATION', 0, 1, on_hand, on_hand, reserved - 1, reserved, 'reservation', $4,
                  'system', 'floor', now()
           from level`,
    values: [companyId, productId, warehouseId, id, uuidv7(), uuidv7(), uuidv7(), uuidv7(), EVENT, ANSWER],
  };
};

const MOVEMENT = {
  productId: 'x'.repeat(36),
  warehouseId: 'x'.repeat(36),
  kind: 'RESERVATION',
  sequence: 1,
  onHandChange: 0,
  reservedChange: 1,
  onHandAfter: 1,
  reservedAfter: 1,
};
const EVENT = JSON.stringify({
  movements: [MOVEMENT],
  referenceType: 'reservation',
  referenceId: 'x'.repeat(36),
  actorType: 'system',
  actorId: null,
});
const ANSWER = JSON.stringify({ ok: 'x'.repeat(500) });

/**
 * The least for many receipts: one multi-row statement that writes what the engine writes for as many lines (levels,
 * movements, one idempotency record with an answer of the same size, an event for each hundred movements).
 */
export const floorBulkStatement = ({
  companyId,
  productIds,
  warehouseId,
}: {
  companyId: string;
  productIds: readonly string[];
  warehouseId: string;
}) => {
  const hundreds = Array.from({ length: Math.ceil(productIds.length / 100) }, () => uuidv7());
  return {
    name: 'floor-receive',
    text: `with level as (
             update inventory set on_hand = on_hand + 1, version = version + 1, updated_at = now()
             where company_id = $1 and warehouse_id = $2 and product_id = any($3::uuid[])
             returning product_id, on_hand, reserved, version),
           once as (
             insert into idempotency_records (company_id, key, procedure, request_hash, answer, expires_at)
             values ($1, $5, 'inventory.receive', repeat('a', 64), $7::jsonb, now() + interval '2 days')),
           told as (
             insert into outbox_events (company_id, id, type, payload, occurred_at)
             select $1, id, 'stock.changed', $8::jsonb, now() from unnest($6::uuid[]) as event (id))
           insert into inventory_history (company_id, product_id, warehouse_id, sequence, id, kind, on_hand_change,
             reserved_change, on_hand_before, on_hand_after, reserved_before, reserved_after, actor_type, request_id,
             occurred_at)
           select $1, level.product_id, $2, version, movement.id, 'RECEIPT', 1, 0, on_hand - 1, on_hand, reserved, reserved,
                  'system', 'floor', now()
           from level
           join unnest($3::uuid[], $4::uuid[]) as movement (product_id, id) on movement.product_id = level.product_id`,
    values: [
      companyId,
      warehouseId,
      productIds,
      productIds.map(() => uuidv7()),
      uuidv7(),
      hundreds,
      JSON.stringify({ ok: productIds.map(() => 'x'.repeat(700)) }),
      JSON.stringify({ movements: Array.from({ length: 100 }, () => MOVEMENT) }),
    ],
  };
};
