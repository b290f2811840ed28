import { rewatcherOf } from '@stockflow/db';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openThresholdCompany, type ThresholdCompany } from './testing/threshold-company.ts';

let first: ThresholdCompany;
beforeAll(async () => {
  first = await openThresholdCompany();
});
afterAll(() => first.drop());

/** Numbers 0, 1, 2, … */
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

const eventTypes = (on: Awaited<ReturnType<ThresholdCompany['neighbour']>>) =>
  on.read<{ type: string; count: number }>(
    `select type, count(*)::integer as count from outbox_events
     where company_id = $1 and type like 'alert.%' group by type order by type`,
  );

describe('the company’s default', () => {
  test('from 10 to 20 on 300 levels opens the right alerts; back, with hysteresis, ends those that have recovered', async () => {
    const on = await first.neighbour();
    // 1 to 30 of each, ten times: 100 are low at 10.
    await on.stockedProducts(upTo(300).map((index) => (index % 30) + 1));
    expect(await on.states()).toEqual({ open: 100 });

    await on.owner.company.update({ defaultLowStockThreshold: 20, alertHysteresis: 0 });
    expect(await on.states()).toEqual({ open: 200 });

    // Low at 10 or less, ended only over 10 + 5: those with 16 to 20 end, those with 11 to 15 stay.
    await on.owner.company.update({ defaultLowStockThreshold: 10, alertHysteresis: 5 });
    expect(await on.states()).toEqual({ open: 150, resolved: 50 });
    await on.owner.company.update({ alertHysteresis: 0 });
    expect(await on.states()).toEqual({ open: 100, resolved: 100 });
    expect(await on.drifts()).toBe(0);
    await on.untilNothingPends();
    expect(await eventTypes(on)).toEqual([
      { type: 'alert.opened', count: 200 },
      { type: 'alert.resolved', count: 100 },
    ]);
  });

  test('who changed it is nobody in person: the history says system and why', async () => {
    const on = await first.neighbour();
    const [productId = ''] = await on.stockedProducts([15]);
    await on.owner.company.update({ defaultLowStockThreshold: 20 });
    const { id } = (await on.alertOf(productId)) ?? {};
    const history = await on.read(
      `select kind, actor_type as actor, actor_id as "actorId", request_id as request, available, threshold
       from alert_changes where company_id = $1 and alert_id = $2`,
      [id],
    );
    expect(history).toEqual([
      { kind: 'opened', actor: 'system', actorId: null, request: 'thresholds', available: 15, threshold: 20 },
    ]);
  });

  test('what does not change thresholds leaves nothing to do', async () => {
    const on = await first.neighbour();
    await on.whileOneIsOpen(async () => {
      await on.owner.company.update({ defaultLowStockThreshold: 10, alertHysteresis: 0, phone: '12345' });
      const { id: categoryId } = await on.manager.categories.create({ name: 'Tea', lowStockThreshold: 5 });
      await on.manager.categories.update({ categoryId, name: 'Teas', lowStockThreshold: 5 });
      await on.manager.categories.deactivate({ categoryId });
      const productId = await on.product();
      await on.manager.products.update({
        productId,
        name: 'Other',
        lifecycle: 'active',
        lowStockThreshold: null,
      });
      await on.manager.warehouses.update({ warehouseId: on.warehouseId, name: 'Same', active: true });
      expect(await on.pending()).toEqual([]);
      await on.manager.products.update({ productId, lowStockThreshold: 1 });
      expect(await on.pending()).toEqual(['product']);
    });
  });
});

