import { idSchema } from '@stockflow/schemas';
import { z } from 'zod';
import type { Statement } from '../connection/index.ts';
import { cursorText } from './cursor-text.ts';
import { OFFER_COLUMNS, type OfferRow } from './offer-store.ts';

/** The last row of a page of offers. */
export const offerCursor = z.object({ skuKey: cursorText, supplierId: idSchema });
export type OfferCursor = z.output<typeof offerCursor>;

/** A row of the list, with what it is sorted by. */
export type OfferListRow = OfferRow & { skuKey: string };

interface OfferFilter {
  supplierId?: string | undefined;
  productId?: string | undefined;
  limit: number;
  after?: OfferCursor | undefined;
}

/**
 * Offers by the product's SKU, then supplier: by supplier along the primary key, by product along the index
 * (company, product), by neither along the unique index of SKUs. The SKU is unique in the company, so both
 * together are a key and a page goes on exactly where the one before ended. Takes no locks.
 */
export const listOffersStatement = (companyId: string, filter: OfferFilter): Statement => {
  const values: unknown[] = [companyId];
  const place = (value: unknown) => `$${values.push(value)}`;
  const where = ['o.company_id = $1'];
  if (filter.supplierId !== undefined) where.push(`o.supplier_id = ${place(filter.supplierId)}`);
  if (filter.productId !== undefined) where.push(`o.product_id = ${place(filter.productId)}`);
  if (filter.after) {
    where.push(
      `(p.sku_key, o.supplier_id) > (${place(filter.after.skuKey)}, ${place(filter.after.supplierId)}::uuid)`,
    );
  }
  return {
    text: `select ${OFFER_COLUMNS}, p.sku_key as "skuKey"
           from supplier_products o
           join suppliers s on s.company_id = $1 and s.id = o.supplier_id
           join products p on p.company_id = $1 and p.id = o.product_id
           where ${where.join(' and ')}
           order by p.sku_key, o.supplier_id
           limit ${place(filter.limit + 1)}`,
    values,
  };
};
