import { createStockflow, newId, type Stockflow, type StockflowOptions } from '@stockflow/sdk';

/** What the callers work on. */
export interface CrashShop {
  readonly companyId: string;
  readonly email: string;
  readonly password: string;
  readonly session: string;
  /** One for each API process. */
  readonly stockflows: readonly Stockflow[];
  readonly main: string;
  readonly back: string;
  /** Counted, and nothing else moves there. */
  readonly shelf: string;
  readonly products: readonly string[];
}

const PRODUCTS = 12;

/** Few products, of which each is soon low and soon enough again. */
export const openCrashShop = async (
  urls: readonly string[],
  options: StockflowOptions,
): Promise<CrashShop> => {
  const [first = ''] = urls;
  const email = `owner-${newId()}@crash.example`;
  const password = 'correct horse battery';
  const started = await createStockflow({ ...options, baseUrl: first }).auth.signUp({
    company: { name: 'Crash Ltd' },
    user: {
      email,
      password,
      firstName: 'C',
      lastName: 'R',
    },
  });
  const session = started.sessionToken ?? '';
  const stockflows = urls.map((baseUrl) => createStockflow({ ...options, baseUrl, session }));
  const [stockflow] = stockflows;
  if (!stockflow) throw new Error('there is no API process');
  const [main, back, shelf] = await Promise.all(
    ['Main', 'Back', 'Shelf'].map(async (name) => (await stockflow.warehouses.create({ name })).id as string),
  );
  if (!main || !back || !shelf) throw new Error('three warehouses were made');
  const { products } = await stockflow.products.createMany({
    products: Array.from({ length: PRODUCTS }, (_, index) => ({
      sku: `P-${index}`,
      name: `Product ${index}`,
      price: '9.99',
      warehouseId: main,
      initialQuantity: 60,
      lowStockThreshold: 40,
    })),
  });
  const ids = products.map(({ id }) => id as string);
  const [counted = ''] = ids;
  await stockflow.inventory.receive({ lines: [{ productId: counted, warehouseId: shelf, quantity: 50 }] });
  return {
    companyId: started.identity.company.id,
    email,
    password,
    session,
    stockflows,
    main,
    back,
    shelf,
    products: ids,
  };
};
