import { availableOf, type BundleComponent, levelKeyOf } from '@stockflow/domain';
import type { Availability } from '@stockflow/schemas';
import type { Statement } from '../connection/index.ts';
import { DUE_HOLDS } from './due-holds.ts';
import { PRODUCTS_NAMED } from './standings.ts';

/** What is asked: products, and where. */
export interface AvailabilityFilter {
  readonly productIds: readonly string[];
  /** Undefined is every active warehouse. */
  readonly warehouseIds?: readonly string[] | undefined;
}

/** Everything that the answer is computed from, in one row. */
export interface AvailabilityRow {
  readonly products: readonly {
    readonly id: string;
    readonly sku: string;
    readonly isBundle: boolean;
    readonly components: readonly BundleComponent[] | null;
  }[];
  /** By priority and name. */
  readonly warehouses: readonly { readonly id: string }[];
  readonly levels: readonly {
    readonly productId: string;
    readonly warehouseId: string;
    readonly available: number;
  }[];
}

/** Products with all that is in them, warehouses, and what is available of each product in each: one round trip. */
export const availabilityStatement = (companyId: string, filter: AvailabilityFilter): Statement => ({
  name: 'stock-availability',
  text: `with ${DUE_HOLDS},
         product as materialized (${PRODUCTS_NAMED}),
         place as materialized (
           select id, priority, name from warehouses
           where company_id = $1 and case when $4::uuid[] is null then active else id = any($4::uuid[]) end)
         select (select json_agg(product) from product) as products,
                (select coalesce(json_agg(json_build_object('id', id) order by priority, name), '[]'::json) from place)
                  as warehouses,
                (select coalesce(json_agg(json_build_object('productId', l.product_id, 'warehouseId', l.warehouse_id,
                          'available', l.on_hand - l.reserved + coalesce(due.units, 0))), '[]'::json)
                 from product
                 join inventory l on l.company_id = $1 and l.product_id = product.id
                 join place on place.id = l.warehouse_id
                 left join due on due.product_id = l.product_id and due.warehouse_id = l.warehouse_id) as levels`,
  values: [companyId, filter.productIds, [], filter.warehouseIds ?? null],
});

/** The answer, in the order in which products were asked for; those that are not the company's are left out. */
export const availabilityOf = (
  productIds: readonly string[],
  { products, warehouses, levels }: AvailabilityRow,
): Availability => {
  const productOf = new Map((products ?? []).map((product) => [product.id, product]));
  const bundles = new Map(
    [...productOf.values()].flatMap(({ id, components }) => (components ? [[id, components] as const] : [])),
  );
  const available = new Map(levels.map((level) => [levelKeyOf(level), level.available]));
  const placesOf = (productId: string): { warehouseId: string; available: number }[] =>
    warehouses.flatMap(({ id: warehouseId }) => {
      const here = (id: string) => available.get(levelKeyOf({ productId: id, warehouseId }));
      const stocked = bundles.has(productId) ? stockedIn(productId, bundles) : [productId];
      if (stocked.every((id) => here(id) === undefined)) return [];
      return [{ warehouseId, available: availableOf(productId, bundles, (id) => here(id) ?? 0) }];
    });
  return {
    items: [...new Set(productIds)].flatMap((productId) => {
      const product = productOf.get(productId);
      if (!product) return [];
      const places = placesOf(productId);
      const total = places.reduce((sum, place) => sum + place.available, 0);
      return [{ productId, sku: product.sku, isBundle: product.isBundle, total, warehouses: places }];
    }),
  };
};

const stockedIn = (productId: string, bundles: ReadonlyMap<string, readonly BundleComponent[]>): string[] => {
  const components = bundles.get(productId);
  return components
    ? components.flatMap((component) => stockedIn(component.productId, bundles))
    : [productId];
};
