import { unique, type World } from '../world.ts';
import { type Examples, key, page } from './common.ts';

/** An alert that has just opened, in a warehouse of its own. */
const opened = async ({ ids, owner: { call } }: World) => {
  const { id: warehouseId } = await call.warehouses.create({ name: unique('Corner') });
  await call.inventory.receive({ lines: [{ productId: ids.product, warehouseId, quantity: 5 }] });
  const { items } = await call.alerts.list({ warehouseIds: [warehouseId], demand: 'any' });
  return items.map(({ id }) => id);
};
const one = async (world: World) => ({ alertIds: await opened(world), expectedVersion: 1, ...key() });

export const ALERT_EXAMPLES: Examples = {
  'alerts.acknowledge': one,
  'alerts.assign': async (world) => ({ ...(await one(world)), assigneeId: world.ids.user }),
  'alerts.comment': async (world) => ({ ...(await one(world)), notes: 'Meyer delivers on Friday' }),
  'alerts.get': ({ ids }) => ({ alertId: ids.alert }),
  'alerts.history': ({ ids }) => ({
    alertId: ids.alert,
    productId: ids.product,
    warehouseId: ids.warehouse,
    ...page,
  }),
  'alerts.list': ({ ids, word }) => ({
    states: ['open', 'acknowledged', 'snoozed', 'resolved'],
    severity: 'low',
    warehouseIds: [ids.warehouse],
    categoryIds: [ids.category],
    supplierIds: [ids.supplier],
    assigneeId: ids.user,
    assigned: 'somebody',
    demand: 'any',
    recentSalesDays: 30,
    sort: 'urgent',
    search: word,
    productId: ids.product,
    ...page,
  }),
  'alerts.reopen': one,
  'alerts.resolve': async (world) => ({ ...(await one(world)), reason: 'other', notes: 'A fair' }),
  'alerts.snooze': async (world) => ({
    ...(await one(world)),
    until: new Date(Date.now() + 86_400_000).toISOString(),
    untilWorse: true,
  }),
};
