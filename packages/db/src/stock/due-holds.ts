/**
 * A CTE of what holds keep although their time is up and nobody has ended them yet: units by product and warehouse. Reads
 * subtract it from `reserved`, so an expired hold stops counting that moment. Walks the partial index of holds with an end,
 * by when they are due: it reads what is due and nothing of what is not.
 */
export const DUE_HOLDS = `due as materialized (
             select l.product_id, l.warehouse_id, sum(l.quantity - l.quantity_committed - l.quantity_released)::integer as units
             from reservations r
             join reservation_lines l on l.company_id = r.company_id and l.reservation_id = r.id
             where r.company_id = $1 and r.status = 'active' and r.expires_at is not null and r.expires_at <= now()
             group by l.product_id, l.warehouse_id)`;
