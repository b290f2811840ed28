import type { Database } from '@stockflow/db';
import { foundCompany, join, type Person } from '../../auth/testing/people.ts';

let serial = 0;

/** A row of the history and an event, as far as both tell the same. */
export interface Told {
  kind: string;
  alertId: string;
  state: string;
  available: number;
  threshold: number | null;
  actorType: string;
  actorId: string | null;
}

/** A company with a manager and one warehouse, and short words for what happens to one product's alert. Threshold 5. */
export const lifeCompany = async (database: Database) => {
  const owner = await foundCompany(database);
  const manager = await join(database, { inviter: owner, role: 'manager' });
  const { call, companyId } = owner;
  const warehouseId = (await call.warehouses.create({ name: 'Main' })).id;
  const rowsOf = <Row>(text: string, values: unknown[] = []) =>
    database.readInCompany<Row>(companyId, { text, values: [companyId, ...values] });
  return {
    database,
    owner,
    manager,
    call,
    companyId,
    warehouseId,
    rowsOf,
    /** Makes a product with so much in stock; answers its id. */
    product: async (quantity: number, fields: { categoryId?: string; name?: string } = {}) => {
      serial += 1;
      const named = {
        sku: `L-${serial}`,
        name: `Life ${serial}`,
        price: '5.00',
        lowStockThreshold: 5,
        ...fields,
      };
      const { product } = await call.products.create({ ...named, warehouseId, initialQuantity: quantity });
      return product.id;
    },
    receive: (productId: string, quantity: number) =>
      call.inventory.receive({ lines: [{ productId, warehouseId, quantity }] }),
    reserve: (productId: string, quantity: number) =>
      call.inventory.reserve({ lines: [{ productId, warehouseId, quantity }] }),
    take: (productId: string, quantity: number) =>
      call.inventory.adjust({
        lines: [{ productId, warehouseId, quantityChange: -quantity, reason: 'lost' }],
      }),
    /** The alert of a product, whatever its state. */
    alertOf: async (productId: string) => {
      const states = ['open', 'acknowledged', 'snoozed', 'resolved'] as const;
      const { items } = await call.alerts.list({ productId, states: [...states], demand: 'any' });
      const [alert] = items;
      if (!alert) throw new Error('the product has no alert');
      return alert;
    },
    /** Its kinds of changes, the oldest first. */
    kindsOf: async (alertId: string) =>
      (await call.alerts.history({ alertId, limit: 250 })).items.map(({ kind }) => kind).reverse(),
    /** What history and outbox tell of alerts, each in its order. */
    told: async (): Promise<{ history: Told[]; events: Told[] }> => ({
      history: await rowsOf<Told>(
        `select kind, alert_id as "alertId", state, available, threshold, actor_type as "actorType", actor_id as "actorId"
         from alert_changes where company_id = $1 order by id`,
      ),
      events: await rowsOf<Told>(
        `select substr(type, 7) as kind, payload->>'alertId' as "alertId", payload->>'state' as state,
                (payload->>'available')::integer as available, (payload->>'threshold')::integer as threshold,
                payload->>'actorType' as "actorType", payload->>'actorId' as "actorId"
         from outbox_events where company_id = $1 and type like 'alert.%' order by id`,
      ),
    }),
  };
};

export type LifeCompany = Awaited<ReturnType<typeof lifeCompany>>;
export type { Person };
