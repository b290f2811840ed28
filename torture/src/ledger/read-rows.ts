import pg from 'pg';
import type { Arena } from '../stock/arena.ts';
import { Names } from '../stock/names.ts';
import type { HoldRow, LedgerLine, Rows } from './types.ts';

interface LineRow extends Omit<LedgerLine, 'level'> {
  readonly productId: string;
  readonly warehouseId: string;
}

interface HoldLineRow {
  readonly id: string;
  readonly status: string;
  readonly endedInTime: boolean | null;
  readonly productId: string;
  readonly warehouseId: string;
  readonly quantity: number;
  readonly committed: number;
  readonly released: number;
}

/** Reads ledger and reservations of a company row by row, past the server: what it says of itself is not asked. */
export const readRows = async (adminUrl: string, arena: Arena): Promise<Rows> => {
  const client = new pg.Client({ connectionString: adminUrl });
  client.on('error', () => {});
  await client.connect();
  try {
    // Whoever owns the tables of a DATABASE_URL stands behind the wall as well.
    await client.query(`select set_config('app.company_id', $1, false)`, [arena.companyId]);
    const ledger = await client.query<LineRow>(
      `select product_id as "productId", warehouse_id as "warehouseId", sequence, kind, on_hand_change as "onHandChange",
              reserved_change as "reservedChange", request_id as "requestId", reference_id as "referenceId"
       from inventory_history
       where company_id = $1
       order by product_id, warehouse_id, sequence`,
      [arena.companyId],
    );
    const holds = await client.query<HoldLineRow>(
      `select case when r.reference_type = 'sale' then r.reference_id else r.id end as id, r.status,
              case when r.status = 'expired' then r.ended_at = r.expires_at else r.ended_at < r.expires_at end
                as "endedInTime",
              l.product_id as "productId", l.warehouse_id as "warehouseId", l.quantity,
              l.quantity_committed as committed, l.quantity_released as released
       from reservations r
       join reservation_lines l on l.company_id = r.company_id and l.reservation_id = r.id
       where r.company_id = $1
       order by r.id, l.line_number`,
      [arena.companyId],
    );
    const names = new Names(arena);
    return { ledger: ledgerOf(ledger.rows, names), holds: holdsOf(holds.rows, names) };
  } finally {
    await client.end();
  }
};

/** Without what made the arena: its levels are known as they were then. */
const ledgerOf = (rows: readonly LineRow[], names: Names): LedgerLine[] =>
  rows.flatMap(({ productId, warehouseId, ...line }) => {
    const level = names.level({ productId, warehouseId });
    return line.sequence > (names.arena.levels[level]?.version ?? 0) ? [{ level, ...line }] : [];
  });

const holdsOf = (rows: readonly HoldLineRow[], names: Names): HoldRow[] => {
  const holds = new Map<string, HoldRow & { lines: HoldRow['lines'][number][] }>();
  for (const { id, status, endedInTime, productId, warehouseId, ...figures } of rows) {
    const hold = holds.get(id) ?? { id, status, endedInTime, lines: [] };
    hold.lines.push({ level: names.level({ productId, warehouseId }), ...figures });
    holds.set(id, hold);
  }
  return [...holds.values()];
};
