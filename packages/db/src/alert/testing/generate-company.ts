import type pg from 'pg';
import { THRESHOLD_OF_LEVEL } from '../../stock/threshold.ts';

/** How much a generated company has. */
export interface CompanySize {
  readonly products: number;
  readonly warehouses: number;
  /** Sale lines over the last 365 days. */
  readonly lines: number;
}

/** Sale lines in one sale. */
const LINES_A_SALE = 4;
/** Of a hundred levels, how many end up low; one in five of these is empty. */
const LOW_PERCENT = 2.5;

/**
 * Fills a company that has none of these with products, stock in every warehouse, and a year of sales, as the doors would
 * have left them: levels are the sums of their ledger, demand is that of the sales, levels know their threshold, low ones
 * have their alert. Some products sell much and most little; who is low sold before, or never did. As the administrator,
 * in a handful of statements: a million lines take about a minute on two cores.
 * @param client a connection of the administrator, which the wall does not stop
 */
export const generateCompany = async (
  client: pg.Client,
  companyId: string,
  { products, warehouses, lines }: CompanySize,
  onStep: (step: string) => void = () => {},
): Promise<void> => {
  await client.query('set synchronous_commit = off');
  await client.query(`select set_config('app.company_id', $1, false)`, [companyId]);
  const values: Record<string, unknown[]> = {
    places: [companyId, products, warehouses],
    lines: [companyId, lines, products * warehouses],
  };
  for (const [step, text, own = 'company'] of STEPS) {
    onStep(step);
    await client.query(text, values[own] ?? (text.includes('$1') ? [companyId] : []));
  }
};

