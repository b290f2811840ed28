import { createHash } from 'node:crypto';
import { alertRows } from './alert-rows.ts';
import type { TableRow } from './row.ts';

export type { Row, TableRow } from './row.ts';

/** An id that is always the same for the same words: rows can point at each other without being kept. */
export function idOf(...words: string[]): string {
  const hex = createHash('sha256').update(words.join(' ')).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `7${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const at = '2026-11-23T10:00:00Z';
const later = '2026-11-24T10:00:00Z';

/**
 * One valid row for every table that knows a company, in an order in which they can be inserted. `salt` tells the
 * rows of one company from each other; everything they point at belongs to the same company and salt.
 */
export function rowsOf(company: string, salt = 'first'): TableRow[] {
  const company_id = idOf('company', company);
  const id = (what: string) => idOf(company, salt, what);
  const email = `${company}-${salt}@example.com`;
  const actor = { actor_type: 'user', actor_id: id('user') };
  const level = { company_id, product_id: id('product'), warehouse_id: id('warehouse') };
  const at_sale = { ...level, quantity: 3, unit_price: '1.5000' };
  return [
    ...(salt === 'first' ? [{ table: 'companies', row: { id: company_id, name: company, email } }] : []),
    { table: 'email_claims', row: { scope: 'user', email, company_id, user_id: id('user') } },
    {
      table: 'users',
      row: {
        company_id,
        id: id('user'),
        email,
        password_hash: '$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA',
        first_name: 'Ada',
        last_name: 'Owner',
        // A company has one owner.
        role: salt === 'first' ? 'owner' : 'admin',
      },
    },
    {
      table: 'sessions',
      row: {
        company_id,
        id_hash: hash(`${company} ${salt}`),
        user_id: id('user'),
        expires_at: at,
        absolute_expires_at: later,
      },
    },
    {
      table: 'api_keys',
      row: {
        company_id,
        id: id('key'),
        name: 'Shop',
        secret_hash: hash('secret'),
        hint: 'abcd',
        scopes: ['stock:read'],
        created_by_id: id('user'),
      },
    },
    {
      table: 'invitations',
      row: {
        company_id,
        id: id('invitation'),
        email: `new-${email}`,
        role: 'viewer',
        token_hash: hash('token'),
        invited_by_id: id('user'),
        expires_at: later,
      },
    },
    {
      table: 'warehouses',
      row: {
        company_id,
        id: id('warehouse'),
        name: `Main ${salt}`,
        name_key: `main ${salt}`,
        manager_id: id('user'),
      },
    },
    {
      table: 'warehouses',
      row: { company_id, id: id('second'), name: `Second ${salt}`, name_key: `second ${salt}` },
    },
    { table: 'suppliers', row: { company_id, id: id('supplier'), name: 'Mill' } },
    {
      table: 'product_categories',
      row: { company_id, id: id('category'), name: `Tea ${salt}`, name_key: `tea ${salt}` },
    },
    {
      table: 'products',
      row: {
        company_id,
        id: id('product'),
        category_id: id('category'),
        sku: `SKU-${salt}`,
        sku_key: `sku-${salt}`,
        name: 'Cup',
        price: '1.50',
        is_bundle: true,
      },
    },
    {
      table: 'products',
      row: {
        company_id,
        id: id('component'),
        parent_id: id('product'),
        sku: `PART-${salt}`,
        sku_key: `part-${salt}`,
        name: 'Part',
        price: '0.50',
      },
    },
    {
      table: 'product_bundles',
      row: { company_id, bundle_id: id('product'), component_id: id('component'), quantity: 2 },
    },
    {
      table: 'supplier_products',
      row: {
        company_id,
        supplier_id: id('supplier'),
        product_id: id('product'),
        price: '0.7500',
        lead_time_days: 14,
        is_primary: true,
      },
    },
    { table: 'inventory', row: { ...level, on_hand: 10, reserved: 3, version: 1 } },
    {
      table: 'inventory_history',
      row: {
        ...level,
        ...actor,
        sequence: 1,
        id: id('movement'),
        kind: 'INITIAL_STOCK',
        on_hand_change: 10,
        reserved_change: 3,
        on_hand_before: 0,
        on_hand_after: 10,
        reserved_before: 0,
        reserved_after: 3,
        occurred_at: at,
      },
    },
    { table: 'reservations', row: { company_id, id: id('reservation') } },
    {
      table: 'reservation_lines',
      row: { ...level, reservation_id: id('reservation'), line_number: 1, asked_line: 1, quantity: 3 },
    },
    {
      table: 'sales',
      row: {
        company_id,
        ...actor,
        id: id('sale'),
        external_id: `order-${salt}`,
        status: 'completed',
        total: '4.5000',
        sale_date: at,
        completed_at: at,
      },
    },
    {
      table: 'sale_items',
      row: {
        ...at_sale,
        sale_id: id('sale'),
        line_number: 1,
        quantity_shipped: 3,
        quantity_returned: 3,
        line_total: '4.5000',
      },
    },
    {
      table: 'sale_returns',
      row: {
        company_id,
        ...actor,
        id: id('return'),
        sale_id: id('sale'),
        external_id: `return-${salt}`,
        total: '4.5000',
        returned_at: at,
      },
    },
    {
      table: 'sale_return_items',
      row: { ...at_sale, return_id: id('return'), line_number: 1, sale_id: id('sale'), sale_line_number: 1 },
    },
    {
      table: 'transfers',
      row: {
        company_id,
        ...actor,
        id: id('transfer'),
        from_warehouse_id: id('warehouse'),
        to_warehouse_id: id('second'),
        status: 'in_transit',
        shipped_at: at,
      },
    },
    {
      table: 'transfer_lines',
      row: {
        company_id,
        transfer_id: id('transfer'),
        line_number: 1,
        product_id: id('component'),
        quantity: 3,
        quantity_received: 1,
        quantity_missing: 1,
        unit_cost: '1.0000',
      },
    },
    {
      table: 'stock_counts',
      row: {
        company_id,
        ...actor,
        id: id('count'),
        warehouse_id: id('warehouse'),
        status: 'open',
        opened_at: at,
      },
    },
    {
      table: 'stock_count_lines',
      row: {
        ...level,
        count_id: id('count'),
        opened_on_hand: 10,
        counted_quantity: 9,
        expected_on_hand: 10,
        counted_at: at,
        counted_by_type: 'system',
        rounds: 1,
        posted_change: -1,
      },
    },
    { table: 'demand_daily', row: { ...level, day: '2026-11-23', units_sold: 3 } },
    ...alertRows({ company_id, level, id, at }),
    {
      table: 'idempotency_records',
      row: {
        company_id,
        key: `key-${salt}`,
        procedure: 'products.create',
        request_hash: hash('request'),
        answer: { ok: {} },
        created_at: at,
        expires_at: later,
      },
    },
    {
      table: 'outbox_events',
      row: { company_id, id: id('event'), type: 'product.created', payload: {}, occurred_at: at },
    },
  ];
}

/** The row as a statement. */
export function insertOf({ table, row }: TableRow): { text: string; values: unknown[] } {
  const columns = Object.keys(row);
  const places = columns.map((_, index) => `$${index + 1}`);
  return {
    text: `insert into ${table} (${columns.join(', ')}) values (${places.join(', ')})`,
    values: Object.values(row),
  };
}

/** The column that names the company. */
export const companyColumn = (table: string) => (table === 'companies' ? 'id' : 'company_id');
