import { createStockflow, newId, type Stockflow, type StockflowOptions } from '../src/index.ts';

export const PASSWORD = 'correct horse battery';

/** A company of its own on a server, with its owner's client. */
export const newCompany = async (baseUrl: string, options: StockflowOptions = {}) => {
  const email = `owner-${newId()}@leaf.example`;
  const started = await createStockflow({ baseUrl }).auth.signUp({
    company: { name: 'Leaf & Co', currency: 'EUR', timeZone: 'Europe/Berlin' },
    user: { email, password: PASSWORD, firstName: 'Ada', lastName: 'L' },
  });
  const stockflow = createStockflow({ ...options, baseUrl, session: started.sessionToken! });
  return { stockflow, email, identity: started.identity };
};

/** Products of a warehouse, `quantity` of each on hand. */
export const stocked = async (stockflow: Stockflow, count: number, quantity: number) => {
  const warehouse = await stockflow.warehouses.create({ name: `Main ${newId()}` });
  const { products } = await stockflow.products.createMany({
    products: Array.from({ length: count }, (_none, index) => ({
      sku: `TEA-${String(index).padStart(4, '0')}`,
      name: `Tea ${index}`,
      price: '6.90',
      warehouseId: warehouse.id,
      initialQuantity: quantity,
    })),
  });
  return { warehouseId: warehouse.id, products };
};
