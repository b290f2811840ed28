import { createStockflow, newId, type Stockflow } from '@stockflow/sdk';

/** What the examples of the reference take as given, by name: ids and things, made when they are asked for. */
export class Given {
  readonly stockflow: Stockflow;
  readonly baseUrl: string;
  readonly password = 'correct horse battery';
  readonly currentPassword = 'correct horse battery';
  readonly newPassword = 'correct horse battery staple';
  readonly rows = [
    { code: 'ROW-1', title: 'One', price: '1.00' },
    { code: 'ROW-2', title: 'Two', price: '2.00' },
  ];
  readonly error = new TypeError('some error');
  readonly #made = new Map<string, Promise<unknown>>();

  constructor(stockflow: Stockflow, baseUrl: string) {
    this.stockflow = stockflow;
    this.baseUrl = baseUrl;
  }

  /** Made once; an example that has it otherwise sets it before. */
  #once<Value>(name: string, make: () => Promise<Value>): Promise<Value> {
    const made = this.#made.get(name) ?? make();
    this.#made.set(name, made);
    return made as Promise<Value>;
  }
  /** Gives something in place of what would be made. */
  set(name: string, value: unknown): void {
    this.#made.set(name, Promise.resolve(value));
  }

  warehouse = () =>
    this.#once('warehouse', async () => (await this.stockflow.warehouses.list({ limit: 1 })).items[0]!);
  warehouseId = () => this.#once('warehouseId', async () => (await this.warehouse()).id);
  otherWarehouseId = () =>
    this.#once(
      'otherWarehouseId',
      async () => (await this.stockflow.warehouses.create({ name: 'Other' })).id,
    );
  category = () => this.#once('category', () => this.stockflow.categories.create({ name: 'Things' }));
  categoryId = () => this.#once('categoryId', async () => (await this.category()).id);
  #product = async (sku: string) => {
    const warehouseId = await this.warehouseId();
    const { product } = await this.stockflow.products.create({
      sku,
      name: sku,
      price: '6.90',
      warehouseId,
      initialQuantity: 10,
    });
    return product;
  };
  product = () => this.#once('product', () => this.#product('GIVEN-1'));
  productId = () => this.#once('productId', async () => (await this.product()).id);
  cupId = () => this.#once('cupId', async () => (await this.#product('CUP-1')).id);
  supplierId = () =>
    this.#once('supplierId', async () => {
      const { id: supplierId } = await this.stockflow.suppliers.create({ name: 'Given' });
      const productId = await this.productId();
      await this.stockflow.suppliers.setOffer({
        supplierId,
        productId,
        price: '3.00',
        leadTimeDays: 3,
        primary: true,
      });
      return supplierId;
    });
  line = async () => ({ productId: await this.productId(), warehouseId: await this.warehouseId() });
  saleId = () =>
    this.#once('saleId', async () => {
      const sale = await this.stockflow.sales.create({ lines: [{ ...(await this.line()), quantity: 3 }] });
      return sale.id;
    });
  reservationId = () =>
    this.#once('reservationId', async () => {
      const held = await this.stockflow.inventory.reserve({
        lines: [{ ...(await this.line()), quantity: 2 }],
      });
      return held.id;
    });
  returnId = () =>
    this.#once('returnId', async () => {
      const back = { ...(await this.line()), quantity: 1, unitPrice: '6.90' };
      return (await this.stockflow.returns.createUnlinked({ lines: [back] })).id;
    });
  transferId = () =>
    this.#once('transferId', async () => {
      const [fromWarehouseId, toWarehouseId] = [await this.warehouseId(), await this.otherWarehouseId()];
      const lines = [{ productId: await this.productId(), quantity: 4 }];
      return (await this.stockflow.transfers.ship({ fromWarehouseId, toWarehouseId, lines })).id;
    });
  countId = () =>
    this.#once('countId', async () => {
      await this.productId();
      return (await this.stockflow.counts.open({ warehouseId: await this.warehouseId() })).id;
    });
  alertId = () =>
    this.#once('alertId', async () => {
      const { items } = await this.stockflow.alerts.list({
        productId: await this.productId(),
        demand: 'any',
      });
      return items[0]!.id;
    });
  apiKeyId = () =>
    this.#once('apiKeyId', async () => {
      const { apiKey } = await this.stockflow.apiKeys.create({ name: 'given', scopes: ['stock:read'] });
      return apiKey.id;
    });
  #invited = () =>
    this.#once('#invited', () =>
      this.stockflow.members.invite({ email: `bo-${newId()}@leaf.example`, role: 'viewer' }),
    );
  invitation = () => this.#once('invitation', async () => (await this.#invited()).invitation);
  token = () => this.#once('token', async () => (await this.#invited()).token);
  member = () =>
    this.#once('member', async () => {
      const { token, invitation } = await this.stockflow.members.invite({
        email: `jo-${newId()}@leaf.example`,
        role: 'viewer',
      });
      const anybody = createStockflow({ baseUrl: this.baseUrl });
      await anybody.members.acceptInvitation({
        token,
        firstName: 'Jo',
        lastName: 'M',
        password: this.password,
      });
      const all = await this.stockflow.members.list().toArray({ limit: 10 });
      return all.find(({ email }) => email === invitation.email)!;
    });
}

