import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { choose, hasBrowser, openPage, signIn, WIDTHS, wcagProblems } from './support/browser.ts';
import { useStage } from './support/stage.ts';

const stage = useStage();
const productOf = async (sku: string) => stage.world.stockflow.products.getBySku({ sku });

describe.skipIf(!hasBrowser)('a product', () => {
  test('with a taken SKU is refused at the field, and created once the SKU is free', async () => {
    const page = await stage.at('/products/new');
    await page.getByLabel('Name').fill('Assam again');
    await page.getByLabel('SKU').fill('tea-assam-250');
    await page.getByLabel('Price').fill('7.5');
    await choose(page, /First warehouse/, 'Main hall');
    await page.getByLabel('First stock').fill('12');
    await page.getByRole('button', { name: 'Create product' }).click();
    const sku = page.getByLabel('SKU');
    await page.getByText('Another product has this SKU.').waitFor();
    expect(await sku.getAttribute('aria-invalid')).toBe('true');
    expect(await sku.evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await wcagProblems(page)).toEqual([]);
    await sku.fill('TEA-ASSAM-NEW');
    // Gone while it is typed, and not at the press of the button, from under which everything would move.
    await page.getByText('Another product has this SKU.').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Create product' }).click();
    await page.getByRole('heading', { name: 'Assam again' }).waitFor();
    await page.getByRole('row', { name: /First stock.*\+12/s }).waitFor();
    expect((await productOf('TEA-ASSAM-NEW')).price).toBe('7.50');
    await page.context().close();
  });

  test("that does not fit says at each field what the server's refusal says of it", async () => {
    const page = await stage.at('/products/new');
    await page.getByLabel('SKU').fill('no spaces!');
    await page.getByLabel('Price').fill('cheap');
    await page.getByRole('button', { name: 'Create product' }).click();
    await page.getByText('Letters (A to Z), digits and hyphens only.').waitFor();
    for (const label of ['Name', 'SKU', 'Price']) {
      expect(await page.getByLabel(label).getAttribute('aria-invalid'), label).toBe('true');
    }
    await page.context().close();
  });

  test('that two people edit is not written over unseen', async () => {
    const product = await productOf('COF-DECAF-500');
    const page = await stage.at(`/products/${product.id}/edit`);
    await page.getByLabel('Name').fill('Decaf espresso beans, mine');
    await stage.world.stockflow.products.update({
      productId: product.id,
      name: 'Decaf espresso beans, theirs',
    });
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Somebody changed this product while you were editing it.').waitFor();
    expect((await productOf('COF-DECAF-500')).name).toBe('Decaf espresso beans, theirs');
    await page.getByRole('button', { name: 'Load their version' }).click();
    await expect.poll(() => page.getByLabel('Name').inputValue()).toBe('Decaf espresso beans, theirs');
    await page.getByLabel('Name').fill('Decaf espresso beans, 500 g');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('heading', { name: 'Decaf espresso beans, 500 g' }).waitFor();
    await page.context().close();
  });
});

