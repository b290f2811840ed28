import { KEY_SCOPES } from '@stockflow/schemas';
import type {
  CompanyId,
  CreateApiKeyInput,
  CreateProductInput,
  CreateWarehouseInput,
  createStockflow,
  newId,
  Product,
  Sale,
  Stockflow,
  Warehouse,
} from '@stockflow/sdk';

/** What a company for a test may be given. */
export interface CompanyOptions {
  /** Default "Company" with a number. */
  name?: string | undefined;
  /** ISO 4217; default "EUR". */
  currency?: string | undefined;
  /** IANA; default "UTC". */
  timeZone?: string | undefined;
  /** What the API key may do; default everything that a key can. */
  scopes?: CreateApiKeyInput['scopes'] | undefined;
}

/** Goods to put in stock; what is not said of the product is made up. */
export interface StockOptions extends Omit<Partial<CreateProductInput>, 'warehouseId' | 'initialQuantity'> {
  /** Base units on hand; default 100. */
  quantity?: number | undefined;
  /** What one unit cost, such as "3.10"; default not known. */
  unitCost?: string | undefined;
  /** Default: a product made for it. */
  product?: Pick<Product, 'id'> | undefined;
  /** Default: the company's first warehouse that was made here, or a new one. */
  warehouse?: Pick<Warehouse, 'id'> | undefined;
}

/** Goods in stock: what lies where, as a line for reservations, sales and movements. */
export interface PutInStock {
  readonly product: Product;
  readonly warehouseId: Warehouse['id'];
  /** `{ ...line, quantity: 2 }` is a line of a sale. */
  readonly line: { readonly productId: Product['id']; readonly warehouseId: Warehouse['id'] };
}

/** A completed sale: its stock has left. */
export type Sold = Sale;

/** A company in a StockFlow for tests. */
export interface TestCompany {
  readonly id: CompanyId;
  readonly name: string;
  /** The SDK with the company's API key: what your program would use. */
  readonly stockflow: Stockflow;
  /** The SDK as the owner, who may also do what no key may. */
  readonly owner: Stockflow;
  readonly apiKey: string;
  /** For a program of yours that reads them: STOCKFLOW_URL and STOCKFLOW_API_KEY. */
  readonly env: { readonly STOCKFLOW_URL: string; readonly STOCKFLOW_API_KEY: string };
  /** The owner's, for a page that signs in. */
  readonly email: string;
  readonly password: string;
  /** Makes a warehouse: "Warehouse 1", then 2 … unless named. */
  createWarehouse(input?: Partial<CreateWarehouseInput>): Promise<Warehouse>;
  /** Makes a product: SKU-1 "Product 1" at 10.00, then 2 … unless said otherwise. */
  createProduct(input?: Partial<CreateProductInput>): Promise<Product>;
  /**
   * Puts goods in stock, of a new product unless given, in the first warehouse unless given.
   * @example const { product, line } = await company.createStock({ quantity: 5, lowStockThreshold: 3 })
   */
  createStock(options?: StockOptions): Promise<PutInStock>;
  /**
   * Sells and ships: a sale that is completed at once.
   * @example await company.sell({ ...line, quantity: 2 })
   */
  sell(line: PutInStock['line'] & { quantity: number; unitPrice?: string }): Promise<Sold>;
}

/** What is needed of the SDK, of whichever module kind. */
export interface Sdk {
  readonly createStockflow: typeof createStockflow;
  readonly newId: typeof newId;
}

const PASSWORD = 'correct horse battery';
let companies = 0;

/** Signs a company up and gives it an API key. */
export const newCompany = async (
  { createStockflow, newId }: Sdk,
  baseUrl: string,
  { name, currency = 'EUR', timeZone = 'UTC', scopes = KEY_SCOPES }: CompanyOptions = {},
): Promise<TestCompany> => {
  companies += 1;
  const email = `owner-${newId()}@company.example`;
  const company = { name: name ?? `Company ${companies}`, currency, timeZone };
  const user = { email, password: PASSWORD, firstName: 'Olive', lastName: 'Owner' };
  const { identity, sessionToken } = await createStockflow({ baseUrl }).auth.signUp({ company, user });
  const owner = createStockflow({ baseUrl, session: sessionToken ?? '' });
  const { key: apiKey } = await owner.apiKeys.create({ name: 'test', scopes: [...scopes] });
  return {
    id: identity.company.id,
    name: company.name,
    stockflow: createStockflow({ baseUrl, apiKey }),
    owner,
    apiKey,
    env: { STOCKFLOW_URL: baseUrl, STOCKFLOW_API_KEY: apiKey },
    email,
    password: PASSWORD,
    ...factoriesOf(owner),
  };
};

type Factories = Pick<TestCompany, 'createWarehouse' | 'createProduct' | 'createStock' | 'sell'>;

/** Made by the owner: a key without the scope for it can be tried on what is there. */
const factoriesOf = (owner: Stockflow): Factories => {
  let warehouses = 0;
  let products = 0;
  let first: Promise<Warehouse> | undefined;
  const createWarehouse: Factories['createWarehouse'] = (input = {}) => {
    warehouses += 1;
    const made = owner.warehouses.create({ name: `Warehouse ${warehouses}`, ...input });
    if (!first) {
      first = made;
      made.catch(() => {
        first = undefined;
      });
    }
    return made;
  };
  const createProduct: Factories['createProduct'] = async (input = {}) => {
    products += 1;
    const named = { sku: `SKU-${products}`, name: `Product ${products}`, price: '10.00' };
    return (await owner.products.create({ ...named, ...input })).product;
  };
  return {
    createWarehouse,
    createProduct,
    async createStock({ quantity = 100, unitCost, product: given, warehouse, ...input } = {}) {
      const { id: warehouseId } = warehouse ?? (await (first ?? createWarehouse()));
      const product = given
        ? await owner.products.get({ productId: given.id })
        : await createProduct({ ...input, warehouseId });
      const line = { productId: product.id, warehouseId };
      if (quantity > 0) await owner.inventory.receive({ lines: [{ ...line, quantity, unitCost }] });
      return { product, warehouseId, line };
    },
    async sell(line) {
      const { id: saleId } = await owner.sales.create({ lines: [line] });
      return owner.sales.complete({ saleId });
    },
  };
};
