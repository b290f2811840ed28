import { describe, expect, test } from 'vitest';
import { hasBrowser, openPage, picture, settle, signIn, WIDTHS, wcagProblems } from './support/browser.ts';
import { openCut } from './support/cut.ts';
import { useStage } from './support/stage.ts';
import { makeWorld } from './support/world.ts';

const stage = useStage();

describe.skipIf(!hasBrowser)('while the server is away', () => {
  test.each(WIDTHS)(
    'a sale that was typed stays, and is made once when it is back, at %i px',
    async (width) => {
      const own = await makeWorld(stage.url);
      const way = await openCut(stage.url);
      const page = await openPage(stage.browser, way.url, width);
      await page.goto('/sales/new');
      await signIn(page, own);
      await page.getByRole('combobox').fill('sencha');
      await page.getByRole('option', { name: 'Green sencha' }).click();
      await page.getByLabel('Quantity of Green sencha').fill('3');
      await page
        .getByRole('textbox', { name: /^Customer/ })
        .first()
        .fill('Teahouse am Markt');
      await settle(page);

      await way.cut();
      await page.getByRole('button', { name: 'Confirm sale' }).click();
      await page.getByRole('alert').getByText('The server did not answer').first().waitFor();
      await picture(page, `sale-away-${width}`);
      expect(await wcagProblems(page)).toEqual([]);
      expect(
        await page
          .getByRole('textbox', { name: /^Customer/ })
          .first()
          .inputValue(),
      ).toBe('Teahouse am Markt');

      await way.mend();
      await page.getByRole('button', { name: 'Confirm sale' }).click();
      await page.waitForURL(/\/sales\/[0-9a-f-]{36}$/);
      const { items } = await own.stockflow.sales.list({ search: 'Teahouse' });
      expect(items).toHaveLength(1);
      await page.context().close();
      await way.close();
    },
  );

  test('a product that was typed stays; a browser without a network says so, and goes on by itself', async () => {
    const page = await stage.at('/products/new');
    await page.getByLabel('Name').fill('Rooibos');
    await page.getByLabel('SKU').fill('TEA-ROOIBOS-100');
    await page.getByLabel('Price').fill('5.5');
    await settle(page);
    await page.context().setOffline(true);
    await page.getByText('You are offline. What you see is what was last loaded.').waitFor();
    await page.getByRole('button', { name: 'Create product' }).click();
    await page.getByRole('alert').getByText('The server did not answer').first().waitFor();
    expect(await page.getByLabel('Name').inputValue()).toBe('Rooibos');
    await page.context().setOffline(false);
    await page.getByText('You are offline').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Create product' }).click();
    await page.getByRole('heading', { name: 'Rooibos' }).waitFor();
    const { items } = await stage.world.stockflow.products.list({ search: 'Rooibos' });
    expect(items).toHaveLength(1);
    await page.context().close();
  });
});
