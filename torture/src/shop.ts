import { createStockflow, newId, type Stockflow, type StockflowOptions } from '@stockflow/sdk';

const PASSWORD = 'correct horse battery';

/** A company with a counter (a product that units are added to) and a bell (one whose alert opens and ends). */
export interface Shop {
  readonly companyId: string;
  readonly email: string;
  readonly session: string;
  readonly stockflow: Stockflow;
  readonly warehouseId: string;
  readonly counterId: string;
  readonly bellId: string;
}

export const openShop = async (baseUrl: string, options: StockflowOptions = {}): Promise<Shop> => {
  const email = `owner-${newId()}@grow.example`;
  const started = await createStockflow({ ...options, baseUrl }).auth.signUp({
    company: { name: 'Grow Ltd' },
    user: { email, password: PASSWORD, firstName: 'G', lastName: 'O' },
  });
  const session = started.sessionToken ?? '';
  const stockflow = createStockflow({ ...options, baseUrl, session });
  const { id: warehouseId } = await stockflow.warehouses.create({ name: 'Main' });
  const { products } = await stockflow.products.createMany({
    products: ['COUNTER', 'BELL'].map((sku) => ({
      sku,
      name: sku,
      price: '1.00',
      warehouseId,
      initialQuantity: 100,
    })),
  });
  const [counterId = '', bellId = ''] = products.map(({ id }) => id);
  const companyId = started.identity.company.id;
  return { companyId, email, session, stockflow, warehouseId, counterId, bellId };
};

/** Opens the bell's alert and ends it: two events. */
export const ring = async ({ stockflow, warehouseId, bellId: productId }: Shop): Promise<void> => {
  for (const quantityChange of [-95, 95])
    await stockflow.inventory.adjust({
      lines: [{ productId, warehouseId, quantityChange, reason: 'correction' }],
    });
};

/** The numbers of all alert events of the company, as `events.list` tells them. */
export const alertEvents = async ({ stockflow }: Shop): Promise<number[]> => {
  const numbers: number[] = [];
  for (let after = 0, hasMore = true; hasMore; ) {
    const page = await stockflow.events.list({ after, limit: 250 });
    for (const { type, sequence } of page.items) if (type.startsWith('alert.')) numbers.push(sequence);
    ({ lastSequence: after, hasMore } = page);
  }
  return numbers;
};

/** On hand of the counter. */
export const counted = async (shop: Shop): Promise<number> => {
  const { items } = await shop.stockflow.inventory.levels({ productIds: [shop.counterId] });
  return items[0]?.onHand ?? Number.NaN;
};