describe('what else thresholds are made of', () => {
  test('a product’s own threshold, its category and the category’s threshold', async () => {
    const on = await first.neighbour();
    const [productId = ''] = await on.stockedProducts([30]);
    await on.manager.products.update({ productId, lowStockThreshold: 40 });
    expect(await on.alertOf(productId)).toMatchObject({ state: 'open', openings: 1 });
    await on.manager.products.update({ productId, lowStockThreshold: null });
    expect(await on.alertOf(productId)).toMatchObject({ state: 'resolved', resolution: 'recovered' });

    const { id: categoryId } = await on.manager.categories.create({ name: 'Tea', lowStockThreshold: 30 });
    await on.manager.products.update({ productId, categoryId });
    expect(await on.alertOf(productId)).toMatchObject({ state: 'open', openings: 2 });
    await on.manager.categories.update({ categoryId, lowStockThreshold: 29 });
    expect(await on.alertOf(productId)).toMatchObject({ state: 'resolved' });
    await on.manager.categories.update({ categoryId, lowStockThreshold: 31 });
    expect(await on.alertOf(productId)).toMatchObject({ state: 'open', openings: 3 });
    await on.manager.products.update({ productId, categoryId: null });
    expect(await on.alertOf(productId)).toMatchObject({ state: 'resolved' });
    expect(await on.drifts()).toBe(0);
  });

  test('a product that is deactivated or discontinued ends its alert as unwatched; brought back, the same alert opens again', async () => {
    const on = await first.neighbour();
    const [productId = ''] = await on.stockedProducts([5]);
    const opened = await on.alertOf(productId);
    await on.manager.products.deactivate({ productId });
    expect(await on.alertOf(productId)).toMatchObject({ state: 'resolved', resolution: 'unwatched' });
    expect(await on.thresholdOf(productId)).toBeNull();
    await on.manager.products.update({ productId, active: true });
    expect(await on.alertOf(productId)).toEqual({ ...opened, state: 'open', openings: 2 });
    await on.manager.products.update({ productId, lifecycle: 'discontinued' });
    expect(await on.alertOf(productId)).toMatchObject({ state: 'resolved', resolution: 'unwatched' });
    await on.manager.products.update({ productId, lifecycle: 'active' });
    expect(await on.alertOf(productId)).toMatchObject({ id: opened?.id, state: 'open', openings: 3 });
  });

  test('a warehouse that closes ends the alerts of its empty levels; opened again, they are low again', async () => {
    const on = await first.neighbour();
    const [productId = ''] = await on.stockedProducts([5]);
    const line = { productId, warehouseId: on.secondId, quantity: 3 };
    await on.call.inventory.receive({ lines: [line] });
    await on.call.inventory.adjust({
      lines: [{ productId, warehouseId: on.secondId, quantityChange: -3, reason: 'lost' }],
    });
    await on.manager.warehouses.deactivate({ warehouseId: on.secondId });
    expect(await on.alertOf(productId, on.secondId)).toMatchObject({ resolution: 'unwatched' });
    expect(await on.alertOf(productId)).toMatchObject({ state: 'open' });
    await on.manager.warehouses.update({ warehouseId: on.secondId, active: true });
    expect(await on.alertOf(productId, on.secondId)).toMatchObject({ state: 'open', openings: 2 });
    expect(await on.drifts()).toBe(0);
  });

  test('an alert that a person had resolved while it was low ends without a word when nobody watches the level', async () => {
    const on = await first.neighbour();
    const [productId = ''] = await on.stockedProducts([5]);
    await on.read(
      `update alerts set state = 'resolved', resolved_at = now(), resolution = 'ordered'
       where company_id = $1 and product_id = $2`,
      [productId],
    );
    await on.read(
      "update inventory set alert_phase = 'dismissed' where company_id = $1 and product_id = $2",
      [productId],
    );
    await on.manager.products.deactivate({ productId });
    expect(await on.alertOf(productId)).toMatchObject({ state: 'resolved', resolution: 'ordered' });
    expect((await on.level(productId))?.alertPhase).toBeNull();
  });
});

describe('snoozed alerts', () => {
  test('wake by themselves when their time is up, once, with history and event', async () => {
    const on = await first.neighbour();
    const ids = await on.stockedProducts([5, 5, 5]);
    const until = new Date(Date.now() + 700);
    await on.read(
      `update alerts set state = 'snoozed', snoozed_until = $2, snoozed_until_worse = true where company_id = $1`,
      [until],
    );
    await on.read('update inventory set alert_wake_below = 5 where company_id = $1', []);
    await on.read(
      `update alerts set snoozed_until = now() + interval '1 day' where company_id = $1 and product_id = $2`,
      [ids[2]],
    );
    rewatcherOf(first.database).watchSnooze(on.companyId, until);
    await expect.poll(on.states, { timeout: 5_000 }).toEqual({ open: 2, snoozed: 1 });
    expect(await eventTypes(on)).toEqual([
      { type: 'alert.opened', count: 3 },
      { type: 'alert.woken', count: 2 },
    ]);
    const woken = await on.read(
      `select a.product_id as "productId", c.actor_type as actor, c.state, i.alert_wake_below as "wakeBelow"
       from alert_changes c
       join alerts a on a.company_id = c.company_id and a.id = c.alert_id
       join inventory i on i.company_id = a.company_id and i.product_id = a.product_id
       where c.company_id = $1 and c.kind = 'woken' order by a.product_id`,
    );
    expect(woken).toEqual(
      ids.slice(0, 2).map((productId) => ({ productId, actor: 'system', state: 'open', wakeBelow: null })),
    );
  });
});
