/**
 * From the temporary tables into the product's own, as its kernel would have left them. Rows of sales and ledger lie in the order in which things happened, as they do in life.
 */
export const TABLES: readonly string[] = [
  `insert into sales (company_id, id, external_id, channel, status, total, sale_date, completed_at, actor_type, actor_id,
                      created_at, updated_at)
   select $1, id, format('S-%s', number), 'web', 'completed', total, at, at, 'user', :actor::uuid, at, at
   from sold
   join (select number, sum(quantity * price) as total from item group by number) as sum using (number)
   order by number`,
  `insert into sale_items (company_id, sale_id, line_number, product_id, warehouse_id, quantity, quantity_shipped, unit_price,
                           line_total)
   select $1, sale_id, line_number, product_id, warehouse_id, quantity, quantity, price, quantity * price
   from item order by number, line_number`,
  `insert into demand_daily (company_id, product_id, warehouse_id, day, units_sold)
   select $1, product_id, warehouse_id, (at at time zone c.time_zone)::date as day, sum(units)
   from asked join companies c on c.id = $1
   group by product_id, warehouse_id, day`,
  `insert into inventory_history (company_id, product_id, warehouse_id, sequence, id, kind, on_hand_change, reserved_change,
                                  on_hand_before, on_hand_after, reserved_before, reserved_after, unit_cost, reference_type,
                                  reference_id, actor_type, actor_id, request_id, occurred_at, recorded_at)
   select $1, product_id, warehouse_id, sequence, uuidv7(at - clock_timestamp()), kind::movement_kind, change, 0,
          after - change, after, 0, 0, cost, case when sale_id is not null then 'sale' end, sale_id, 'user', :actor::uuid, 'bench', at, at
   from moved order by at, product_id, warehouse_id, sequence`,
  // Each time a level fell to its threshold, and each time it rose over it again.
  `create temporary table turned on commit drop as
   select product_id, warehouse_id, sequence, at, after, threshold, is_low
   from (
     select m.*, l.threshold, after <= threshold as is_low,
            lag(after <= threshold) over (partition by product_id, warehouse_id order by sequence) as was_low
     from moved m join level l using (product_id, warehouse_id)
     where l.threshold is not null) as watched
   where is_low <> coalesce(was_low, false)`,
  `create temporary table alert on commit drop as
   select product_id, warehouse_id, uuidv7(min(at) - clock_timestamp()) as id, count(*) filter (where is_low) as openings,
          max(at) filter (where is_low) as opened_at, max(threshold) as threshold,
          (array_agg(after order by sequence desc) filter (where is_low))[1] as opened_available,
          (array_agg(is_low order by sequence desc))[1] as is_open, max(at) as at, count(*) as turns
   from turned group by product_id, warehouse_id`,
  'analyze alert',
  `insert into inventory (company_id, product_id, warehouse_id, on_hand, version, low_stock_threshold, average_cost, last_cost,
                          alert_threshold, alert_clear_above, alert_id, alert_phase, updated_at)
   select $1, l.product_id, l.warehouse_id, coalesce(last.after, 0), coalesce(last.sequence, 0), l.low_stock_threshold,
          case when last.sequence > 0 then l.cost end, case when last.sequence > 0 then l.cost end, l.threshold, l.clear_above,
          a.id, case when a.is_open then 'raised' end, coalesce(last.at, now())
   from level l
   left join (select distinct on (product_id, warehouse_id) product_id, warehouse_id, after, sequence, at
              from moved order by product_id, warehouse_id, sequence desc) as last using (product_id, warehouse_id)
   left join alert a using (product_id, warehouse_id)`,
  `insert into alerts (company_id, id, product_id, warehouse_id, state, openings, opened_at, opened_available, opened_threshold,
                       resolved_at, resolution, version, updated_at)
   select $1, id, product_id, warehouse_id, case when is_open then 'open' else 'resolved' end, openings, opened_at,
          opened_available, threshold, case when not is_open then at end, case when not is_open then 'recovered' end, turns, at
   from alert`,
  `insert into alert_changes (company_id, alert_id, id, kind, state, available, threshold, resolution, actor_type, actor_id,
                              request_id, at)
   select $1, a.id, uuidv7(t.at - clock_timestamp()), case when is_low then 'opened' else 'resolved' end,
          case when is_low then 'open' else 'resolved' end, after, t.threshold, case when not is_low then 'recovered' end,
          'user', :actor::uuid, 'bench', t.at
   from turned t join alert a using (product_id, warehouse_id)
   order by t.at`,
  `insert into low_stock_figures (company_id, product_id, warehouse_id, level_version, window_days, window_ends_on, time_zone,
                                  net_units, active_days, days_in_stock)
   select $1, product_id, warehouse_id, -1, 1, date '0001-01-01', 'UTC', 0, 0, 1
   from inventory where company_id = $1 and is_low
   order by product_id, warehouse_id`,
  // Levels know their thresholds already.
  'delete from threshold_changes where company_id = $1',
];
