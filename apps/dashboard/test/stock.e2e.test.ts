import { describe, expect, test } from 'vitest';
import { choose, hasBrowser, openPage, WIDTHS } from './support/browser.ts';
import { looksRight } from './support/looks-right.ts';
import { scan } from './support/scan.ts';
import { useStockStage } from './support/stock-stage.ts';

const MUG = 'Stoneware mug, white';
const BLUE = 'Stoneware mug, midnight blue';
const MUG_CODE = '4006381333931';
/** A list is read again a moment after what was sent. */
const SOON = { timeout: 15_000 };
const { stage, ids, onHand } = useStockStage({ 'MUG-STONE-WHITE': MUG_CODE });

describe.skipIf(!hasBrowser)('receiving', () => {
  test.each(WIDTHS)('is scanned, one more for each scan, and booked in one call, at %i px', async (width) => {
    const before = { mug: await onHand('MUG-STONE-WHITE'), pot: await onHand('POT-GLASS-12') };
    const page = await stage.at('/stock/receive', width);
    await choose(page, /Into/, 'Main hall');
    for (const code of [MUG_CODE, MUG_CODE, 'pot-glass-12', MUG_CODE]) await scan(page, code);
    const mug = page.getByRole('textbox', { name: `Quantity of ${MUG}` });
    await expect.poll(() => mug.inputValue()).toBe('3');
    // What was scanned last stands first, and reached no other field.
    expect(await page.locator('.scan-line').first().getAttribute('data-sku')).toBe('MUG-STONE-WHITE');
    expect(await page.getByRole('combobox').inputValue()).toBe('');
    await looksRight(page, 'receive', width);
    await mug.fill('12');
    // A scan while a field has the focus leaves what was typed there as it is.
    await scan(page, 'POT-GLASS-12');
    const pot = page.getByRole('textbox', { name: /Quantity of Glass teapot/ });
    await expect.poll(() => pot.inputValue()).toBe('2');
    expect(await mug.inputValue()).toBe('12');
    const calls: string[] = [];
    page.on('request', (request) => request.url().includes('inventory.receive') && calls.push(request.url()));
    await page.getByRole('button', { name: 'Receive 14 units' }).click();
    await page.getByText('Received 14 units of 2 products').waitFor();
    expect(calls).toHaveLength(1);
    expect(await onHand('MUG-STONE-WHITE')).toBe(before.mug + 12);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('The receipt was taken back.').waitFor();
    expect(await onHand('MUG-STONE-WHITE')).toBe(before.mug);
    expect(await onHand('POT-GLASS-12')).toBe(before.pot);
    await page.context().close();
  });
});

describe.skipIf(!hasBrowser)('a scanner', () => {
  test('is heard wherever the focus is, and slow typing with Enter is left alone', async () => {
    const page = await stage.at('/stock/receive');
    const note = page.getByLabel('Delivery note');
    await note.fill('4711');
    await scan(page, MUG_CODE);
    await page.getByRole('textbox', { name: `Quantity of ${MUG}` }).waitFor();
    expect(await note.inputValue()).toBe('4711');
    await note.focus();
    await scan(page, 'slow typing of a person', 120);
    await expect.poll(() => note.inputValue()).toBe('4711slow typing of a person');
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Clear' }).click();
    await page.getByText('Nothing scanned yet').waitFor();
    await page.context().close();
  });

  test("that reads an unknown code is answered clearly, and the code becomes a product's or a product", async () => {
    const page = await stage.at('/stock/receive', 390);
    await choose(page, /Into/, 'City shop');
    for (const code of ['9990000000017', '9990000000017', 'NEW-CUP-1']) await scan(page, code);
    const first = page.getByRole('listitem').filter({ hasText: '9990000000017' });
    await first.getByText('No product has this code.').waitFor();
    await looksRight(page, 'receive-unknown', 390);
    await first.getByRole('button', { name: 'Pick product' }).click();
    await page.getByRole('dialog').getByRole('combobox').fill('midnight');
    await page.getByRole('option', { name: BLUE }).click();
    await page.getByRole('button', { name: 'Take it' }).click();
    await expect
      .poll(() => page.getByRole('textbox', { name: `Quantity of ${BLUE}` }).inputValue(), SOON)
      .toBe('2');
    expect((await stage.world.stockflow.products.getBySku({ sku: 'MUG-STONE-BLUE' })).barcode).toBe(
      '9990000000017',
    );
    await page.getByRole('button', { name: 'Create product' }).click();
    await page.getByLabel('Name').fill('Paper cup');
    await page.getByLabel('Price').fill('1.20');
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await page.getByRole('textbox', { name: 'Quantity of Paper cup' }).waitFor();
    await page.getByRole('button', { name: 'Receive 3 units' }).click();
    await page.getByText('Received 3 units of 2 products').waitFor();
    expect(await onHand('MUG-STONE-BLUE', stage.world.warehouses.shop)).toBe(2);
    await page.context().close();
  });
});

