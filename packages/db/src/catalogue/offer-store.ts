import { invalidField, invalidReference, notFound, wireMoney } from '@stockflow/domain';
import type { SupplierOffer } from '@stockflow/schemas';
import type { CompanyTransaction } from '../connection/index.ts';
import { readActive } from './references.ts';

/** One supplier's terms for one product, to be set. */
export interface OfferTerms {
  supplierId: string;
  productId: string;
  supplierSku?: string | null | undefined;
  price: string;
  leadTimeDays: number;
  minimumOrderQuantity: number;
  packSize: number;
  primary: boolean;
}

/** An offer as the database answers it. */
export type OfferRow = Omit<SupplierOffer, 'updatedAt'> & { updatedAt: Date };

/** The select list of an offer `o` of supplier `s` for product `p`. */
export const OFFER_COLUMNS = `o.supplier_id as "supplierId", s.name as "supplierName", o.product_id as "productId",
  p.sku as "productSku", p.name as "productName", o.supplier_sku as "supplierSku", o.price,
  o.lead_time_days as "leadTimeDays", o.minimum_order_quantity as "minimumOrderQuantity", o.pack_size as "packSize",
  o.is_primary as "primary", o.updated_at as "updatedAt"`;

/** The offer in wire form. */
export const wireOffer = (row: OfferRow): SupplierOffer => ({
  ...row,
  price: wireMoney(row.price),
  updatedAt: row.updatedAt.toISOString(),
});

/**
 * Makes the offer or replaces it whole. Offers of one product change one after the other, under a lock on the
 * product's row taken first: then the primary mark is taken from the offer that has it before this one gets
 * it, and neither the unique index of one primary a product nor a deadlock is met, however many do it at once.
 */
export const setOffer = async (
  tx: CompanyTransaction,
  terms: OfferTerms,
  now: Date,
): Promise<SupplierOffer> => {
  await requireBoth(tx, terms);
  if (terms.primary) {
    await tx.execute({
      name: 'offer-primary-take',
      text: `update supplier_products set is_primary = false, updated_at = $4
             where company_id = $1 and product_id = $2 and supplier_id <> $3 and is_primary`,
      values: [tx.companyId, terms.productId, terms.supplierId, now],
    });
  }
  const [row] = await tx.query<OfferRow>({
    name: 'offer-set',
    text: `with o as (
             insert into supplier_products as offer (company_id, supplier_id, product_id, supplier_sku, price,
               lead_time_days, minimum_order_quantity, pack_size, is_primary, created_at, updated_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)
             on conflict (company_id, supplier_id, product_id) do update
               set supplier_sku = excluded.supplier_sku, price = excluded.price,
                   lead_time_days = excluded.lead_time_days,
                   minimum_order_quantity = excluded.minimum_order_quantity, pack_size = excluded.pack_size,
                   is_primary = excluded.is_primary, updated_at = excluded.updated_at
             returning offer.*
           )
           select ${OFFER_COLUMNS} from o
           join suppliers s on s.company_id = $1 and s.id = o.supplier_id
           join products p on p.company_id = $1 and p.id = o.product_id`,
    values: [
      tx.companyId,
      terms.supplierId,
      terms.productId,
      terms.supplierSku ?? null,
      terms.price,
      terms.leadTimeDays,
      terms.minimumOrderQuantity,
      terms.packSize,
      terms.primary,
      now,
    ],
  });
  if (!row) throw new Error('an offer was set and not answered');
  return wireOffer(row);
};

/** Removes an offer; the product has no primary one afterwards if this was it. NOT_FOUND when there is none. */
export const removeOffer = async (
  tx: CompanyTransaction,
  { supplierId, productId }: { supplierId: string; productId: string },
): Promise<void> => {
  const removed = await tx.query({
    name: 'offer-remove',
    text: `delete from supplier_products where company_id = $1 and supplier_id = $2 and product_id = $3
           returning product_id`,
    values: [tx.companyId, supplierId, productId],
  });
  if (removed.length === 0) throw notFound('offer');
};

const requireBoth = async (tx: CompanyTransaction, terms: OfferTerms): Promise<void> => {
  const products = await tx.query({
    name: 'product-lock-offers',
    text: 'select id from products where company_id = $1 and id = $2 for no key update',
    values: [tx.companyId, terms.productId],
  });
  const suppliers = await readActive(tx, 'suppliers', [terms.supplierId]);
  const active = suppliers.get(terms.supplierId);
  if (products.length === 0 || active === undefined) {
    throw invalidReference([
      ...(active === undefined ? [{ path: 'supplierId', what: 'supplier' }] : []),
      ...(products.length === 0 ? [{ path: 'productId', what: 'product' }] : []),
    ]);
  }
  if (!active)
    throw invalidField('supplierId', 'This supplier is deactivated: nothing is bought there any more.');
};
