import type { CompanyTransaction } from '../connection/index.ts';

/**
 * The threshold that counts at the level `i` of the company `$1`, and what available must exceed for its alert to end. One
 * row, or none where nothing may be low: a bundle, or something inactive or discontinued. The first that exists counts:
 * level, product, category, company.
 */
export const THRESHOLD_OF_LEVEL = `
             select t.threshold, least(t.threshold::bigint + c.alert_hysteresis, 2147483647)::integer as clear_above
             from products p
             join warehouses w on w.company_id = p.company_id and w.id = i.warehouse_id
             join companies c on c.id = p.company_id
             left join product_categories cat on cat.company_id = p.company_id and cat.id = p.category_id
             cross join lateral (
               select coalesce(i.low_stock_threshold, p.low_stock_threshold, cat.low_stock_threshold,
                               c.default_low_stock_threshold) as threshold) as t
             where p.company_id = $1 and p.id = i.product_id
               and p.active and p.lifecycle = 'active' and not p.is_bundle and w.active`;

/**
 * Makes the transaction known as one that writes, before a statement that reads thresholds to write them down: who brings
 * levels up to date after a change of thresholds waits for those that might not have seen it (`rewatch`).
 */
export const beKnownAsWriter = async (tx: CompanyTransaction): Promise<void> => {
  await tx.query({ name: 'be-known-as-writer', text: 'select pg_current_xact_id()' });
};