const STEPS: readonly (readonly [string, string, string?])[] = [
  [
    'catalogue',
    `with places as (
       insert into warehouses (company_id, id, name, name_key)
       select $1, gen_random_uuid(), 'Warehouse ' || n, 'warehouse ' || n from generate_series(1, $3::int) n),
     categories as (
       insert into product_categories (company_id, id, name, name_key, low_stock_threshold)
       select $1, gen_random_uuid(), 'Category ' || n, 'category ' || n, case when n % 3 > 0 then 5 + n end
         from generate_series(1, 20) n
       returning id, low_stock_threshold),
     numbered as (select id, row_number() over () as n from categories),
     firms as (
       insert into suppliers (company_id, id, name, contact_email)
       select $1, gen_random_uuid(), 'Supplier ' || n, 'orders-' || n || '@supplier.example' from generate_series(1, 50) n
       returning id),
     firm as (select id, row_number() over () as n from firms),
     made as (
       insert into products (company_id, id, sku, sku_key, name, price, category_id, low_stock_threshold)
       select $1, gen_random_uuid(), 'G-' || n, 'g-' || n, 'Generated product ' || n, 5,
              (select id from numbered c where c.n = 1 + p.n % 20), case when n % 10 = 0 then 20 end
         from generate_series(1, $2::int) as p (n)
       returning id)
     insert into supplier_products (company_id, supplier_id, product_id, supplier_sku, price, lead_time_days, is_primary)
     select $1, (select id from firm where firm.n = 1 + made.n % 50), made.id, 'S-' || made.n, 3, 7 + made.n::int % 21, true
       from (select id, row_number() over () as n from made) as made
      where made.n % 8 > 0`,
    'places',
  ],
  [
    'levels',
    `create temporary table place as
       select row_number() over (order by p.id, w.id)::int as place, p.id as product_id, w.id as warehouse_id,
              -- Every second low one that is near nothing has nothing.
              case when random() * 100 < ${LOW_PERCENT}
                   then greatest(0, (random() * 10)::int - 2) else 30 + (random() * 400)::int end as left_over
         from products p cross join warehouses w
        where p.company_id = $1 and w.company_id = $1 and w.name like 'Warehouse %'`,
  ],
  [
    'lines',
    `create temporary table line as
       select n, ((n - 1) / ${LINES_A_SALE})::int as sale, 1 + n % ${LINES_A_SALE} as line_number, place, quantity,
              row_number() over (partition by place order by n)::int as turn,
              sum(quantity) over (partition by place order by n)::int as so_far,
              sum(quantity) over (partition by place)::int as in_all
         from (
           select n::bigint, least($3::int, 1 + floor($3::int * power(random(), 1.4))::int) as place,
                  1 + floor(random() * 3)::int as quantity
             from generate_series(1, $2::int) n
            where $1::uuid is not null) as drawn`,
    'lines',
  ],
  [
    'sales',
    `create temporary table sold as
       select sale, gen_random_uuid() as id, sum(quantity) * 5 as total,
              date_trunc('second', now()) - interval '365 days' * (1 - sale::float8 / (select max(sale) + 1 from line)) as sold_at
         from line group by sale`,
  ],
  ['statistics', 'analyze place; analyze line; analyze sold'],
  [
    'rows of sales',
    `insert into sales (company_id, id, channel, status, total, sale_date, completed_at, actor_type)
       select $1, id, 'generated', 'completed', total, sold_at, sold_at, 'system' from sold order by id`,
  ],
  [
    'rows of sale lines',
    `insert into sale_items (company_id, sale_id, line_number, product_id, warehouse_id, quantity, quantity_shipped, unit_price, line_total)
       select $1, s.id, l.line_number, p.product_id, p.warehouse_id, l.quantity, l.quantity, 5, l.quantity * 5
         from line l join sold s using (sale) join place p using (place) order by s.id, l.line_number`,
  ],
  [
    'rows of levels',
    `insert into inventory (company_id, product_id, warehouse_id, on_hand, version, alert_threshold, alert_clear_above)
       select $1, i.product_id, i.warehouse_id, i.left_over, 1 + coalesce(l.turns, 0), t.threshold, t.clear_above
         from (select place.*, null::integer as low_stock_threshold from place) as i
         left join (select place, max(turn) as turns from line group by place) as l using (place)
        cross join lateral (${THRESHOLD_OF_LEVEL}) as t
        order by i.product_id, i.warehouse_id`,
  ],
  [
    'rows of the ledger',
    `insert into inventory_history (company_id, product_id, warehouse_id, sequence, id, kind, on_hand_change, reserved_change,
                                    on_hand_before, on_hand_after, reserved_before, reserved_after, reference_type,
                                    reference_id, actor_type, request_id, occurred_at, recorded_at)
       select $1, product_id, warehouse_id, sequence, gen_random_uuid(), kind, change, 0, before, before + change, 0, 0,
              reference_type, reference_id, 'system', 'generated', at, at
         from (
           select p.product_id, p.warehouse_id, 1 as sequence, 'RECEIPT'::movement_kind as kind,
                  greatest(1, p.left_over + coalesce(l.in_all, 0)) as change, 0 as before, null as reference_type,
                  null::uuid as reference_id, now() - interval '400 days' as at
             from place p left join (select distinct place, in_all from line) as l using (place)
           union all
           select p.product_id, p.warehouse_id, 1 + l.turn, 'SALE', -l.quantity, p.left_over + l.in_all - l.so_far + l.quantity,
                  'sale', s.id, s.sold_at
             from line l join sold s using (sale) join place p using (place)) as movement
        order by product_id, warehouse_id, sequence`,
  ],
  [
    // A level that never had anything but the one unit of its receipt has it.
    'levels that sold nothing',
    `update inventory set on_hand = 1 where company_id = $1 and version = 1 and on_hand = 0`,
  ],
  [
    'demand',
    `insert into demand_daily (company_id, product_id, warehouse_id, day, units_sold)
       select $1, p.product_id, p.warehouse_id, (s.sold_at at time zone c.time_zone)::date as day, sum(l.quantity)
         from line l join sold s using (sale) join place p using (place) join companies c on c.id = $1
        group by p.product_id, p.warehouse_id, day order by p.product_id, p.warehouse_id, day`,
  ],
  [
    'alerts',
    `with low as (
       update inventory set alert_id = gen_random_uuid(), alert_phase = 'raised' where company_id = $1 and is_low
       returning product_id, warehouse_id, alert_id, on_hand, alert_threshold),
     raised as (
       insert into alerts (company_id, id, product_id, warehouse_id, state, opened_at, opened_available, opened_threshold, updated_at)
       select $1, alert_id, product_id, warehouse_id, 'open', now(), on_hand, alert_threshold, now() from low
       returning id, opened_available, opened_threshold)
     insert into alert_changes (company_id, alert_id, id, kind, state, available, threshold, actor_type, request_id, at)
     select $1, id, gen_random_uuid(), 'opened', 'open', opened_available, opened_threshold, 'system', 'generated', now()
       from raised`,
  ],
  ['forgotten', 'drop table place, line, sold'],
  ['what is pending', 'delete from threshold_changes where company_id = $1'],
];
