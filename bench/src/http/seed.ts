import { createStockflow } from '@stockflow/sdk';

const PRODUCTS = 200;

/** A company with 200 products in one warehouse, every fortieth without stock, and its owner's session. */
export const seedBench = async (baseUrl: string) => {
  const { sessionToken } = await createStockflow({ baseUrl }).auth.signUp({
    company: { name: 'Bench' },
    user: {
      email: 'bench@stockflow.example',
      password: 'correct horse battery',
      firstName: 'B',
      lastName: 'E',
    },
  });
  if (sessionToken === null) throw new Error('the sign-up gave no token');
  const stockflow = createStockflow({ baseUrl, session: sessionToken });
  const { id: warehouseId } = await stockflow.warehouses.create({ name: 'Main' });
  const { products } = await stockflow.products.createMany({
    products: Array.from({ length: PRODUCTS }, (_, index) => ({
      sku: `B-${index}`,
      name: `Bench product ${index}`,
      price: '9.90',
      warehouseId,
      initialQuantity: index % 40,
    })),
  });
  const [first] = products;
  if (!first) throw new Error('no product was made');
  const { company } = await stockflow.auth.me();
  return { sessionToken, companyId: company.id, productId: first.id };
};