/** The names that examples may use, and their types for the compiler. */
export const GIVEN_TYPES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    (
      'productId warehouseId otherWarehouseId categoryId cupId supplierId saleId reservationId returnId transferId countId ' +
      'alertId apiKeyId token baseUrl password currentPassword newPassword'
    )
      .split(' ')
      .map((name) => [name, 'string']),
  ),
  product: 'Product',
  warehouse: 'Warehouse',
  category: 'Category',
  member: 'Member',
  invitation: 'Invitation',
  rows: '{ code: string; title: string; price: string }[]',
  error: 'unknown',
};

/** What has to have happened before some of the examples. */
export const BEFORE: Readonly<Record<string, (given: Given) => Promise<unknown>>> = {
  'alerts.reopen': async (given) =>
    given.stockflow.alerts.resolve({ alertIds: [await given.alertId()], reason: 'expected' }),
  'auth.signIn': async ({ baseUrl, password }) => {
    const user = { email: 'ada@leaf.example', password, firstName: 'Ada', lastName: 'L' };
    // The example of `signUp` may have been here before.
    await createStockflow({ baseUrl })
      .auth.signUp({ company: { name: 'Leaf & Co' }, user })
      .catch(() => undefined);
  },
  'counts.open': (given) => given.productId(),
  'counts.recount': (given) => counted(given),
  'counts.post': (given) => counted(given),
  'members.reactivate': async (given) =>
    given.stockflow.members.deactivate({ userId: (await given.member()).id }),
  'products.getBySku': async ({ stockflow }) =>
    stockflow.products.create({ sku: 'TEA-1', name: 'Tea', price: '1.00' }),
  'products.getBundle': (given) => bundled(given),
  'products.setBundle': (given) => bundled(given),
  'returns.create': async (given) => given.stockflow.sales.complete({ saleId: await given.saleId() }),
  'sales.confirm': async (given) => {
    const lines = [{ ...(await given.line()), quantity: 3 }];
    given.set('saleId', (await given.stockflow.sales.create({ status: 'draft', lines })).id);
  },
  'warehouses.deactivate': async (given) => given.set('warehouseId', await given.otherWarehouseId()),
};

const counted = async (given: Given) => {
  const [countId, productId] = [await given.countId(), await given.productId()];
  return given.stockflow.counts.record({ countId, lines: [{ productId, quantity: 7 }] });
};
const bundled = async (given: Given) => {
  const components = [{ productId: await given.cupId(), quantity: 2 }];
  const { product } = await given.stockflow.products.createBundle({
    sku: 'SET-9',
    name: 'Set',
    price: '9.00',
    components,
  });
  given.set('productId', product.id);
};