describe.skipIf(!hasBrowser)('a receipt', () => {
  test('whose answer is lost is booked once, and what is scanned meanwhile is the next one', async () => {
    const before = await onHand('POT-GLASS-12');
    const page = await stage.at('/stock/receive', 390);
    await choose(page, /Into/, 'Main hall');
    await scan(page, 'POT-GLASS-12');
    await page.getByRole('textbox', { name: /Quantity of Glass teapot/ }).waitFor();
    let tries = 0;
    await page.route('**/inventory.receive**', async (route) => {
      tries += 1;
      if (tries === 1) await route.fetch();
      await route.abort('connectionfailed');
    });
    await page.getByRole('button', { name: 'Receive 1 unit' }).click();
    await page.getByText('1 unit wait for the server.').waitFor({ timeout: 40_000 });
    await looksRight(page, 'receive-waiting', 390);
    await scan(page, 'POT-GLASS-12');
    await scan(page, 'POT-GLASS-12');
    await page.getByRole('button', { name: 'Receive 2 units' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Receive 2 units' }).waitFor();
    await page.unroute('**/inventory.receive**');
    await page.getByText('wait for the server.').waitFor({ state: 'detached', timeout: 40_000 });
    expect(await onHand('POT-GLASS-12')).toBe(before + 1);
    await page.getByRole('button', { name: 'Receive 2 units' }).click();
    await page.getByText('Received 2 units of 1 product').waitFor();
    expect(await onHand('POT-GLASS-12')).toBe(before + 3);
    await page.context().close();
  });

  test('that the server refuses comes back with the reason at its line', async () => {
    const page = await stage.at('/stock/receive');
    await choose(page, /Into/, 'Main hall');
    await page.getByText('Enter what a unit cost').click();
    await scan(page, MUG_CODE);
    await page.getByLabel(`Cost of one ${MUG}`).fill('cheap');
    await page.getByRole('button', { name: 'Receive 1 unit' }).click();
    await page.getByText('Give an amount, such as 4.75.').waitFor();
    await page.getByLabel(`Cost of one ${MUG}`).fill('4.75');
    await page.getByRole('textbox', { name: `Quantity of ${MUG}` }).fill('2147483647');
    await page.getByRole('textbox', { name: `Quantity of ${MUG}` }).press('Tab');
    await page.getByRole('button', { name: /Receive 2,147,483,647 units/ }).click();
    await page.getByText('Nothing was booked.').waitFor();
    await page.getByRole('textbox', { name: `Quantity of ${MUG}` }).waitFor();
    await page.context().close();
  });
});

describe.skipIf(!hasBrowser)('adjusting', () => {
  test.each(WIDTHS)(
    'sets what is there, and what another moved in between is said, at %i px',
    async (width) => {
      const before = await onHand('TEA-GREEN-100');
      const page = await stage.at('/stock/adjust', width);
      await choose(page, /In$|In /, 'Main hall');
      await scan(page, 'TEA-GREEN-100');
      await page.getByRole('heading', { name: 'Green sencha, 100 bags' }).waitFor();
      await page.getByRole('radio', { name: 'Set to' }).click();
      await page.getByLabel('What is there').fill('100');
      await looksRight(page, 'adjust', width);
      await stage.world.stockflow.inventory.receive({
        lines: [
          { productId: ids['TEA-GREEN-100'] ?? '', warehouseId: stage.world.warehouses.hall, quantity: 10 },
        ],
      });
      await page.getByRole('button', { name: 'Adjust', exact: true }).click();
      await page.getByText(`${before + 10} are on hand now, not ${before}`).waitFor();
      expect(await onHand('TEA-GREEN-100')).toBe(before + 10);
      await page.getByRole('button', { name: 'Adjust', exact: true }).click();
      await page.getByText('Green sencha, 100 bags: 100 on hand.').waitFor();
      expect(await onHand('TEA-GREEN-100')).toBe(100);
      await page.getByText('Nothing in hand').waitFor();
      await page.context().close();
    },
  );
});

describe.skipIf(!hasBrowser)('a role that may only look', () => {
  test('sees no screen and no button that moves stock, and the server refuses it anyway', async () => {
    const invited = await stage.world.stockflow.members.invite({
      email: 'looks@example.com',
      role: 'viewer',
    });
    const page = await openPage(stage.browser, stage.url, 390);
    await page.goto(`/invite/${invited.token}`);
    await page.getByLabel('First name').fill('Vera');
    await page.getByLabel('Last name').fill('Blick');
    await page.getByLabel('Password').fill(stage.world.password);
    await page.getByRole('button', { name: 'Join the company' }).click();
    await page.getByRole('link', { name: 'Stock', exact: true }).click();
    const nav = page.getByRole('navigation', { name: 'Stock' });
    await nav.getByRole('link', { name: 'Counts' }).waitFor();
    expect(await nav.getByRole('link', { name: /Receive|Adjust/ }).count()).toBe(0);
    for (const [address, heading] of [
      ['/stock/transfers', 'Transfers'],
      ['/stock/counts', 'Counts'],
    ] as const) {
      await page.goto(address);
      await page.getByRole('heading', { name: heading }).waitFor();
      expect(
        await page
          .getByRole('main')
          .getByText(/New (transfer|count)/)
          .count(),
      ).toBe(0);
    }
    await page.goto('/stock/receive');
    await page.getByText('Your role may not do this').waitFor();
    await page.context().close();
  });
});
