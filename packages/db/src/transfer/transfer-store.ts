import { type TransferLineState, type TransferState, wireMoney } from '@stockflow/domain';
import type { Transfer, TransferSummary } from '@stockflow/schemas';
import { idSchema, instantInput } from '@stockflow/schemas';
import { z } from 'zod';
import { onlyRow } from '../catalogue/index.ts';
import type { CompanyTransaction, Statement } from '../connection/index.ts';
import type { Moving } from '../stock/movements.ts';
import { settle } from '../stock/settle.ts';

/** A transfer with what is told of it beside its state. */
export interface OpenTransfer extends TransferState {
  readonly notes: string | null;
  readonly shippedAt: Date;
  readonly closedAt: Date | null;
  readonly lines: readonly (TransferLineState & { readonly sku: string; readonly productName: string })[];
}

type Head = Omit<OpenTransfer, 'lines'>;
type Line = OpenTransfer['lines'][number];

const HEAD = `id, from_warehouse_id as "fromWarehouseId", to_warehouse_id as "toWarehouseId", status, notes,
  shipped_at as "shippedAt", closed_at as "closedAt", version`;

const headById = (companyId: string, id: string, isLocked: boolean): Statement => ({
  name: isLocked ? 'transfer-lock' : 'transfer-by-id',
  text: `select ${HEAD} from transfers where company_id = $1 and id = $2${isLocked ? ' for update' : ''}`,
  values: [companyId, id],
});

// Names are looked up line by line: a join could read the table whole where statistics are missing.
const linesById = (companyId: string, id: string): Statement => ({
  name: 'transfer-lines',
  text: `select t.line_number as "lineNumber", t.product_id as "productId", p.sku, p.name as "productName", t.quantity,
                t.quantity_received as "quantityReceived", t.quantity_missing as "quantityMissing",
                t.unit_cost as "unitCost"
         from transfer_lines t
         cross join lateral (select sku, name from products where company_id = $1 and id = t.product_id limit 1) as p
         where t.company_id = $1 and t.transfer_id = $2
         order by t.line_number`,
  values: [companyId, id],
});

/**
 * A transfer with its lines, locked until the transaction ends: of two who receive it at once, the second sees what the
 * first left. Taken before any level. NOT_FOUND for an unknown or foreign id.
 */
export const openTransfer = (tx: CompanyTransaction, id: string): Promise<OpenTransfer> =>
  readWhole(tx, id, true);

/** A transfer with its lines; NOT_FOUND for an unknown or foreign id. */
export const readTransfer = (tx: CompanyTransaction, id: string): Promise<OpenTransfer> =>
  readWhole(tx, id, false);

const readWhole = async (tx: CompanyTransaction, id: string, isLocked: boolean): Promise<OpenTransfer> => {
  const [heads, lines] = await settle<[Head[], Line[]]>([
    tx.query<Head>(headById(tx.companyId, id, isLocked)),
    tx.query<Line>(linesById(tx.companyId, id)),
  ]);
  return { ...onlyRow(heads, 'transfer'), lines };
};

/**
 * What one unit costs at a warehouse, by product, as an average of six decimals. Read before the levels are locked, so a
 * receipt that comes in between is not in it: a cost is a figure for the books, and its lock would be held for longer.
 */
export const readAverageCosts = async (
  tx: CompanyTransaction,
  warehouseId: string,
  productIds: readonly string[],
): Promise<Map<string, string>> => {
  const rows = await tx.query<{ productId: string; averageCost: string | null }>({
    name: 'average-costs',
    text: `select product_id as "productId", average_cost as "averageCost"
           from inventory
           where company_id = $1 and product_id = any($2::uuid[]) and warehouse_id = $3`,
    values: [tx.companyId, [...new Set(productIds)], warehouseId],
  });
  return new Map(
    rows.flatMap(({ productId, averageCost }) => (averageCost === null ? [] : [[productId, averageCost]])),
  );
};

