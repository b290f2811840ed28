import { createStockflow, type Stockflow } from '@stockflow/sdk';

const PRODUCTS = 1_000;
const ENTRIES = 400;
const LINES_PER_SALE = 5;
const PRODUCTS_PER_CALL = 500;

/** What there is to sell, and where. */
export interface Catalogue {
  warehouseId: string;
  productIds: readonly string[];
}

/** The rows of one call, that nobody has sent before. */
export interface Rows {
  /** Sends them; answers how many they were. */
  send(): Promise<number>;
}

let sent = 0;

/** 400 sales with five lines each. */
export const salesOf = (stockflow: Stockflow, { warehouseId, productIds }: Catalogue): Rows => {
  const entries = Array.from({ length: ENTRIES }, () => {
    sent += 1;
    const lines = Array.from({ length: LINES_PER_SALE }, (_, line) => ({
      productId: productIds[(sent * LINES_PER_SALE + line) % productIds.length] as string,
      warehouseId,
      quantity: 1,
      unitPrice: '9.90',
    }));
    const saleDate = new Date(Date.now() - (sent % 60) * 86_400_000 - 60_000).toISOString();
    return { type: 'sale' as const, channel: 'bench', externalId: `B-${sent}`, saleDate, lines };
  });
  return {
    async send() {
      const { salesImported } = await stockflow.sales.import({ entries });
      return salesImported * LINES_PER_SALE;
    },
  };
};

/** 500 products. */
export const productsOf = (stockflow: Stockflow): Rows => {
  const products = Array.from({ length: PRODUCTS_PER_CALL }, () => {
    sent += 1;
    return { sku: `I-${sent}`, name: `Imported product ${sent}`, price: '9.90' };
  });
  return {
    async send() {
      await stockflow.products.createMany({ products });
      return products.length;
    },
  };
};

/** A company with 1,000 products and a million of each in one warehouse. */
export const seedCatalogue = async (
  baseUrl: string,
): Promise<{ stockflow: Stockflow; catalogue: Catalogue }> => {
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
  const productIds: string[] = [];
  for (let from = 0; from < PRODUCTS; from += PRODUCTS_PER_CALL) {
    const { products } = await stockflow.products.createMany({
      products: Array.from({ length: PRODUCTS_PER_CALL }, (_, index) => ({
        sku: `B-${from + index}`,
        name: `Bench product ${from + index}`,
        price: '9.90',
        warehouseId,
        initialQuantity: 1_000_000,
      })),
    });
    productIds.push(...products.map(({ id }) => id));
  }
  return { stockflow, catalogue: { warehouseId, productIds } };
};
