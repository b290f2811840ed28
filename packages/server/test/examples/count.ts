import { uuidv7 } from 'uuidv7';
import { unique, type World } from '../world.ts';
import { type Examples, key, page } from './common.ts';

/** A warehouse with a level of the world's product, and no count. */
const uncounted = async ({ ids, owner }: World) => {
  const { id } = await owner.call.warehouses.create({ name: unique('Shelf') });
  await owner.call.inventory.receive({ lines: [{ productId: ids.product, warehouseId: id, quantity: 5 }] });
  return id;
};
/** An open count of the world's product. */
const open = async (world: World) =>
  (await world.owner.call.counts.open({ warehouseId: await uncounted(world) })).id;
const recorded = async (world: World) => {
  const countId = await open(world);
  const lines = [{ productId: world.ids.product, quantity: 4 }];
  await world.owner.call.counts.record({ countId, lines });
  return countId;
};

export const COUNT_EXAMPLES: Examples = {
  'counts.cancel': async (world) => ({ countId: await open(world), expectedVersion: 1, ...key() }),
  'counts.get': ({ ids }) => ({ countId: ids.count }),
  'counts.lines': ({ ids }) => ({ countId: ids.count, show: 'different', ...page }),
  'counts.list': ({ ids }) => ({ status: 'open', warehouseId: ids.warehouse, ...page }),
  'counts.open': async (world) => ({
    id: uuidv7(),
    warehouseId: await uncounted(world),
    productIds: [world.ids.product],
    categoryIds: [world.ids.category],
    blind: true,
    notes: 'Yearly',
    ...key(),
  }),
  'counts.post': async (world) => ({
    countId: await recorded(world),
    uncounted: 'skip',
    expectedVersion: 2,
    ...key(),
  }),
  'counts.record': async (world) => ({
    countId: await open(world),
    lines: [
      {
        productId: world.ids.product,
        quantity: 4,
        countedAt: new Date().toISOString(),
        expectedRounds: 0,
        notes: 'One broken',
      },
    ],
    ...key(),
  }),
  'counts.recount': async (world) => ({
    countId: await recorded(world),
    productIds: [world.ids.product],
    expectedVersion: 2,
    ...key(),
  }),
};