describe.skipIf(!hasBrowser)('a person elsewhere', () => {
  test('types and reads numbers in their own way, and times in the zone of the company', async () => {
    const page = await openPage(stage.browser, stage.url, 1440, 'de-DE');
    await page.goto('/products/new');
    await signIn(page, stage.world);
    await page.getByLabel('Name').fill('Silberkanne');
    await page.getByLabel('SKU').fill('POT-SILVER');
    await page.getByLabel('Price').fill('1.234,5');
    await choose(page, /First warehouse/, 'Main hall');
    await page.getByLabel('First stock').fill('1.500');
    await page.getByRole('button', { name: 'Create product' }).click();
    await page.getByText('1.234,50\u00a0€').waitFor();
    const product = await productOf('POT-SILVER');
    expect(product.price).toBe('1234.50');
    const { items } = await stage.world.stockflow.inventory.history({ productId: product.id });
    expect(items[0]?.onHandAfter).toBe(1500);
    const inBerlin = { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Europe/Berlin' } as const;
    const when = new Intl.DateTimeFormat('de-DE', inBerlin).format(new Date(items[0]?.occurredAt ?? ''));
    const row = page.getByRole('row', { name: /First stock/ });
    await row.getByText(when).waitFor();
    await row.getByText('+1.500').waitFor();
    await page.context().close();
  });
});

describe.skipIf(!hasBrowser)('stock', () => {
  const openAdjust = async (page: Page) => {
    await page.getByRole('button', { name: 'Receive or adjust Green sencha, 100 bags in Main hall' }).click();
    await page.getByRole('menuitem', { name: 'Adjust' }).click();
    await page.getByLabel('Quantity').fill('4');
    await choose(page, /Reason/, 'Damaged');
  };

  test.each(WIDTHS)(
    'is adjusted, and what another moved in between is said in words, at %i px',
    async (width) => {
      const { id } = await productOf('TEA-GREEN-100');
      const onHand = async () => {
        const { items } = await stage.world.stockflow.inventory.levels({ productIds: [id] });
        return items[0]?.onHand ?? 0;
      };
      const before = await onHand();
      const page = await stage.at('/stock?q=sencha', width);
      await openAdjust(page);
      await stage.world.stockflow.inventory.receive({
        lines: [{ productId: id, warehouseId: stage.world.warehouses.hall, quantity: 10 }],
      });
      await page.getByRole('button', { name: 'Adjust', exact: true }).click();
      await page.getByText(`${before + 10} are on hand now, not ${before}`).waitFor();
      expect(await onHand()).toBe(before + 10);
      await page.getByRole('button', { name: 'Adjust', exact: true }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      expect(await onHand()).toBe(before + 6);
      await page.context().close();
    },
  );

  test('cannot be taken out beyond what is there, which is named', async () => {
    const page = await stage.at('/stock?q=midnight');
    await page.getByRole('button', { name: /Receive or adjust Stoneware mug, midnight blue/ }).click();
    await page.getByRole('menuitem', { name: 'Adjust' }).click();
    await page.getByLabel('Quantity').fill('99');
    await choose(page, /Reason/, 'Lost');
    await page.getByRole('button', { name: 'Adjust', exact: true }).click();
    await page.getByText('99 cannot be taken out: 5 are available in Main hall.').waitFor();
    await page.context().close();
  });
});

describe.skipIf(!hasBrowser)('a sale', () => {
  test.each(WIDTHS)(
    'of more than is there names each short line and changes nothing, at %i px',
    async (width) => {
      const page = await stage.at('/sales/new', width);
      for (const [typed, product, quantity] of [
        ['MUG-STONE-BLUE', 'Stoneware mug, midnight blue', '50'],
        ['pot', 'Glass teapot with strainer, 1.2 l', '60'],
      ] as const) {
        await page.getByRole('combobox').fill(typed);
        await page.getByRole('option', { name: product }).click();
        await page.getByLabel(`Quantity of ${product}`).fill(quantity);
      }
      await page.getByRole('button', { name: 'Confirm sale' }).click();
      const refusal = page.getByRole('alert');
      await refusal.getByText('There is not enough stock').waitFor();
      for (const line of [
        'Stoneware mug, midnight blue MUG-STONE-BLUE: 50 asked, 5 available in Main hall',
        'Glass teapot with strainer, 1.2 l POT-GLASS-12: 60 asked, 10 available in Main hall',
      ]) {
        await refusal.getByText(line).waitFor();
      }
      const { items } = await stage.world.stockflow.sales.list({ statuses: ['confirmed', 'draft'] });
      expect(items).toEqual([]);
      await page.context().close();
    },
  );

  test('is scanned, confirmed, completed, and stands in the ledger', async () => {
    const page = await stage.at('/sales/new');
    const field = page.getByRole('combobox');
    for (const _ of [1, 2]) {
      await field.fill('TEA-GREEN-100');
      await field.press('Enter');
      await page.getByLabel('Quantity of Green sencha, 100 bags').waitFor();
      await expect.poll(() => field.inputValue()).toBe('');
    }
    expect(await page.getByLabel('Quantity of Green sencha, 100 bags').inputValue()).toBe('2');
    await page.getByLabel('Customer', { exact: false }).first().fill('Kontor 27');
    await page.getByRole('button', { name: 'Confirm sale' }).click();
    await page.getByRole('button', { name: 'Complete' }).click();
    await page.getByText('Completed', { exact: true }).first().waitFor();
    await page.getByRole('link', { name: 'Green sencha, 100 bags' }).click();
    await page.getByRole('row', { name: /Sold.*−2/s }).waitFor();
    await page.context().close();
  });
});
