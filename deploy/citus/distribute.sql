-- StockFlow on Citus: every tenant table spread by company, run once after the migrations and again after each update.
-- Tables that are spread already are left alone. docs/scaling.md says when, and in which order with the rest.
--
--   psql "$DATABASE_URL" -v ON_ERROR_STOP=1 -f deploy/citus/distribute.sql
--
-- As a superuser of the coordinator: row-level security is forced, so that an owner who is none would copy the rows
-- that he sees (none) to the shards and drop the others. A test (packages/db/test/citus.int.test.ts) holds that every
-- table of the migrations stands in one of the two lists, parents before those that point at them.
--
-- What stays on the coordinator, as ordinary tables, for it is asked for before the company is known:
--   local: email_claims
--   local: rate_limits
--   local: _prisma_migrations
-- No reference tables: nothing that is shared is joined with what is not.

begin;

-- Foreign keys between what is being spread: one connection to each node, else a node cannot see what the other has made.
set local citus.multi_shard_modify_mode = 'sequential';

do $distribute$
declare
  one record;
begin
  if not exists (select from pg_extension where extname = 'citus') then
    raise exception 'This database has no Citus. As a superuser, before the migrations: create extension citus;';
  end if;
  if not (select rolsuper or rolbypassrls from pg_roles where rolname = current_user) then
    raise exception 'The user % sees no rows behind the wall and would lose them; run this as a superuser.', current_user;
  end if;
  for one in
    select * from (values
      ('companies', 'id'),
      ('users', 'company_id'),
      ('sessions', 'company_id'),
      ('api_keys', 'company_id'),
      ('invitations', 'company_id'),
      ('warehouses', 'company_id'),
      ('suppliers', 'company_id'),
      ('product_categories', 'company_id'),
      ('products', 'company_id'),
      ('product_bundles', 'company_id'),
      ('supplier_products', 'company_id'),
      ('inventory', 'company_id'),
      ('inventory_history', 'company_id'),
      ('reservations', 'company_id'),
      ('reservation_lines', 'company_id'),
      ('transfers', 'company_id'),
      ('transfer_lines', 'company_id'),
      ('stock_counts', 'company_id'),
      ('stock_count_lines', 'company_id'),
      ('sales', 'company_id'),
      ('sale_items', 'company_id'),
      ('sale_returns', 'company_id'),
      ('sale_return_items', 'company_id'),
      ('demand_daily', 'company_id'),
      ('alerts', 'company_id'),
      ('alert_changes', 'company_id'),
      ('threshold_changes', 'company_id'),
      ('low_stock_figures', 'company_id'),
      ('idempotency_records', 'company_id'),
      ('outbox_events', 'company_id')
    ) as list (name, key)
  loop
    if not exists (select from pg_dist_partition where logicalrelid = one.name::regclass) then
      perform create_distributed_table(
        one.name::regclass, one.key,
        colocate_with => case one.name when 'companies' then 'none' else 'companies' end);
    end if;
  end loop;
end
$distribute$;

commit;
