import { notFound, refuse } from '@stockflow/domain';
import type { CompanyTransaction, Statement } from '../connection/index.ts';

/** A kind of row that is found by its id and counts its changes in `version`. */
export interface RowKind {
  readonly table: 'warehouses' | 'suppliers' | 'product_categories' | 'products';
  /** What a person calls it. */
  readonly what: string;
  /** The select list, by the names of the wire. */
  readonly columns: string;
}

/** Values by column; `undefined` leaves a column, `null` clears it. Objects go into jsonb columns. */
export type Changes = Readonly<Record<string, unknown>>;

interface RowUpdate {
  readonly id: string;
  readonly changes: Changes;
  readonly expectedVersion?: number | undefined;
  readonly now: Date;
}

/** One row by the primary key. */
export const rowById = (kind: RowKind, companyId: string, id: string): Statement => ({
  name: `${kind.table}-by-id`,
  text: `select ${kind.columns} from ${kind.table} where company_id = $1 and id = $2`,
  values: [companyId, id],
});

/** The one row that was asked for, or NOT_FOUND: the same for an unknown and a foreign id. */
export const onlyRow = <Row>(rows: Row[], what: string): Row => {
  const [row] = rows;
  if (row === undefined) throw notFound(what);
  return row;
};

const stored = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !(value instanceof Date) ? JSON.stringify(value) : value;

/** Adds one row and answers it. */
export const insertRow = async <Row>(
  tx: CompanyTransaction,
  kind: RowKind,
  values: Changes,
  now: Date,
): Promise<Row> => {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  const columns = ['company_id', 'created_at', 'updated_at', ...given.map(([column]) => column)];
  // created_at and updated_at are one parameter: $2 stands twice.
  const places = ['$1', '$2', '$2', ...given.map((_, index) => `$${index + 3}`)];
  const [row] = await tx.query<Row & object>({
    text: `insert into ${kind.table} (${columns.join(', ')}) values (${places.join(', ')}) returning ${kind.columns}`,
    values: [tx.companyId, now, ...given.map(([, value]) => stored(value))],
  });
  if (row === undefined) throw new Error(`an insert into ${kind.table} answered no row`);
  return row;
};

/**
 * Changes a row if its version is the expected one, in one conditional statement: two writers that expect
 * the same version cannot both pass. Locks the row; bumps `version`. Nothing to change leaves it as it is.
 */
export const updateRow = async <Row>(
  tx: CompanyTransaction,
  kind: RowKind,
  update: RowUpdate,
): Promise<Row> => {
  const { id, expectedVersion, now } = update;
  const given = Object.entries(update.changes).filter(([, value]) => value !== undefined);
  const values: unknown[] = [tx.companyId, id];
  const place = (value: unknown) => `$${values.push(value)}`;
  const condition = () => (expectedVersion === undefined ? '' : ` and version = ${place(expectedVersion)}`);
  const where = 'where company_id = $1 and id = $2';
  const text =
    given.length === 0
      ? `select ${kind.columns} from ${kind.table} ${where}${condition()}`
      : `update ${kind.table}
         set ${given.map(([column, value]) => `${column} = ${place(stored(value))}`).join(', ')},
             version = version + 1, updated_at = ${place(now)}
         ${where}${condition()}
         returning ${kind.columns}`;
  const [row] = await tx.query<Row & object>({ text, values });
  return row ?? refuseUpdate(tx, kind, id, expectedVersion);
};

/** The row as it is before a change, under the lock that an update takes anyway; null when there is none. */
export const lockRow = async <Row>(
  tx: CompanyTransaction,
  kind: RowKind,
  id: string,
): Promise<Row | null> => {
  const [row] = await tx.query<Row & object>({
    name: `${kind.table}-lock`,
    text: `select ${kind.columns} from ${kind.table} where company_id = $1 and id = $2 for no key update`,
    values: [tx.companyId, id],
  });
  return row ?? null;
};

/** Marks a row inactive. A second time changes nothing and answers the same, and says so. Locks the row. */
export const deactivateRow = async <Row>(
  tx: CompanyTransaction,
  kind: RowKind,
  { id, now }: { readonly id: string; readonly now: Date },
): Promise<{ row: Row; wasActive: boolean }> => {
  const [row] = await tx.query<Row & object>({
    name: `${kind.table}-deactivate`,
    text: `update ${kind.table} set active = false, version = version + 1, updated_at = $3
           where company_id = $1 and id = $2 and active
           returning ${kind.columns}`,
    values: [tx.companyId, id, now],
  });
  if (row) return { row, wasActive: true };
  const found = await tx.query<Row & object>(rowById(kind, tx.companyId, id));
  return { row: onlyRow<Row>(found, kind.what), wasActive: false };
};

// Nothing was updated: either there is no such row, or its version is another by now.
const refuseUpdate = async (
  tx: CompanyTransaction,
  kind: RowKind,
  id: string,
  expected: number | undefined,
): Promise<never> => {
  const found = await tx.query<{ version: number }>({
    name: `${kind.table}-version`,
    text: `select version from ${kind.table} where company_id = $1 and id = $2`,
    values: [tx.companyId, id],
  });
  const { version: current } = onlyRow(found, kind.what);
  if (expected === undefined) throw new Error(`an update of ${kind.table} met its row and did not change it`);
  throw refuse(
    'VERSION_CONFLICT',
    { conflicts: [{ id, expected, current }] },
    `This ${kind.what} has changed since you read it: it is at version ${current}, you expected ${expected}.`,
  );
};
