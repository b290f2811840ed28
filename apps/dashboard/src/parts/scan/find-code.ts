import type { ProductListItem } from '@stockflow/sdk';
import { queryOptions } from '@tanstack/react-query';
import { roots } from '../../api/keys.ts';
import { refusalOf } from '../../api/refusals.ts';
import { stockflow } from '../../api/stockflow.ts';
import { spellingsOf } from './burst.ts';

/** A product, as far as the aisle needs it. */
export type ScannedProduct = Pick<ProductListItem, 'id' | 'sku' | 'name' | 'barcode' | 'isBundle'> &
  Partial<Pick<ProductListItem, 'price'>>;

const SKU = /^[a-z0-9-]{1,50}$/i;
/** So long a code that was found is not asked for again: the next scan of it answers without the network. */
const STALE_MS = 600_000;

/** Does the code name this product: its SKU, whatever its case, or its barcode? */
export const isNamedBy = (product: { sku: string; barcode: string | null }, code: string): boolean => {
  const plain = code.toLowerCase();
  return (
    product.sku.toLowerCase() === plain ||
    (product.barcode !== null && spellingsOf(plain).includes(product.barcode.toLowerCase()))
  );
};

/** The products that a scanned code names: none, one, or several where a barcode was given twice. */
export const codeQuery = (code: string) =>
  queryOptions({
    queryKey: [roots.products, 'code', code.toLowerCase()],
    queryFn: async ({ signal }): Promise<ScannedProduct[]> => {
      for (const spelling of spellingsOf(code)) {
        const { items } = await stockflow.products.list({ search: spelling, limit: 50 }, { signal });
        const named = items.filter((item) => isNamedBy(item, spelling));
        if (named.length > 0) return named;
      }
      return bySku(code);
    },
    staleTime: STALE_MS,
    gcTime: STALE_MS,
    networkMode: 'always',
  });

// A short SKU may be part of so many others that it is not on the first page of a search.
const bySku = async (code: string): Promise<ScannedProduct[]> => {
  if (!SKU.test(code)) return [];
  try {
    return [await stockflow.products.getBySku({ sku: code })];
  } catch (error) {
    if (refusalOf(error)?.code === 'NOT_FOUND') return [];
    throw error;
  }
};
