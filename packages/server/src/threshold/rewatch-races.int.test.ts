import { ensureLevels, openDatabase, rewatcherOf } from '@stockflow/db';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { later, openThresholdCompany, type ThresholdCompany } from './testing/threshold-company.ts';

let first: ThresholdCompany;
beforeAll(async () => {
  first = await openThresholdCompany();
});
afterAll(() => first.drop());

/** Numbers 0, 1, 2, … */
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('while others work', () => {
  test('reserves and sales go on while 2,500 levels are brought up to date, and all end right', async () => {
    const on = await first.neighbour();
    const ids = await on.stockedProducts(upTo(2500).map(() => 50));
    expect(await on.states()).toEqual({});
    const deadlocks = await on.deadlocks();
    let isOver = false;
    let done = 0;
    const seller = async (offset: number) => {
      for (let index = offset; !isOver; index += 7) {
        const productId = ids[(index * 31) % ids.length] ?? '';
        const other = ids[(index * 17 + 5) % ids.length] ?? '';
        if (index % 2 === 0) {
          await on.call.inventory.reserve({ lines: [on.lineOf(productId, 1)] });
        } else {
          const lines = [...new Set([productId, other])].map((id) => on.lineOf(id, 1));
          const { id: saleId } = await on.call.sales.create({ lines });
          await on.call.sales.complete({ saleId });
        }
        done += 1;
      }
    };
    const sellers = [0, 1, 2, 3].map(seller);
    for (const defaultLowStockThreshold of [60, 40, 60]) {
      const before = done;
      await on.owner.company.update({ defaultLowStockThreshold });
      // The door answered when 500 levels were done; the rest goes on.
      await on.untilNothingPends();
      // Were they held up while levels are brought up to date, each of the four would end one or two.
      expect(done - before).toBeGreaterThan(12);
    }
    isOver = true;
    await Promise.all(sellers);
    expect(await on.drifts()).toBe(0);
    expect(await on.states()).toEqual({ open: 2500 });
    expect(await on.deadlocks()).toBe(deadlocks);
    expect((await on.call.inventory.verify({})).drifts).toEqual([]);
  }, 90_000);

  test('an insert of a level that was open across the change is found afterwards, though it read the old threshold', async () => {
    const on = await first.neighbour();
    const [productId = ''] = await on.products(1);
    const [mayCommit, isInserted, mayChange, hasChangeBegun] = [later(), later(), later(), later()];
    // The change has the older transaction id, and ends first: the one that inserts is over every id that has ended.
    const changing = on.inCompany(async (tx) => {
      await tx.execute({
        text: 'update companies set default_low_stock_threshold = 33 where id = $1',
        values: [on.companyId],
      });
      await tx.execute({
        text: `insert into threshold_changes (company_id, scope, scope_id, id, requested_at)
               values ($1, 'company', $1, gen_random_uuid(), now())`,
        values: [on.companyId],
      });
      hasChangeBegun.keep();
      await mayChange.kept;
    });
    await hasChangeBegun.kept;
    const inserting = on.inCompany(async (tx) => {
      await ensureLevels(tx, [{ productId, warehouseId: on.warehouseId }]);
      isInserted.keep();
      await mayCommit.kept;
    });
    await isInserted.kept;
    mayChange.keep();
    await changing;
    await rewatcherOf(first.database).kick(on.companyId);
    expect(await on.pending()).toEqual(['company']);
    mayCommit.keep();
    await inserting;
    expect(await on.thresholdOf(productId)).toBe(10);
    await on.untilNothingPends();
    expect(await on.thresholdOf(productId)).toBe(33);
  });

  test('levels that are there are up to date when the call returns, though an older transaction is still open', async () => {
    const on = await first.neighbour();
    const [productId = ''] = await on.stockedProducts([15]);
    await on.whileOneIsOpen(async () => {
      await on.owner.company.update({ defaultLowStockThreshold: 20 });
      expect(await on.alertOf(productId)).toMatchObject({ state: 'open' });
      expect(await on.pending()).toEqual(['company']);
    });
    await on.untilNothingPends();
  });

  test('a change that is made again meanwhile stays pending until its own levels are done', async () => {
    const on = await first.neighbour();
    const ids = await on.stockedProducts(upTo(900).map(() => 15));
    await Promise.all([
      on.owner.company.update({ defaultLowStockThreshold: 20 }),
      on.owner.company.update({ defaultLowStockThreshold: 12 }),
      ...ids.slice(0, 5).map((productId) => on.manager.products.update({ productId, lowStockThreshold: 99 })),
    ]);
    await on.untilNothingPends();
    expect(await on.drifts()).toBe(0);
  }, 30_000);
});

describe('after a crash', () => {
  test('what a process left pending is done by the next one that the company meets', async () => {
    const on = await first.neighbour();
    const [productId = ''] = await on.stockedProducts([15]);
    // A process that died between its commit and its work: the change stands, its row is there, nobody was told.
    await on.inCompany(async (tx) => {
      await tx.execute({
        text: 'update companies set default_low_stock_threshold = 20 where id = $1',
        values: [on.companyId],
      });
      await tx.execute({
        text: `insert into threshold_changes (company_id, scope, scope_id, id, requested_at)
               values ($1, 'company', $1, gen_random_uuid(), now())`,
        values: [on.companyId],
      });
    });
    expect(await on.alertOf(productId)).toBeNull();
    const another = openDatabase({ ...first.way, poolMax: 2 });
    await on.callerWith('viewer', another).products.get({ productId });
    await on.untilNothingPends();
    expect(await on.alertOf(productId)).toMatchObject({ state: 'open' });
    await another.close();
  });

  test('a database that is closed in the middle stops quietly, and leaves the rest to the next', async () => {
    const on = await first.neighbour();
    await on.stockedProducts(upTo(1800).map(() => 15));
    const dying = openDatabase({ ...first.way, poolMax: 2 });
    await on.callerWith('owner', dying).company.update({ defaultLowStockThreshold: 20 });
    await dying.close();
    expect(await on.pending()).toEqual(['company']);
    const { open = 0 } = await on.states();
    expect(open).toBeGreaterThanOrEqual(500);
    expect(open).toBeLessThan(1800);
    const next = openDatabase({ ...first.way, poolMax: 2 });
    rewatcherOf(next).attend(on.companyId);
    await on.untilNothingPends();
    expect(await on.states()).toEqual({ open: 1800 });
    await next.close();
  }, 60_000);
});
