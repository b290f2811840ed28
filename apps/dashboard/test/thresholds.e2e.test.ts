import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { choose, hasBrowser, picture, settle, sidewaysPx, WIDTHS, wcagProblems } from './support/browser.ts';
import { colleague } from './support/people.ts';
import { useStage } from './support/stage.ts';
import { makeWorld } from './support/world.ts';

const stage = useStage();
const row = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('table', { name: 'Thresholds' }).getByRole('row', { name });

describe.skipIf(!hasBrowser)('thresholds', () => {
  test.each(WIDTHS)(
    'say where they come from, are set for one level and taken back, at %i px',
    async (width) => {
      const own = await makeWorld(stage.url);
      const page = await stage.at('/settings/thresholds', width, own);
      const earl = row(page, /Earl Grey/);
      await earl.getByText('of the category').waitFor();
      await settle(page);
      await picture(page, `thresholds-${width}`);
      expect(await wcagProblems(page)).toEqual([]);
      expect(await sidewaysPx(page)).toBe(0);

      await earl.getByRole('button', { name: /^Change the threshold of Earl Grey/ }).click();
      const dialog = page.getByRole('dialog', { name: /^Threshold of Earl Grey/ });
      await dialog
        .getByLabel(/^Threshold/)
        .last()
        .fill('33');
      await picture(page, `thresholds-one-${width}`);
      expect(await wcagProblems(page)).toEqual([]);
      await dialog.getByRole('button', { name: 'Save' }).click();
      await page.getByText('The threshold is 33 now.').waitFor();
      await earl.getByText('set for this warehouse').waitFor();
      await earl.getByText('33', { exact: true }).waitFor();
      const { id: productId } = await own.stockflow.products.getBySku({ sku: 'TEA-EARL-100' });
      const [level] = (await own.stockflow.thresholds.list({ productIds: [productId] })).items;
      expect(level).toMatchObject({ threshold: 33, source: 'level' });

      await earl.getByRole('button', { name: /^Change the threshold/ }).click();
      await dialog
        .getByLabel(/^Threshold/)
        .last()
        .fill('');
      await dialog.getByRole('button', { name: 'Save' }).click();
      await earl.getByText('of the category').waitFor();
      await page.context().close();
    },
  );

  test.each(WIDTHS)(
    'are set for all that the filters find, said beforehand how many, at %i px',
    async (width) => {
      const own = await makeWorld(stage.url);
      const page = await stage.at('/settings/thresholds', width, own);
      await row(page, /Earl Grey/).waitFor();
      await choose(page, 'Category', 'Tableware');
      await page.keyboard.press('Escape');
      await row(page, /Earl Grey/).waitFor({ state: 'detached' });
      const { items: before } = await own.stockflow.thresholds.list();
      await page.getByRole('button', { name: 'Set many' }).click();
      const dialog = page.getByRole('dialog', { name: 'Set many thresholds' });
      const tableware = new Set((await categoryOf(own)).map(({ id }) => id));
      await dialog.getByRole('button', { name: `Set ${tableware.size} products` }).waitFor();
      await dialog
        .getByLabel(/^Threshold/)
        .last()
        .fill('77');
      await settle(page);
      await picture(page, `thresholds-many-${width}`);
      expect(await wcagProblems(page)).toEqual([]);
      await dialog.getByRole('button', { name: `Set ${tableware.size} products` }).click();
      await page.getByText(`changed, of ${tableware.size} products.`).waitFor();
      const { items: after } = await own.stockflow.thresholds.list();
      expect(after.filter(({ threshold }) => threshold === 77).map(({ productId }) => productId)).toEqual(
        before.filter(({ productId }) => tableware.has(productId)).map(({ productId }) => productId),
      );
      await page.context().close();
    },
  );

  test('are seen and not changed by whoever may not, and a forged call is refused', async () => {
    const own = await makeWorld(stage.url);
    const eve = await colleague(stage.url, own, 'viewer', ['Eve', 'Lang']);
    const page = await stage.at('/settings/thresholds', 1440, eve);
    await row(page, /Earl Grey/).waitFor();
    expect(await page.getByRole('button', { name: /^Change the threshold|Set many/ }).count()).toBe(0);
    const { id: productId } = await own.stockflow.products.getBySku({ sku: 'TEA-EARL-100' });
    const forged = eve.stockflow.thresholds.set({ thresholds: [{ productId, threshold: 1 }] });
    await expect(forged).rejects.toMatchObject({ code: 'FORBIDDEN', status: 403 });
    await page.context().close();
  });

  test('have the address that alerts had: an old bookmark finds the inbox with its filters', async () => {
    const page = await stage.at('/alerts');
    await page.goto('/low-stock?severity=critical');
    await page.waitForURL(/\/alerts\?severity=critical$/);
    await page.getByRole('heading', { name: 'Alerts', level: 1 }).waitFor();
    await page.context().close();
  });
});

/** The products of the category Tableware, bundles left out: they have no stock. */
const categoryOf = async (own: Awaited<ReturnType<typeof makeWorld>>) => {
  const products = await own.stockflow.products.list({ active: true }).toArray({ limit: 500 });
  return products.filter(({ categoryName, isBundle }) => categoryName === 'Tableware' && !isBundle);
};
