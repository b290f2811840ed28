import { createStockflow, newId } from '@stockflow/sdk';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  hasBrowser,
  openPage,
  picture,
  settle,
  sidewaysPx,
  signIn,
  WIDTHS,
  wcagProblems,
} from './support/browser.ts';
import { useStage } from './support/stage.ts';
import { PASSWORD } from './support/world.ts';

const stage = useStage();

/** Work that waits: a sale to ship, a hold that ends soon, a transfer on its way, an open count, a product that ran out. */
beforeAll(async () => {
  if (!hasBrowser) return;
  const { stockflow, warehouses } = stage.world;
  const { items } = await stockflow.products.list({ search: 'GREEN' });
  const productId = items[0]?.id ?? '';
  const lines = [{ productId, warehouseId: warehouses.hall, quantity: 3 }];
  await stockflow.sales.create({ lines, customerName: 'Hotel Alster' });
  await stockflow.inventory.reserve({ lines, ttlSeconds: 3_600 });
  await stockflow.transfers.ship({
    fromWarehouseId: warehouses.hall,
    toWarehouseId: warehouses.shop,
    lines: [{ productId, quantity: 5 }],
  });
  await stockflow.counts.open({ warehouseId: warehouses.shop });
  const blue = (await stockflow.products.list({ search: 'MUG-STONE-BLUE' })).items[0]?.id ?? '';
  await stockflow.inventory.adjust({
    lines: [{ productId: blue, warehouseId: warehouses.hall, quantityChange: -5, reason: 'damaged' }],
  });
});

const canvas = (page: Page) => page.locator('.chart__plot canvas');

