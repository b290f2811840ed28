/** What a company sells, where, and from whom. */
export const CATALOGUE: readonly string[] = [
  `insert into warehouses (company_id, id, name, name_key)
   select $1, uuidv7(), format('Warehouse %s', n), format('warehouse %s', n) from generate_series(1, :warehouses::integer) as n`,
  `insert into product_categories (company_id, id, name, name_key, low_stock_threshold)
   select $1, uuidv7(), format('Category %s', n), format('category %s', n), (array[5, 10, 15, 25, null])[1 + n % 5]
   from generate_series(1, 20) as n`,
  `insert into suppliers (company_id, id, name, contact_email)
   select $1, uuidv7(), format('Supplier %s', n), format('orders-%s@supplier.example', n) from generate_series(1, 40) as n`,
  // One in ten belongs to no category, one in twenty has a threshold of its own, few are discontinued or inactive.
  `insert into products (company_id, id, category_id, sku, sku_key, name, price, cost, lifecycle, active, low_stock_threshold)
   select $1, uuidv7(), case when random() < 0.9 then category.id end, format('B-%s', n), format('b-%s', n),
          format('Bench product %s', n), (1 + random() * 99)::numeric(14, 2), (1 + random() * 50)::numeric(14, 4),
          (case when random() < 0.02 then 'discontinued' else 'active' end)::product_lifecycle, random() > 0.01,
          case when random() < 0.05 then (random() * 30)::integer end
   from generate_series(1, :products::integer) as n
   join (select id, row_number() over () as place from product_categories where company_id = $1) as category
     on category.place = 1 + n % 20`,
  // Four in five have a primary supplier; one in five has one more.
  `insert into supplier_products (company_id, supplier_id, product_id, supplier_sku, price, lead_time_days,
                                  minimum_order_quantity, pack_size, is_primary)
   select $1, supplier.id, p.id, 'S-' || p.sku, p.cost, 2 + (random() * 28)::integer, 1 + (random() * 20)::integer,
          (array[1, 1, 6, 12])[1 + n % 4], is_primary
   from (select id, sku, cost, row_number() over () as n from products where company_id = $1) as p
   cross join (values (true, 0.8), (false, 0.2)) as kind (is_primary, share)
   join (select id, row_number() over () as place from suppliers where company_id = $1) as supplier
     on supplier.place = 1 + (n + case when is_primary then 0 else 7 end) % 40
   where random() < share`,
];
