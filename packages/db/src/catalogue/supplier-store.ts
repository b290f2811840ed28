import type { Address, Supplier } from '@stockflow/schemas';
import type { CompanyTransaction, Statement } from '../connection/index.ts';
import { deactivateRow, insertRow, type RowKind, rowById, updateRow } from './rows.ts';
import { idTaken, refusingTaken } from './taken.ts';
import { type Stamped, wire } from './wire.ts';

/** A supplier as the database answers it. */
export type SupplierRow = Stamped<Supplier>;

/** The supplier in wire form. */
export const wireSupplier = (row: SupplierRow): Supplier => wire(row);

/** The select list of a supplier. */
export const SUPPLIER: RowKind = {
  table: 'suppliers',
  what: 'supplier',
  columns: `id, name, contact_email as "contactEmail", contact_phone as "contactPhone", address,
            payment_terms_days as "paymentTermsDays", active, version,
            created_at as "createdAt", updated_at as "updatedAt"`,
};

/** What a supplier holds. Two suppliers may have one name: firms do. */
export interface SupplierFields {
  name?: string | undefined;
  contactEmail?: string | null | undefined;
  contactPhone?: string | null | undefined;
  address?: Address | null | undefined;
  paymentTermsDays?: number | undefined;
}

const columnsOf = (fields: SupplierFields) => ({
  name: fields.name,
  contact_email: fields.contactEmail,
  contact_phone: fields.contactPhone,
  address: fields.address,
  payment_terms_days: fields.paymentTermsDays,
});

/** One supplier by its id. */
export const supplierById = (companyId: string, id: string): Statement => rowById(SUPPLIER, companyId, id);

/** Adds a supplier. */
export const insertSupplier = async (
  tx: CompanyTransaction,
  { id, now, ...fields }: SupplierFields & { id: string; name: string; now: Date },
): Promise<Supplier> =>
  wireSupplier(
    await refusingTaken(insertRow<SupplierRow>(tx, SUPPLIER, { id, ...columnsOf(fields) }, now), {
      suppliers_pkey: () => idTaken('supplier'),
    }),
  );

interface SupplierUpdate {
  id: string;
  fields: SupplierFields & { active?: boolean | undefined };
  expectedVersion?: number | undefined;
  now: Date;
}

/** Changes a supplier; its offers stay whatever `active` says. */
export const changeSupplier = async (
  tx: CompanyTransaction,
  { id, fields, expectedVersion, now }: SupplierUpdate,
): Promise<Supplier> => {
  const changes = { ...columnsOf(fields), active: fields.active };
  return wireSupplier(await updateRow<SupplierRow>(tx, SUPPLIER, { id, changes, expectedVersion, now }));
};

/** Takes a supplier out of use; a second time does nothing. */
export const closeSupplier = async (tx: CompanyTransaction, id: string, now: Date): Promise<Supplier> =>
  wireSupplier((await deactivateRow<SupplierRow>(tx, SUPPLIER, { id, now })).row);