describe.skipIf(!hasBrowser)('the overview', () => {
  test.each(WIDTHS)(
    'is the first page after sign-in, says what waits, and breaks no rule, at %i px',
    async (width) => {
      const page = await openPage(stage.browser, stage.url, width);
      await page.goto('/');
      await signIn(page, stage.world);
      await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
      await canvas(page).waitFor();
      await settle(page);
      await picture(page, `overview-${width}`);
      expect(await wcagProblems(page)).toEqual([]);
      expect(await sidewaysPx(page)).toBe(0);
      for (const words of [
        '1 sale waits to be shipped',
        '1 reservation ends within a day',
        '1 transfer is in transit',
        '1 count is open',
      ])
        await page.getByRole('link', { name: words }).waitFor();
      await page.getByRole('link', { name: /Out of stock 2 / }).waitFor();
      await page.context().close();
    },
  );

  test('each figure leads to the list that it counts, and back leads back', async () => {
    const page = await stage.at('/');
    const { alerts } = await stage.world.stockflow.reports.overview();
    expect(alerts?.critical).toBeGreaterThan(0);
    await page.getByRole('link', { name: 'critical: stock runs out' }).click();
    await page.waitForURL(/\/alerts\?severity=critical/);
    await page.goBack();
    await page.getByRole('link', { name: /Out of stock/ }).click();
    await page.waitForURL(/stock=out/);
    await page.getByRole('link', { name: 'Stoneware mug, midnight blue' }).waitFor();
    await page.getByText('2 products', { exact: true }).waitFor();
    await page.goBack();
    await page.getByRole('link', { name: 'waits to be shipped' }).click();
    await page.getByText('Hotel Alster').waitFor();
    await page.getByText('1 sale', { exact: true }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
    await page.context().close();
  });

  test('the sales of another time stand in the address, and as a table', async () => {
    const page = await stage.at('/?days=7');
    const { total } = await stage.world.stockflow.reports.salesTrend({ days: 7 });
    await page.getByText(`from ${total.sales} sales`).waitFor();
    await page.getByRole('radio', { name: '90 days' }).click();
    await page.waitForURL(/days=90/);
    await page.getByRole('button', { name: 'Show as table' }).click();
    expect(await page.getByRole('table', { name: 'Revenue by day' }).getByRole('row').count()).toBe(91);
    expect(await wcagProblems(page)).toEqual([]);
    await page.context().close();
  });

  test('when the server is gone it says so and comes back by itself with a press', async () => {
    const page = await stage.at('/alerts');
    await page.route('**/api/**', (route) => route.abort());
    await page
      .getByRole('navigation', { name: 'Main' })
      .first()
      .getByRole('link', { name: 'Overview' })
      .click();
    const alert = page.getByRole('alert').first();
    await alert.waitFor();
    await picture(page, 'overview-gone');
    await page.unroute('**/api/**');
    // The page may be quicker than the finger: then there is nothing left to press.
    const figures = page.getByRole('link', { name: 'waits to be shipped' });
    const press = alert.getByRole('button', { name: 'Try again' }).click();
    await Promise.race([press, figures.waitFor()]);
    press.catch(() => undefined);
    await figures.waitFor();
    await page.context().close();
  });

  test('nothing moves when the figures arrive', async () => {
    const page = await stage.at('/settings/account');
    await page.evaluate(() => {
      const moved = { sum: 0 };
      Object.assign(window, { moved });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as unknown as { value: number; hadRecentInput: boolean }[])
          if (!entry.hadRecentInput) moved.sum += entry.value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.route('**/api/**reports**', async (route) => {
      await new Promise((done) => setTimeout(done, 700));
      await route.continue();
    });
    await page.keyboard.press('Tab');
    await page
      .getByRole('navigation', { name: 'Main' })
      .first()
      .getByRole('link', { name: 'Overview' })
      .click();
    await canvas(page).waitFor();
    await settle(page);
    const shift = await page.evaluate(() => (window as unknown as { moved: { sum: number } }).moved.sum);
    expect(shift).toBeLessThan(0.02);
    await page.context().close();
  });

  test.each(WIDTHS)('of an empty company is its first steps, at %i px', async (width) => {
    const email = `fresh-${newId()}@example.com`;
    await createStockflow({ baseUrl: stage.url }).auth.signUp({
      company: { name: 'Fresh Start', currency: 'EUR', timeZone: 'Europe/Berlin' },
      user: { email, password: PASSWORD, firstName: 'Ida', lastName: 'Neu' },
    });
    const page = await openPage(stage.browser, stage.url, width);
    await page.goto('/');
    await signIn(page, { email, password: PASSWORD });
    await page.getByRole('heading', { name: 'First steps' }).waitFor();
    await page.getByRole('link', { name: 'Import a CSV' }).waitFor();
    await settle(page);
    await picture(page, `first-steps-${width}`);
    expect(await wcagProblems(page)).toEqual([]);
    expect(await sidewaysPx(page)).toBe(0);
    await page.context().close();
  });
});

describe.skipIf(!hasBrowser)('a product', () => {
  test.each(WIDTHS)('shows how its stock went and when it runs out, at %i px', async (width) => {
    const page = await stage.at('/products?q=assam', width);
    await page.getByRole('link', { name: 'Assam tea' }).click();
    await canvas(page).waitFor();
    await settle(page);
    await picture(page, `product-chart-${width}`);
    const { items } = await stage.world.stockflow.products.list({ search: 'assam' });
    const timeline = await stage.world.stockflow.reports.productTimeline({ productId: items[0]?.id ?? '' });
    await page.getByText(`Lasts ${timeline.daysUntilStockout} day`).waitFor();
    expect(await wcagProblems(page)).toEqual([]);
    expect(await sidewaysPx(page)).toBe(0);
    await page.getByRole('radio', { name: '30 days' }).click();
    await page.waitForURL(/days=30/);
    await page.getByRole('button', { name: 'Show as table' }).click();
    const table = page.getByRole('table', { name: 'Stock over time' });
    expect(await table.getByRole('row').count()).toBe(31);
    expect(await wcagProblems(page)).toEqual([]);
    await page.context().close();
  });
});
