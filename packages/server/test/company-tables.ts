import type { Database } from '@stockflow/db';

/** Every table that holds a company's rows. */
export const COMPANY_TABLES = [
  'companies',
  'users',
  'sessions',
  'api_keys',
  'invitations',
  'warehouses',
  'suppliers',
  'product_categories',
  'products',
  'product_bundles',
  'supplier_products',
  'inventory',
  'inventory_history',
  'reservations',
  'reservation_lines',
  'sales',
  'sale_items',
  'sale_returns',
  'sale_return_items',
  'demand_daily',
  'transfers',
  'transfer_lines',
  'stock_counts',
  'stock_count_lines',
  'alerts',
  'alert_changes',
  'idempotency_records',
  'outbox_events',
] as const;

/** All rows of a company in these tables, as text, in no order that changes: equal only if nothing changed. */
export const rowsOf = async (
  database: Database,
  companyId: string,
  tables: readonly (typeof COMPANY_TABLES)[number][] = COMPANY_TABLES,
): Promise<Record<string, string[]>> =>
  database.inCompany(companyId, async (tx) => {
    const found: Record<string, string[]> = {};
    for (const table of tables) {
      const rows = await tx.query<{ row: string }>({
        text: `select t::text as row from ${table} t order by 1`,
        values: [],
      });
      found[table] = rows.map(({ row }) => row);
    }
    return found;
  });
