import { createStockflow } from '@stockflow/sdk';
import type { LevelFigures, LevelName } from '../history/types.ts';

/** What a phase wants to stand on. */
export interface ArenaPlan {
  /** Units at the start, by level. Products and warehouses are those that are named here. */
  readonly stock: Readonly<Record<LevelName, number>>;
  /** Bundles by name: what each is made of, other bundles before it too. */
  readonly bundles?: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** A company of a phase's own, by the names that its history uses. Plain data: it goes to the callers' processes. */
export interface Arena {
  readonly companyId: string;
  readonly apiKey: string;
  /** Ids by name; bundles too. */
  readonly products: Readonly<Record<string, string>>;
  readonly warehouses: Readonly<Record<string, string>>;
  /** What one of each bundle comes to, down to what is stocked. */
  readonly bundles: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Levels as they are before the first call. */
  readonly levels: Readonly<Record<LevelName, LevelFigures>>;
}

export const levelName = (product: string, warehouse: string): LevelName => `${product}@${warehouse}`;

export const partsOf = (level: LevelName): { product: string; warehouse: string } => {
  const [product = '', warehouse = ''] = level.split('@');
  return { product, warehouse };
};

/** Makes the company, its warehouses, products and stock. */
export const makeArena = async (baseUrl: string, name: string, plan: ArenaPlan): Promise<Arena> => {
  const open = createStockflow({ baseUrl });
  const { sessionToken } = await open.auth.signUp({
    company: { name },
    user: {
      email: `${name}-${Date.now()}@torture.example`,
      password: 'correct horse battery',
      firstName: 'T',
      lastName: 'O',
    },
  });
  const stockflow = createStockflow({ baseUrl, session: sessionToken ?? undefined });
  const places = Object.keys(plan.stock).map(partsOf);
  const warehouses: Record<string, string> = {};
  for (const warehouse of new Set(places.map((place) => place.warehouse)))
    warehouses[warehouse] = (await stockflow.warehouses.create({ name: warehouse })).id;
  const products: Record<string, string> = {};
  const skus = [...new Set(places.map((place) => place.product))];
  const made = await stockflow.products.createMany({
    products: skus.map((sku) => ({ sku, name: sku, price: '1.00' })),
  });
  made.products.forEach(({ id }, index) => {
    products[skus[index] ?? ''] = id;
  });
  const stocked = Object.entries(plan.stock).filter(([, quantity]) => quantity > 0);
  await stockflow.inventory.receive({
    lines: stocked.map(([level, quantity]) => {
      const { product, warehouse } = partsOf(level);
      return { productId: products[product] ?? '', warehouseId: warehouses[warehouse] ?? '', quantity };
    }),
  });
  const bundles: Record<string, Record<string, number>> = {};
  for (const [bundle, components] of Object.entries(plan.bundles ?? {})) {
    const { productId } = await stockflow.products.createBundle({
      sku: bundle,
      name: bundle,
      price: '1.00',
      components: Object.entries(components).map(([component, quantity]) => ({
        productId: products[component] ?? '',
        quantity,
      })),
    });
    products[bundle] = productId;
    bundles[bundle] = stockedUnits(components, bundles);
  }
  const levels = Object.fromEntries(
    Object.entries(plan.stock).map(([level, onHand]) => [
      level,
      { onHand, reserved: 0, version: onHand > 0 ? 1 : 0 },
    ]),
  );
  const { key } = await stockflow.apiKeys.create({
    name: 'callers',
    scopes: ['stock:write', 'stock:read', 'sales:write', 'sales:read'],
  });
  const { company } = await stockflow.auth.me();
  return { companyId: company.id, apiKey: key, products, warehouses, bundles, levels };
};

const stockedUnits = (
  components: Readonly<Record<string, number>>,
  bundles: Readonly<Record<string, Readonly<Record<string, number>>>>,
): Record<string, number> => {
  const units: Record<string, number> = {};
  for (const [component, quantity] of Object.entries(components)) {
    const parts = bundles[component] ?? { [component]: 1 };
    for (const [stocked, each] of Object.entries(parts))
      units[stocked] = (units[stocked] ?? 0) + each * quantity;
  }
  return units;
};
