import { createStockflow } from '@stockflow/sdk';

const PRODUCTS_A_CALL = 500;

/** A company with so many products in one warehouse, a million of each, and a key that may do everything with stock. */
export const seedBench = async (baseUrl: string, levels: number) => {
  const open = createStockflow({ baseUrl });
  const { sessionToken } = await open.auth.signUp({
    company: { name: 'Bench' },
    user: {
      email: 'bench@stockflow.example',
      password: 'correct horse battery',
      firstName: 'B',
      lastName: 'E',
    },
  });
  const stockflow = createStockflow({ baseUrl, session: sessionToken ?? undefined });
  const { id: warehouseId } = await stockflow.warehouses.create({ name: 'Main' });
  const productIds: string[] = [];
  for (let from = 0; from < levels; from += PRODUCTS_A_CALL) {
    const products = Array.from({ length: PRODUCTS_A_CALL }, (_, index) => ({
      sku: `B-${from + index}`,
      name: `Bench product ${from + index}`,
      price: '9.90',
      warehouseId,
      initialQuantity: 1_000_000,
    }));
    const made = await stockflow.products.createMany({ products });
    productIds.push(...made.products.map(({ id }) => id));
  }
  const { key } = await stockflow.apiKeys.create({ name: 'Bench', scopes: ['stock:write', 'stock:read'] });
  const { company } = await stockflow.auth.me();
  return { apiKey: key, companyId: company.id, warehouseId, productIds };
};