/** Adds a transfer with its lines; false when its id is taken. Its unique key turns a second one away before any level is locked. */
export const insertTransfer = async (
  tx: CompanyTransaction,
  transfer: OpenTransfer,
  { actor, now }: Moving,
): Promise<boolean> => {
  const inserted = await tx.execute({
    name: 'transfer-insert',
    text: `insert into transfers (company_id, id, from_warehouse_id, to_warehouse_id, status, notes, actor_type, actor_id,
                                  shipped_at, closed_at, version, created_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $9)
           on conflict do nothing`,
    values: [
      tx.companyId,
      transfer.id,
      transfer.fromWarehouseId,
      transfer.toWarehouseId,
      transfer.status,
      transfer.notes,
      actor.type,
      actor.id,
      now,
      transfer.closedAt,
      transfer.version,
    ],
  });
  if (inserted === 0) return false;
  await tx.execute({
    name: 'transfer-lines-insert',
    text: `insert into transfer_lines (company_id, transfer_id, line_number, product_id, quantity, quantity_received,
                                       unit_cost)
           select $1, $2, "lineNumber", "productId", quantity, "quantityReceived", "unitCost"
           from json_to_recordset($3::json) as line (
             "lineNumber" integer, "productId" uuid, quantity integer, "quantityReceived" integer, "unitCost" numeric)`,
    values: [tx.companyId, transfer.id, JSON.stringify(transfer.lines)],
  });
  return true;
};

/** Writes what a locked transfer has become; sent with COMMIT. */
export const saveTransfer = (tx: CompanyTransaction, transfer: OpenTransfer): void => {
  tx.atCommit({
    name: 'transfer-save',
    text: `with head as (
             update transfers set status = $3, closed_at = $4, version = $5 where company_id = $1 and id = $2)
           update transfer_lines line
           set quantity_received = after."quantityReceived", quantity_missing = after."quantityMissing"
           from json_to_recordset($6::json) as after (
             "lineNumber" integer, "quantityReceived" integer, "quantityMissing" integer)
           where line.company_id = $1 and line.transfer_id = $2 and line.line_number = after."lineNumber"`,
    values: [
      tx.companyId,
      transfer.id,
      transfer.status,
      transfer.closedAt,
      transfer.version,
      JSON.stringify(transfer.lines),
    ],
  });
};

/** A transfer in wire form. */
export const wireTransfer = ({ shippedAt, closedAt, lines, ...rest }: OpenTransfer): Transfer => ({
  ...rest,
  shippedAt: shippedAt.toISOString(),
  closedAt: closedAt?.toISOString() ?? null,
  lines: lines.map((line) => ({
    ...line,
    unitCost: line.unitCost === null ? null : wireMoney(line.unitCost),
  })),
});

/** The last transfer of a page. */
export const transferCursor = z.object({ shippedAt: instantInput, id: idSchema });
export type TransferCursor = z.output<typeof transferCursor>;

/** What is asked of the list. */
export interface TransferFilter {
  readonly status?: string | undefined;
  readonly fromWarehouseId?: string | undefined;
  readonly toWarehouseId?: string | undefined;
  readonly limit: number;
  readonly after?: TransferCursor | undefined;
}

/** A transfer of the list as the database answers it: sums are text. */
export type TransferListRow = Head & {
  readonly lineCount: number;
  readonly quantity: string;
  readonly quantityReceived: string;
  readonly quantityMissing: string;
};

/** One page of transfers, the newest first, along (company, shipped_at, id); the lines of the page are summed. */
export const listTransfersStatement = (companyId: string, filter: TransferFilter): Statement => ({
  name: 'transfers-list',
  text: `select page.*, line.*
         from (
           select ${HEAD} from transfers
           where company_id = $1 and ($2::text is null or status = $2)
             and ($3::uuid is null or from_warehouse_id = $3) and ($4::uuid is null or to_warehouse_id = $4)
             and ($5::timestamptz is null or (shipped_at, id) < ($5, $6::uuid))
           order by shipped_at desc, id desc
           limit $7) as page
         cross join lateral (
           select count(*)::integer as "lineCount", coalesce(sum(quantity), 0) as quantity,
                  coalesce(sum(quantity_received), 0) as "quantityReceived",
                  coalesce(sum(quantity_missing), 0) as "quantityMissing"
           from transfer_lines where company_id = $1 and transfer_id = page.id) as line
         order by page."shippedAt" desc, page.id desc`,
  values: [
    companyId,
    filter.status ?? null,
    filter.fromWarehouseId ?? null,
    filter.toWarehouseId ?? null,
    filter.after?.shippedAt ?? null,
    filter.after?.id ?? null,
    filter.limit + 1,
  ],
});

/** The cursor's key of a transfer. */
export const transferCursorOf = ({ shippedAt, id }: TransferListRow): TransferCursor => ({
  shippedAt: shippedAt.toISOString(),
  id,
});

/** The row in wire form. */
export const wireTransferSummary = (row: TransferListRow): TransferSummary => ({
  ...row,
  shippedAt: row.shippedAt.toISOString(),
  closedAt: row.closedAt?.toISOString() ?? null,
  quantity: Number(row.quantity),
  quantityReceived: Number(row.quantityReceived),
  quantityMissing: Number(row.quantityMissing),
});
