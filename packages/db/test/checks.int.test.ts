import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkViolation, uniqueViolation } from '../src/connection/index.ts';
import { asAdmin, createTestDatabase, type TestDatabase } from '../src/testing/index.ts';
import { insertOf, type Row, rowsOf } from './support/rows.ts';

const long = 'x'.repeat(256);
const email = { 'in capitals': { email: 'A@example.com' }, 'too short': { email: 'a@' } };
const money = (column: string) => ({ negative: { [column]: '-0.01' }, NaN: { [column]: 'NaN' } });
const actor = {
  'a stranger': { actor_type: 'robot' },
  'a user without an id': { actor_type: 'user', actor_id: null },
};
const version = { 'under 1': { version: 0 } };
const movement = (change: Row) => ({ sequence: 2, ...change });

const origin = rowsOf('checked').find(({ table }) => table === 'transfers')?.row.from_warehouse_id;

/** What each CHECK refuses: the changes to a valid row. The test below holds that none is missing. */
const refused: Record<string, Record<string, Row>> = {
  companies_name_check: { empty: { name: '' }, long: { name: long } },
  companies_email_check: email,
  companies_address_check: { 'not an object': { address: '"x"' } },
  companies_default_low_stock_threshold_check: { negative: { default_low_stock_threshold: -1 } },
  companies_recent_sales_window_days_check: {
    none: { recent_sales_window_days: 0 },
    long: { recent_sales_window_days: 366 },
  },
  companies_critical_days_check: { negative: { critical_days: -1 } },
  companies_review_period_days_check: { negative: { review_period_days: -1 } },
  companies_currency_check: { 'small letters': { currency: 'usd' } },
  companies_time_zone_check: { empty: { time_zone: '' } },
  companies_version_check: version,
  email_claims_scope_check: { 'a stranger': { scope: 'dog', user_id: null } },
  email_claims_user_id_check: { 'no user': { user_id: null }, 'a user of a company': { scope: 'company' } },
  email_claims_email_check: email,
  users_email_check: email,
  users_password_hash_check: { 'a password': { password_hash: 'correct horse battery' } },
  users_first_name_check: { empty: { first_name: '' } },
  users_last_name_check: { empty: { last_name: '' } },
  sessions_id_hash_check: { 'not a hash': { id_hash: 'x'.repeat(64) } },
  api_keys_name_check: { empty: { name: '' } },
  api_keys_secret_hash_check: { 'the secret': { secret_hash: 'sk_live_1' } },
  api_keys_scopes_check: { none: { scopes: null }, 'a hole': { scopes: ['stock:read', null] } },
  invitations_email_check: email,
  invitations_token_hash_check: { 'the token': { token_hash: 'abc' } },
  invitations_ended_once_check: { twice: { accepted_at: '2026-01-01', revoked_at: '2026-01-01' } },
  warehouses_name_check: { empty: { name: '' }, 'no key': { name_key: '' }, long: { name: long } },
  warehouses_address_check: { 'not an object': { address: '[]' } },
  warehouses_version_check: version,
  suppliers_name_check: { empty: { name: '' } },
  suppliers_address_check: { 'not an object': { address: '1' } },
  suppliers_payment_terms_days_check: { negative: { payment_terms_days: -1 } },
  suppliers_version_check: version,
  product_categories_name_check: { empty: { name: '' } },
  product_categories_low_stock_threshold_check: { negative: { low_stock_threshold: -1 } },
  product_categories_version_check: version,
  products_sku_check: {
    empty: { sku: '', sku_key: '' },
    'a space': { sku: 'A B', sku_key: 'a b' },
    'a line end': { sku: 'A\n', sku_key: 'a\n' },
    'another alphabet': { sku: 'Ä', sku_key: 'Ä' },
  },
  products_sku_key_check: { 'another key': { sku_key: 'other' }, capitals: { sku: 'ABC', sku_key: 'ABC' } },
  products_name_check: { empty: { name: '' } },
  products_price_check: money('price'),
  products_cost_check: money('cost'),
  products_size_check: { weight: { weight_grams: -1 }, height: { height_mm: -1 } },
  products_parent_id_check: {
    itself: { id: '01890000-0000-7000-8000-000000000001', parent_id: '01890000-0000-7000-8000-000000000001' },
  },
  products_option_values_check: { 'not an object': { option_values: '["red"]' } },
  products_low_stock_threshold_check: { negative: { low_stock_threshold: -1 } },
  products_version_check: version,
  product_bundles_quantity_check: { none: { quantity: 0 } },
  product_bundles_component_id_check: {
    itself: {
      bundle_id: '01890000-0000-7000-8000-000000000001',
      component_id: '01890000-0000-7000-8000-000000000001',
    },
  },
  supplier_products_price_check: money('price'),
  supplier_products_lead_time_days_check: { negative: { lead_time_days: -1 } },
  supplier_products_minimum_order_quantity_check: { none: { minimum_order_quantity: 0 } },
  supplier_products_pack_size_check: { none: { pack_size: 0 } },
  inventory_on_hand_check: { negative: { on_hand: -1, reserved: -1 } },
  inventory_reserved_check: { negative: { reserved: -1 }, 'above on hand': { reserved: 11 } },
  inventory_incoming_check: { negative: { incoming: -1 } },
  inventory_version_check: { negative: { version: -1 } },
  inventory_low_stock_threshold_check: { negative: { low_stock_threshold: -1 } },
  inventory_average_cost_check: money('average_cost'),
  inventory_last_cost_check: money('last_cost'),
  inventory_history_sequence_check: { none: { sequence: 0 } },
  inventory_history_first_check: { 'not from nothing': { on_hand_before: 5, on_hand_after: 15 } },
  inventory_history_moves_check: {
    'no change': movement({ on_hand_change: 0, reserved_change: 0, on_hand_after: 0, reserved_after: 0 }),
  },
  inventory_history_on_hand_check: { 'a wrong sum': { on_hand_after: 11 } },
  inventory_history_reserved_check: { 'a wrong sum': { reserved_after: 4 } },
  inventory_history_before_check: {
    negative: movement({ on_hand_before: -1, on_hand_after: 9 }),
    'reserved above on hand': movement({ reserved_before: 1, reserved_after: 4 }),
  },
  inventory_history_after_check: {
    negative: movement({ on_hand_change: -1, on_hand_after: -1, reserved_change: 0, reserved_after: 0 }),
    'reserved above on hand': { reserved_change: 11, reserved_after: 11 },
  },
  inventory_history_unit_cost_check: money('unit_cost'),
  inventory_history_reason_check: {
    none: { kind: 'ADJUSTMENT' },
    'a stranger': { kind: 'ADJUSTMENT', reason: 'bored' },
  },
  inventory_history_actor_check: actor,
  reservations_ended_at_check: {
    'ended, no time': { status: 'released' },
    'a time, not ended': { ended_at: '2026-01-01' },
  },
  reservation_lines_line_number_check: { none: { line_number: 0 } },
  reservation_lines_quantity_check: { none: { quantity: 0 } },
  reservation_lines_used_check: {
    'more than held': { quantity_committed: 2, quantity_released: 2 },
    negative: { quantity_released: -1 },
  },
  sales_external_id_check: { empty: { external_id: '' } },
  sales_channel_check: { empty: { channel: '' } },
  sales_total_check: money('total'),
  sales_completed_at_check: { 'no time': { completed_at: null } },
  sales_cancelled_at_check: {
    'no time': { status: 'cancelled' },
    'not cancelled': { cancelled_at: '2026-01-01' },
  },
  sales_actor_check: actor,
  sales_version_check: version,
  sale_items_line_number_check: { none: { line_number: 0 } },
  sale_items_quantity_check: {
    negative: { quantity: -3, line_total: '-4.5', quantity_shipped: 0, quantity_returned: 0 },
  },
  sale_items_quantity_shipped_check: { 'more than sold': { quantity_shipped: 4 } },
  sale_items_quantity_returned_check: { 'more than shipped': { quantity_shipped: 2 } },
  sale_items_unit_price_check: {
    negative: { unit_price: '-1', line_total: '-3' },
    NaN: { unit_price: 'NaN', line_total: 'NaN' },
  },
  sale_items_line_total_check: { 'a wrong product': { line_total: '4.51' } },
  sale_returns_external_id_check: { empty: { external_id: '' } },
  sale_returns_channel_check: { empty: { channel: '' } },
  sale_returns_total_check: money('total'),
  sale_returns_actor_check: actor,
  reservations_actor_check: actor,
  reservation_lines_asked_line_check: { none: { asked_line: 0 } },
  transfers_status_check: { another: { status: 'lost', closed_at: '2026-11-23' } },
  transfers_closed_at_check: { 'closed in transit': { closed_at: '2026-11-23' } },
  transfers_to_warehouse_id_check: { 'to itself': { to_warehouse_id: origin } },
  transfers_actor_check: actor,
  transfers_version_check: version,
  transfer_lines_line_number_check: { none: { line_number: 0 } },
  transfer_lines_quantity_check: { none: { quantity: 0, quantity_missing: 0 } },
  transfer_lines_quantity_received_check: { negative: { quantity_received: -1 } },
  transfer_lines_quantity_missing_check: {
    'more than is left': { quantity_missing: 3 },
    negative: { quantity_missing: -1 },
  },
  transfer_lines_unit_cost_check: money('unit_cost'),
  stock_counts_status_check: { another: { status: 'lost', closed_at: '2026-11-23' } },
  stock_counts_closed_at_check: { 'closed while open': { closed_at: '2026-11-23' } },
  stock_counts_actor_check: actor,
  stock_counts_version_check: version,
  stock_count_lines_opened_on_hand_check: { negative: { opened_on_hand: -1 } },
  stock_count_lines_counted_quantity_check: { negative: { counted_quantity: -1, posted_change: null } },
  stock_count_lines_expected_on_hand_check: { negative: { expected_on_hand: -1, posted_change: null } },
  stock_count_lines_counted_check: { 'half a count': { expected_on_hand: null, posted_change: null } },
  stock_count_lines_rounds_check: { negative: { rounds: -1 } },
  stock_count_lines_posted_change_check: { 'another figure': { posted_change: -2 } },
  warehouses_priority_check: { negative: { priority: -1 } },
  sale_return_items_sale_line_check: { 'half a reference': { sale_line_number: null } },
  sale_return_items_line_number_check: { none: { line_number: 0 } },
  sale_return_items_quantity_check: { none: { quantity: 0 } },
  sale_return_items_unit_price_check: money('unit_price'),
  sale_return_items_parts_check: { 'not a list': { parts: '{}' } },
  demand_daily_units_check: { negative: { units_sold: -1 }, returned: { units_returned: -1 } },
  companies_alert_hysteresis_check: { negative: { alert_hysteresis: -1 } },
  inventory_alert_threshold_check: {
    negative: { alert_threshold: -1, alert_clear_above: 0 },
    'half a rule': { alert_threshold: 5, alert_clear_above: null },
  },
  inventory_alert_clear_above_check: { under: { alert_threshold: 5, alert_clear_above: 4 } },
  inventory_alert_phase_check: {
    'a stranger': { alert_phase: 'loud' },
    'of no alert': { alert_phase: 'raised' },
  },
  inventory_alert_wake_below_check: { 'of no alert': { alert_wake_below: 3 } },
  alerts_state_check: { 'a stranger': { state: 'closed' } },
  alerts_openings_check: { none: { openings: 0 } },
  alerts_opened_check: { available: { opened_available: -1 }, threshold: { opened_threshold: -1 } },
  alerts_acknowledged_check: { never: { state: 'acknowledged' } },
  alerts_snoozed_check: { 'for nothing': { state: 'snoozed' }, open: { snoozed_until: '2030-01-01' } },
  alerts_resolved_check: {
    never: { state: 'resolved' },
    open: { resolved_at: '2030-01-01', resolution: 'recovered' },
  },
  alerts_version_check: version,
  alert_changes_kind_check: { 'a stranger': { kind: 'lost' } },
  alert_changes_state_check: { 'a stranger': { state: 'closed' } },
  alert_changes_available_check: { negative: { available: -1 } },
  alert_changes_actor_check: actor,
  threshold_changes_scope_check: { 'a stranger': { scope: 'planet' } },
  low_stock_figures_days_check: {
    'a window': { window_days: 366 },
    sold: { active_days: 91 },
    'in stock': { days_in_stock: 0 },
  },
  idempotency_records_key_check: { empty: { key: '' } },
  idempotency_records_request_hash_check: { 'not a hash': { request_hash: 'x' } },
  idempotency_records_expires_at_check: { before: { expires_at: '2020-01-01' } },
  outbox_events_sequence_check: { none: { sequence: 0 } },
};

