import type { Database } from '@stockflow/db';
import { foundCompany, type Person } from '../../src/auth/testing/people.ts';

/** A company whose alerts turn when they are told to. */
export interface Shop {
  owner: Person;
  warehouseId: string;
  otherWarehouseId: string;
  /** A product that has 20 and is low at 10. */
  product(): Promise<string>;
  /** So many more or less. From 20, less 15 opens an alert; 15 more resolve it. */
  adjust(productId: string, quantityChange: number, warehouseId?: string): Promise<void>;
  /** Opens and resolves the alert of a product so many times: two events each. */
  swing(productId: string, times: number): Promise<void>;
  /** Every event about alerts, by the door that others follow with. */
  told(): Promise<{ sequence: number; id: string; type: string }[]>;
}

let serial = 0;

export const openShop = async (database: Database): Promise<Shop> => {
  const owner = await foundCompany(database);
  const { call } = owner;
  const warehouseId = (await call.warehouses.create({ name: 'Main' })).id;
  const otherWarehouseId = (await call.warehouses.create({ name: 'Other' })).id;
  const adjust: Shop['adjust'] = async (productId, quantityChange, at = warehouseId) => {
    const lines = [{ productId, warehouseId: at, quantityChange, reason: 'correction' as const }];
    await call.inventory.adjust({ lines });
  };
  return {
    owner,
    warehouseId,
    otherWarehouseId,
    adjust,
    async product() {
      serial += 1;
      const { product } = await call.products.create({
        sku: `L-${serial}`,
        name: `L ${serial}`,
        price: '1.00',
        lowStockThreshold: 10,
      });
      const lines = [warehouseId, otherWarehouseId].map((at) => ({
        productId: product.id,
        warehouseId: at,
        quantity: 20,
      }));
      await call.inventory.receive({ lines });
      return product.id;
    },
    async swing(productId, times) {
      for (let time = 0; time < times; time += 1) {
        await adjust(productId, -15);
        await adjust(productId, 15);
      }
    },
    async told() {
      const items = [];
      for (let after = 0; ; ) {
        const page = await call.events.list({ after, limit: 250 });
        items.push(...page.items.filter(({ type }) => type.startsWith('alert.')));
        after = page.lastSequence;
        if (!page.hasMore) return items;
      }
    },
  };
};
