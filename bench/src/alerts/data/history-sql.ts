import { THRESHOLD_OF_LEVEL } from '../../../../packages/db/src/stock/threshold.ts';

/**
 * A year of sales, into temporary tables.
 *
 * - Few products sell most: the rank of a line's product is a random number cubed (the first hundredth has a fifth of all
 *   lines, the first fifth 58 of 100); warehouses are skewed less.
 * - Sales have three and two lines in turn, as if imported: a movement `SALE` for each level, and no reservation.
 * - A repeated sale is the same again, spread over the eight days about the first: ten times the history of the same levels.
 */
export const HISTORY: readonly string[] = [
  // The best selling first: lines are drawn by rank.
  `create temporary table product on commit drop as
   select id, price, cost, row_number() over (order by random())::integer as rank from products where company_id = $1`,
  `create temporary table warehouse on commit drop as
   select id, row_number() over (order by random())::integer as rank from warehouses where company_id = $1`,
  'analyze product',
  'analyze warehouse',
  `create temporary table line on commit drop as
   select n * 2 / 5 as sale, n - (n * 2 / 5 * 5 + 1) / 2 + 1 as line_number,
          1 + floor((select count(*) from product) * power(random(), 3))::integer as product,
          1 + floor(-ln(1 - random()) * 1.3)::integer as quantity
   from generate_series(0, :lines::integer - 1) as n`,
  `create temporary table sold on commit drop as
   select sale, warehouse, at, row_number() over (order by at, sale) as number, uuidv7(at - clock_timestamp()) as id
   from (
     select sale, warehouse,
            date_trunc('milliseconds', least(:now::timestamptz - interval '1 minute', greatest(
              :now::timestamptz - interval '365 days',
              at + (repeated - :repeats::integer / 2.0) * interval '8 days' / :repeats::integer))) as at
     from (
       select sale, 1 + floor((select count(*) from warehouse) * power(random(), 1.5))::integer as warehouse,
              :now::timestamptz - interval '365 days' * random() as at
       from generate_series(0, (:lines::integer - 1) * 2 / 5) as sale) as first
     cross join generate_series(0, :repeats::integer - 1) as repeated) as all_of_them
   order by at, sale`,
  'analyze line',
  'analyze sold',
  `create temporary table item on commit drop as
   select sold.number, sold.id as sale_id, sold.at, line.line_number, p.id as product_id, w.id as warehouse_id, p.price,
          line.quantity
   from sold
   join line on line.sale = sold.sale
   join product p on p.rank = line.product
   join warehouse w on w.rank = sold.warehouse`,
  'analyze item',
  // What is asked of each level, in its order, with what was asked before.
  `create temporary table asked on commit drop as
   select product_id, warehouse_id, sale_id, at, units, number,
          (sum(units) over level)::integer as units_so_far, row_number() over level as place,
          lag(at) over level as at_before
   from (select product_id, warehouse_id, sale_id, at, number, sum(quantity)::integer as units
         from item group by product_id, warehouse_id, sale_id, at, number) as of_sale
   window level as (partition by product_id, warehouse_id order by number)`,
  'analyze asked',
];

/**
 * What is kept at each level. A level gets its goods in lots of one size, each just before it would run short, and as many
 * as leave a wanted number at the end: three in a hundred end at or under their threshold, one in three of those with
 * nothing; others have a stock under them that they never touch; of these again one in ten dips under its threshold in
 * between. First what comes first so that the lots come out even; `ends_with` is what is over them in the end.
 */
export const LEVELS: readonly string[] = [
  `create temporary table level on commit drop as
   with own as materialized (
     select p.id as product_id, w.id as warehouse_id, p.cost,
            case when random() < 0.02 then (random() * 40)::integer end as low_stock_threshold,
            random() as fate, random() as share
     from product p cross join warehouse w),
   watched as materialized (
     select i.*, t.threshold, t.clear_above, coalesce(sum.units, 0) as units,
            greatest(24, coalesce(sum.units, 0) / 12, coalesce(t.threshold, 0) + 2)::integer as lot
     from own i
     left join lateral (${THRESHOLD_OF_LEVEL}) as t on true
     left join (select product_id, warehouse_id, max(units_so_far) as units from asked group by product_id, warehouse_id) as sum
       on sum.product_id = i.product_id and sum.warehouse_id = i.warehouse_id),
   planned as (
     select *, coalesce(threshold, 10) as about,
            case when fate < 0.13 then 0 else coalesce(threshold, 10) + 1 + floor(share * lot * 2)::integer end as kept_back,
            case when fate < 0.01 then 0
                 when fate < 0.03 then floor(share * (coalesce(threshold, 10) + 1))::integer
                 when fate < 0.13 then coalesce(threshold, 10) + 1
                                       + floor(share * (lot - coalesce(threshold, 10) - 1))::integer
                 else floor(share * lot)::integer end as ends_with
     from watched)
   select *, (units + ends_with) % lot as comes_first from planned`,
  'create index on level (product_id, warehouse_id)',
  'analyze level',
  // A month before the first sale what comes first; each lot somewhere between two sales.
  `create temporary table moved on commit drop as
   with entry as (
     select product_id, warehouse_id, 0 as place, 0 as step, :now::timestamptz - interval '366 days' as at,
            'INITIAL_STOCK' as kind, kept_back + comes_first as change, null::uuid as sale_id, cost
     from level where kept_back + comes_first > 0
     union all
     select a.product_id, a.warehouse_id, a.place, step,
            case step when 1 then date_trunc('milliseconds', before + (a.at - before) * (0.05 + 0.9 * random())) else a.at end,
            case step when 1 then 'RECEIPT' else 'SALE' end, case step when 1 then arrives else -units end,
            case step when 2 then sale_id end, case step when 1 then cost end
     from (
       select a.*, l.cost, coalesce(a.at_before, :now::timestamptz - interval '366 days') as before,
              l.lot * (ceil(greatest(a.units_so_far - l.comes_first, 0) / l.lot::numeric)
                - ceil(greatest(a.units_so_far - a.units - l.comes_first, 0) / l.lot::numeric))::integer as arrives
       from asked a join level l using (product_id, warehouse_id)) as a
     cross join generate_series(1, 2) as step
     where step = 2 or arrives > 0)
   select product_id, warehouse_id, kind, change, at, sale_id, cost,
          (row_number() over in_order)::integer as sequence, (sum(change) over in_order)::integer as after
   from entry
   window in_order as (partition by product_id, warehouse_id order by place, step)`,
  'analyze moved',
];
