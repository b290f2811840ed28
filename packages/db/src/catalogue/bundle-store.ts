import type { BundleComponent, BundleSurroundings } from '@stockflow/domain';
import { BUNDLE_DEPTH_MAX, type Bundle } from '@stockflow/schemas';
import type { CompanyTransaction, Statement } from '../connection/index.ts';
import { settle } from '../stock/settle.ts';
import { readStandings } from '../stock/standings.ts';

/**
 * Bundles of a company change one at a time: of two that are put into each other at once, the second sees the first. The
 * company's row, in the weakest lock that keeps out another such; stock and sales go on, which take KEY SHARE on it.
 */
export const lockBundles = async (tx: CompanyTransaction): Promise<void> => {
  await tx.query({
    name: 'bundles-lock',
    text: 'select from companies where id = $1 for no key update',
    values: [tx.companyId],
  });
};

/** What the rule wants to know of components: everything in them, and how many bundles stand above this one. */
export const readSurroundings = async (
  tx: CompanyTransaction,
  bundleId: string,
  components: readonly BundleComponent[],
): Promise<BundleSurroundings> => {
  const [{ products, bundles }, [above]] = await settle<
    [Awaited<ReturnType<typeof readStandings>>, { height: number }[]]
  >([
    readStandings(tx, { productIds: components.map(({ productId }) => productId), warehouseIds: [] }),
    tx.query<{ height: number }>({
      name: 'bundle-height',
      text: `with recursive above (id, height) as (
               select $2::uuid, 0
               union
               select b.bundle_id, above.height + 1
               from above
               join product_bundles b on b.company_id = $1 and b.component_id = above.id
               where above.height < ${BUNDLE_DEPTH_MAX})
             select max(height) as height from above`,
      values: [tx.companyId, bundleId],
    }),
  ]);
  return { products, bundles, heightAbove: above?.height ?? 0 };
};

/** Sets what a bundle is made of, whole. */
export const replaceComponents = async (
  tx: CompanyTransaction,
  bundleId: string,
  components: readonly BundleComponent[],
): Promise<void> => {
  await tx.execute({
    name: 'bundle-clear',
    text: 'delete from product_bundles where company_id = $1 and bundle_id = $2',
    values: [tx.companyId, bundleId],
  });
  await tx.execute({
    name: 'bundle-fill',
    text: `insert into product_bundles (company_id, bundle_id, component_id, quantity)
           select $1, $2, id, quantity from unnest($3::uuid[], $4::integer[]) as component (id, quantity)`,
    values: [
      tx.companyId,
      bundleId,
      components.map(({ productId }) => productId),
      components.map(({ quantity }) => quantity),
    ],
  });
};

/** A bundle as the database answers it; `components` is null for a product that is none. */
export type BundleRow = Bundle & { isBundle: boolean };

/** A product with its components, each with its SKU and name, by SKU. */
export const bundleById = (companyId: string, id: string): Statement => ({
  name: 'bundle-by-id',
  text: `select p.id as "productId", p.is_bundle as "isBundle",
                (select coalesce(json_agg(json_build_object('productId', c.id, 'sku', c.sku, 'productName', c.name,
                          'quantity', b.quantity, 'isBundle', c.is_bundle) order by c.sku_key), '[]'::json)
                 from product_bundles b
                 join products c on c.company_id = b.company_id and c.id = b.component_id
                 where b.company_id = p.company_id and b.bundle_id = p.id) as components
         from products p
         where p.company_id = $1 and p.id = $2`,
  values: [companyId, id],
});
