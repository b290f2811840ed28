import { nameKeyOf, notFound, refuse } from '@stockflow/domain';
import type { Address, Warehouse } from '@stockflow/schemas';
import { markThresholds } from '../alert/mark-thresholds.ts';
import type { CompanyTransaction, Statement } from '../connection/index.ts';
import { deactivateRow, insertRow, lockRow, type RowKind, rowById, updateRow } from './rows.ts';
import { idTaken, nameTaken, refusingTaken } from './taken.ts';
import { type Stamped, wire } from './wire.ts';

/** A warehouse as the database answers it. */
export type WarehouseRow = Stamped<Warehouse>;

/** The warehouse in wire form. */
export const wireWarehouse = (row: WarehouseRow): Warehouse => wire(row);

/** The select list of a warehouse. */
export const WAREHOUSE: RowKind = {
  table: 'warehouses',
  what: 'warehouse',
  columns: `id, name, address, manager_id as "managerId", priority, active, version,
            created_at as "createdAt", updated_at as "updatedAt"`,
};

/** What a warehouse holds. */
export interface WarehouseFields {
  name?: string | undefined;
  address?: Address | null | undefined;
  managerId?: string | null | undefined;
  priority?: number | undefined;
}

const columnsOf = ({ name, address, managerId, priority }: WarehouseFields) => ({
  name,
  name_key: name === undefined ? undefined : nameKeyOf(name),
  address,
  manager_id: managerId,
  priority,
});

const takenBy = (name: string) => ({
  warehouses_pkey: () => idTaken('warehouse'),
  warehouses_company_id_name_key_key: () => nameTaken('warehouse', name),
});

/** One warehouse by its id. */
export const warehouseById = (companyId: string, id: string): Statement => rowById(WAREHOUSE, companyId, id);

/** Adds a warehouse; NAME_TAKEN when another has the name. */
export const insertWarehouse = async (
  tx: CompanyTransaction,
  { id, now, ...fields }: WarehouseFields & { id: string; name: string; now: Date },
): Promise<Warehouse> =>
  wireWarehouse(
    await refusingTaken(
      insertRow<WarehouseRow>(tx, WAREHOUSE, { id, ...columnsOf(fields) }, now),
      takenBy(fields.name),
    ),
  );

interface WarehouseUpdate {
  id: string;
  fields: WarehouseFields & { active?: boolean | undefined };
  expectedVersion?: number | undefined;
  now: Date;
}

/** Changes a warehouse. `active: false` is refused while it holds stock, as by `warehouses.deactivate`. */
export const changeWarehouse = async (
  tx: CompanyTransaction,
  update: WarehouseUpdate,
): Promise<Warehouse> => {
  const { id, fields, expectedVersion, now } = update;
  if (fields.active === false) await refuseUnlessEmpty(tx, id);
  const changes = { ...columnsOf(fields), active: fields.active };
  const before = fields.active === undefined ? null : await lockRow<WarehouseRow>(tx, WAREHOUSE, id);
  const after = await refusingTaken(
    updateRow<WarehouseRow>(tx, WAREHOUSE, { id, changes, expectedVersion, now }),
    takenBy(fields.name ?? ''),
  );
  if (before && before.active !== after.active) markThresholds(tx, [{ scope: 'warehouse', id }]);
  return wireWarehouse(after);
};

/** Closes a warehouse, when it is empty; a second time does nothing. */
export const closeWarehouse = async (tx: CompanyTransaction, id: string, now: Date): Promise<Warehouse> => {
  await refuseUnlessEmpty(tx, id);
  const { row, wasActive } = await deactivateRow<WarehouseRow>(tx, WAREHOUSE, { id, now });
  if (wasActive) markThresholds(tx, [{ scope: 'warehouse', id }]);
  return wireWarehouse(row);
};

/**
 * Refuses while a level of the warehouse holds, or waits for, anything. FOR UPDATE, not the weaker lock of an
 * update: every movement takes KEY SHARE on its warehouse through the ledger's foreign key, so those under way are
 * waited for and counted. The count reads inventory's index by warehouse.
 */
const refuseUnlessEmpty = async (tx: CompanyTransaction, id: string): Promise<void> => {
  const [warehouse] = await tx.query<{ active: boolean }>({
    name: 'warehouse-lock',
    text: 'select active from warehouses where company_id = $1 and id = $2 for update',
    values: [tx.companyId, id],
  });
  if (!warehouse) throw notFound('warehouse');
  if (!warehouse.active) return;
  const [held] = await tx.query<{ products: string; onHand: string; incoming: string }>({
    name: 'warehouse-held-stock',
    text: `select count(*) as products, coalesce(sum(on_hand), 0) as "onHand", coalesce(sum(incoming), 0) as incoming
           from inventory
           where company_id = $1 and warehouse_id = $2 and (on_hand > 0 or incoming > 0)`,
    values: [tx.companyId, id],
  });
  if (!held || Number(held.products) === 0) return;
  const waiting = Number(held.incoming) > 0 ? ` and waits for ${held.incoming}` : '';
  throw refuse(
    'STATE_CONFLICT',
    { state: 'holds_stock', allowed: ['empty'] },
    `This warehouse still holds ${held.onHand} units${waiting}, of ${held.products} products. Bring them to 0 first.`,
  );
};
