import type { Row, TableRow } from './row.ts';

interface Of {
  readonly company_id: string;
  readonly level: Row;
  readonly id: (what: string) => string;
  readonly at: string;
}

/** Rows of an alert and of what is kept for it. */
export const alertRows = ({ company_id, level, id, at }: Of): TableRow[] => [
  {
    table: 'alerts',
    row: {
      ...level,
      id: id('alert'),
      state: 'open',
      assignee_id: id('user'),
      opened_at: at,
      opened_available: 2,
      opened_threshold: 5,
      updated_at: at,
    },
  },
  {
    table: 'alert_changes',
    row: {
      company_id,
      alert_id: id('alert'),
      id: id('alert change'),
      kind: 'opened',
      state: 'open',
      available: 2,
      threshold: 5,
      actor_type: 'system',
      request_id: 'r-1',
      at,
    },
  },
  {
    table: 'threshold_changes',
    row: { company_id, scope: 'product', scope_id: id('product'), id: id('change'), requested_at: at },
  },
  {
    table: 'low_stock_figures',
    row: {
      ...level,
      level_version: 1,
      window_days: 90,
      window_ends_on: '2026-11-23',
      time_zone: 'UTC',
      net_units: 3,
      active_days: 1,
      days_in_stock: 90,
      available: 2,
      threshold: 5,
      is_listed: true,
    },
  },
];
