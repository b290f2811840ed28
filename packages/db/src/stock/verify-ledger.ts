import type { LedgerVerified } from '@stockflow/schemas';
import type { Statement } from '../connection/index.ts';

/** Drifts that are named; more are counted. */
const DRIFTS_MAX = 100;

/** Which levels to verify; all without a filter. */
export interface VerifyFilter {
  productId?: string | undefined;
  warehouseId?: string | undefined;
}

/** A figure of the last break, unless a repair after it has settled it. */
const unsettled = (name: string, place: number): string =>
  `case when r.${name}[1] > r.settled then r.${name}[${place}]::bigint end`;

/** The one row that the statement answers. */
export interface VerifyRow {
  levelsChecked: number;
  movementsChecked: number;
  driftCount: number;
  drifts: LedgerVerified['drifts'];
}

/**
 * Replays the ledger of each level and compares: the sums of changes with the level's figures, the last sequence with
 * its version, each sequence and each movement's "before" with the movement before it; what is reserved with the open
 * holds, what is incoming with the transfers in transit. One statement, so one snapshot: writers are neither waited for
 * nor half seen. Reads each movement once, in the order of the primary key (no sort). Of a broken chain or sequence the
 * last break of each level is named. A REPAIR after which sums and figures agree settles what was broken before it.
 * Takes no locks.
 */
export const verifyLedgerStatement = (companyId: string, filter: VerifyFilter): Statement => ({
  name: 'stock-verify',
  text: `with movement as (
           select product_id, warehouse_id, sequence, on_hand_change, reserved_change, on_hand_before, reserved_before,
                  lag(sequence, 1, 0) over level as sequence_left,
                  lag(on_hand_after, 1, 0) over level as on_hand_left,
                  lag(reserved_after, 1, 0) over level as reserved_left,
                  kind = 'REPAIR' and on_hand_after = sum(on_hand_change) over level
                    and reserved_after = sum(reserved_change) over level as is_settled
           from inventory_history
           where company_id = $1
             and ($2::uuid is null or product_id = $2) and ($3::uuid is null or warehouse_id = $3)
           window level as (partition by product_id, warehouse_id order by sequence)
         ),
         replayed as (
           select product_id, warehouse_id, count(*) as movements, max(sequence) as last,
                  sum(on_hand_change) as on_hand, sum(reserved_change) as reserved,
                  coalesce(max(sequence) filter (where is_settled), 0) as settled,
                  max(array[sequence, sequence_left + 1]) filter (where sequence <> sequence_left + 1) as gap,
                  max(array[sequence, on_hand_left, on_hand_before]) filter (where on_hand_before <> on_hand_left)
                    as on_hand_break,
                  max(array[sequence, reserved_left, reserved_before]) filter (where reserved_before <> reserved_left)
                    as reserved_break
           from movement
           group by product_id, warehouse_id
         ),
         held as (
           select l.product_id, l.warehouse_id, sum(l.quantity - l.quantity_committed - l.quantity_released) as units
           from reservations r
           join reservation_lines l on l.company_id = r.company_id and l.reservation_id = r.id
           where r.company_id = $1 and r.status = 'active'
             and ($2::uuid is null or l.product_id = $2) and ($3::uuid is null or l.warehouse_id = $3)
           group by l.product_id, l.warehouse_id
         ),
         coming as (
           select l.product_id, t.to_warehouse_id as warehouse_id,
                  sum(greatest(l.quantity - l.quantity_received - l.quantity_missing, 0)) as units
           from transfers t
           join transfer_lines l on l.company_id = t.company_id and l.transfer_id = t.id
           where t.company_id = $1 and t.status = 'in_transit'
             and ($2::uuid is null or l.product_id = $2) and ($3::uuid is null or t.to_warehouse_id = $3)
           group by l.product_id, t.to_warehouse_id
         ),
         checked as (
           select l.product_id, l.warehouse_id, coalesce(r.movements, 0) as movements, comparison.*
           from inventory l
           left join replayed r on r.product_id = l.product_id and r.warehouse_id = l.warehouse_id
           left join held on held.product_id = l.product_id and held.warehouse_id = l.warehouse_id
           left join coming on coming.product_id = l.product_id and coming.warehouse_id = l.warehouse_id
           cross join lateral (values
             ('on_hand_differs', coalesce(r.on_hand, 0), l.on_hand::bigint),
             ('reserved_differs', coalesce(r.reserved, 0), l.reserved::bigint),
             ('holds_differ', coalesce(held.units, 0), l.reserved::bigint),
             ('incoming_differs', coalesce(coming.units, 0), l.incoming::bigint),
             ('version_differs', coalesce(r.last, 0), l.version::bigint),
             ('sequence_gap', ${unsettled('gap', 2)}, ${unsettled('gap', 1)}),
             ('on_hand_chain_broken', ${unsettled('on_hand_break', 2)}, ${unsettled('on_hand_break', 3)}),
             ('reserved_chain_broken', ${unsettled('reserved_break', 2)}, ${unsettled('reserved_break', 3)})
           ) as comparison (problem, expected, found)
           where l.company_id = $1
             and ($2::uuid is null or l.product_id = $2) and ($3::uuid is null or l.warehouse_id = $3)
         ),
         drift as (
           select product_id, warehouse_id, problem, expected, found
           from checked
           where expected is distinct from found
         )
         select (select count(*) filter (where problem = 'on_hand_differs') from checked)::integer as "levelsChecked",
                (select coalesce(sum(movements) filter (where problem = 'on_hand_differs'), 0) from checked)::float8
                  as "movementsChecked",
                (select count(*) from drift)::integer as "driftCount",
                (select coalesce(json_agg(json_build_object('productId', product_id, 'warehouseId', warehouse_id,
                          'problem', problem, 'expected', expected, 'found', found)
                        order by product_id, warehouse_id, problem), '[]'::json)
                 from (select * from drift order by product_id, warehouse_id, problem limit ${DRIFTS_MAX}) as named
                ) as drifts`,
  values: [companyId, filter.productId ?? null, filter.warehouseId ?? null],
});
