import { describe, expect, test } from 'vitest';
import {
  hasBrowser,
  openPage,
  picture,
  settle,
  sidewaysPx,
  WIDTHS,
  wcagProblems,
} from './support/browser.ts';
import { useStage } from './support/stage.ts';

const SCREENS = {
  overview: '/',
  alerts: '/alerts?demand=any',
  products: '/products',
  'new-product': '/products/new',
  import: '/products/import',
  stock: '/stock',
  receive: '/stock/receive',
  adjust: '/stock/adjust',
  transfers: '/stock/transfers?status=all',
  'new-transfer': '/stock/transfers/new',
  counts: '/stock/counts',
  reservations: '/stock/reservations?status=all',
  sales: '/sales',
  'new-sale': '/sales/new',
  company: '/settings/company',
  warehouses: '/settings/warehouses',
  categories: '/settings/categories',
  suppliers: '/settings/suppliers',
  thresholds: '/settings/thresholds',
  members: '/settings/members',
  'api-keys': '/settings/api-keys',
  account: '/settings/account',
  nowhere: '/no/such/page',
};

const stage = useStage();

describe.skipIf(!hasBrowser)('every screen', () => {
  test.each(WIDTHS)('breaks no rule of WCAG 2.2 AA and does not scroll sideways, at %i px', async (width) => {
    const page = await stage.at('/alerts', width);
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    for (const [name, address] of Object.entries(SCREENS)) {
      await page.goto(address);
      await settle(page);
      await picture(page, `${name}-${width}`);
      expect.soft(await wcagProblems(page), name).toEqual([]);
      expect.soft(await sidewaysPx(page), name).toBe(0);
    }
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test.each(WIDTHS)('of one thing breaks no rule either, at %i px', async (width) => {
    const page = await stage.at('/products?q=assam', width);
    await page.getByRole('link', { name: 'Assam tea' }).click();
    await page.getByRole('heading', { name: 'Ledger' }).waitFor();
    await settle(page);
    await picture(page, `product-${width}`);
    expect.soft(await wcagProblems(page), 'product').toEqual([]);
    expect.soft(await sidewaysPx(page), 'product').toBe(0);

    await page.goto('/sales');
    await page.getByRole('link', { name: 'WEB-1029' }).click();
    await page.getByRole('heading', { name: 'Sale WEB-1029' }).waitFor();
    await settle(page);
    await picture(page, `sale-${width}`);
    expect.soft(await wcagProblems(page), 'sale').toEqual([]);

    await page.goto('/alerts');
    await page.getByRole('button', { name: 'Earl Grey' }).click();
    await page.getByRole('heading', { name: 'History' }).waitFor();
    await settle(page);
    await picture(page, `alert-${width}`);
    expect.soft(await wcagProblems(page), 'alert').toEqual([]);
    await page.context().close();
  });

  test('fits 360 px', async () => {
    const page = await stage.at('/alerts', 360);
    for (const [name, address] of Object.entries(SCREENS)) {
      await page.goto(address);
      await settle(page);
      expect.soft(await sidewaysPx(page), name).toBe(0);
    }
    await page.context().close();
  });

  test.each(WIDTHS)('before sign-in breaks no rule either, at %i px', async (width) => {
    const page = await openPage(stage.browser, stage.url, width);
    for (const address of ['/sign-in', '/sign-up', '/invite/not-a-token']) {
      await page.goto(address);
      await settle(page);
      await picture(page, `${address.split('/')[1]}-${width}`);
      expect.soft(await wcagProblems(page), address).toEqual([]);
      expect.soft(await sidewaysPx(page), address).toBe(0);
    }
    await page.context().close();
  });
});