describe('rules of one row, in the database itself', () => {
  let migrated: TestDatabase;
  const valid = rowsOf('checked');
  const tableOf = (constraint: string) =>
    valid
      .map(({ table }) => table)
      .filter((table) => constraint.startsWith(`${table}_`))
      .sort((a, b) => b.length - a.length)[0];

  beforeAll(async () => {
    migrated = await createTestDatabase();
  });
  afterAll(() => migrated.drop());

  /** Inserts in a transaction that is rolled back; answers the error. */
  async function attempt(client: pg.Client, table: string, changes: Row): Promise<unknown> {
    await client.query('begin');
    try {
      for (const { table: name, row } of valid) {
        if (name === table) {
          await client.query(insertOf({ table, row: { ...row, ...changes } }));
          return undefined;
        }
        await client.query(insertOf({ table: name, row }));
      }
      throw new Error(`no row for ${table}`);
    } catch (error) {
      return error;
    } finally {
      await client.query('rollback');
    }
  }

  test('the valid rows go in', async () => {
    await asAdmin(migrated.adminUrl, async (client) => {
      await client.query('begin');
      for (const row of valid) await client.query(insertOf(row));
      await client.query('rollback');
    });
  });

  test('every CHECK of the database is tried below', async () => {
    const { rows } = await asAdmin(migrated.adminUrl, (client) =>
      client.query<{ name: string }>(
        `select conname as name from pg_constraint where contype = 'c' and connamespace = 'public'::regnamespace order by 1`,
      ),
    );
    expect(rows.map(({ name }) => name)).toEqual(Object.keys(refused).sort());
  });

  test.each(Object.entries(refused))('%s refuses', async (constraint, cases) => {
    const table = tableOf(constraint) ?? '';
    await asAdmin(migrated.adminUrl, async (client) => {
      for (const [name, changes] of Object.entries(cases)) {
        const violation = checkViolation(await attempt(client, table, changes));
        expect(violation, name).toEqual({ constraint, table });
      }
    });
  });

  test('a product has at most one primary offer, an address one open invitation, a company one owner', async () => {
    const second = rowsOf('checked', 'second');
    const insertBoth = async (table: string, changes: (first: Row) => Row) => {
      const all = [...valid, ...second.filter((row) => row.table === 'suppliers' || row.table === 'users')];
      const first = valid.find((row) => row.table === table)?.row ?? {};
      return asAdmin(migrated.adminUrl, async (client) => {
        await client.query('begin');
        for (const row of all) await client.query(insertOf(row));
        return client.query(insertOf({ table, row: { ...first, ...changes(first) } })).then(
          () => null,
          (error: unknown) => uniqueViolation(error),
        );
      });
    };
    const supplier = second.find(({ table }) => table === 'suppliers')?.row.id;
    const offer = (is_primary: boolean) =>
      insertBoth('supplier_products', () => ({ supplier_id: supplier, is_primary }));
    const id = '01890000-0000-7000-8000-000000000009';
    expect(await offer(true)).toEqual({
      constraint: 'supplier_products_one_primary_key',
      table: 'supplier_products',
    });
    expect(await offer(false)).toBeNull();
    expect(await insertBoth('invitations', () => ({ id }))).toEqual({
      constraint: 'invitations_one_open_key',
      table: 'invitations',
    });
    const person = (role: string) => insertBoth('users', () => ({ id, email: 'second@example.test', role }));
    expect(await person('owner')).toEqual({ constraint: 'users_one_owner_key', table: 'users' });
    expect(await person('admin')).toBeNull();
    expect(await insertBoth('invitations', () => ({ id, revoked_at: '2026-01-01' }))).toBeNull();
  });
});
