import { beforeAll, describe, expect, test } from 'vitest';
import { choose, hasBrowser, openPage, settle, WIDTHS } from './support/browser.ts';
import { looksRight } from './support/looks-right.ts';
import { scan } from './support/scan.ts';
import { useStage } from './support/stage.ts';

const MUG = 'Stoneware mug, white';
const BLUE = 'Stoneware mug, midnight blue';
const MUG_CODE = '4006381333931';
const stage = useStage();
const ids: Record<string, string> = {};

beforeAll(async () => {
  if (!hasBrowser) return;
  const { items } = await stage.world.stockflow.products.list({ limit: 100 });
  for (const { sku, id } of items) ids[sku] = id;
  await stage.world.stockflow.products.update({ productId: ids['MUG-STONE-WHITE'] ?? '', barcode: MUG_CODE });
});

/** A list is read again a moment after what was sent. */
const SOON = { timeout: 15_000 };

const onHand = async (sku: string, warehouseId = stage.world.warehouses.hall): Promise<number> => {
  const { items } = await stage.world.stockflow.inventory.levels({
    productIds: [ids[sku] ?? ''],
    warehouseIds: [warehouseId],
  });
  return items[0]?.onHand ?? 0;
};

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

describe.skipIf(!hasBrowser)('a transfer', () => {
  test.each(WIDTHS)(
    'short of stock is mended in one press, then sent, received in part, and closed with a difference, at %i px',
    async (width) => {
      const page = await stage.at('/stock/transfers', width);
      await page.getByText('Nothing is on its way').waitFor();
      await page.getByRole('link', { name: 'New transfer' }).first().click();
      await settle(page);
      await choose(page, /From/, 'Main hall');
      await choose(page, /To$|To /, 'City shop');
      await scan(page, 'COF-DECAF-500');
      await scan(page, 'MUG-STONE-WHITE');
      await page.getByRole('textbox', { name: /Quantity of Decaf/ }).fill('5000');
      await page.getByRole('textbox', { name: /Quantity of Decaf/ }).press('Tab');
      const there = await onHand('COF-DECAF-500');
      await page.getByText(`only ${there} available`).waitFor();
      await page.getByRole('button', { name: 'Send off 5,001 units' }).click();
      await page.getByText('There is not enough stock, so nothing has moved.').waitFor();
      await looksRight(page, 'transfer-short', width);
      await page.getByRole('button', { name: `Take ${there}` }).click();
      await page.getByRole('textbox', { name: /Quantity of Decaf/ }).fill('3');
      await page.getByRole('textbox', { name: /Quantity of Decaf/ }).press('Tab');
      const shopBefore = await onHand('COF-DECAF-500', stage.world.warehouses.shop);
      await page.getByRole('button', { name: 'Send off 4 units' }).click();
      await page.getByRole('heading', { name: 'Main hall → City shop' }).waitFor();
      await page.getByText('4 units left Main hall').waitFor();
      await looksRight(page, 'transfer', width);
      await page.getByRole('button', { name: 'Receive', exact: true }).click();
      await scan(page, 'COF-DECAF-500');
      await scan(page, 'COF-DECAF-500');
      await page.getByText('2 units not here yet.').waitFor();
      await looksRight(page, 'transfer-arrival', width);
      await page.getByRole('button', { name: 'Receive 2 units' }).click();
      await page.getByText('Received. The rest is waited for.').waitFor();
      expect(await onHand('COF-DECAF-500', stage.world.warehouses.shop)).toBe(shopBefore + 2);
      await page.getByRole('button', { name: 'Receive', exact: true }).click();
      await page.getByText('Nothing else will come').click();
      await scan(page, 'MUG-STONE-WHITE');
      await page.getByRole('button', { name: 'Receive 1 unit' }).click();
      await page.getByText('1 missing').waitFor();
      await looksRight(page, 'transfer-closed', width);
      await page.getByRole('link', { name: 'Transfers' }).click();
      await page.getByText('Nothing is on its way').waitFor();
      await page.context().close();
    },
  );

  test('is moved at once, and one that was sent off is cancelled', async () => {
    const before = await onHand('COF-HOUSE-1000');
    const page = await stage.at('/stock/transfers/new');
    await settle(page);
    await choose(page, /From/, 'Main hall');
    await choose(page, /To$|To /, 'City shop');
    await page.getByRole('radio', { name: 'Move at once' }).click();
    await scan(page, 'POT-GLASS-12');
    await page.getByRole('button', { name: 'Move 1 unit' }).click();
    await page.getByText('Received', { exact: true }).first().waitFor();
    const shipped = await stage.world.stockflow.transfers.ship({
      fromWarehouseId: stage.world.warehouses.hall,
      toWarehouseId: stage.world.warehouses.shop,
      lines: [{ productId: ids['COF-HOUSE-1000'] ?? '', quantity: 2 }],
    });
    await page.goto(`/stock/transfers/${shipped.id}`);
    await page.getByRole('button', { name: 'Cancel transfer' }).click();
    await page.getByRole('button', { name: 'Cancel the transfer' }).click();
    await page.getByText('Cancelled', { exact: true }).first().waitFor();
    expect(await onHand('COF-HOUSE-1000')).toBe(before);
    await page.context().close();
  });
});

describe.skipIf(!hasBrowser)('reservations', () => {
  const hold = (sku: string, quantity: number, ttlSeconds: number) =>
    stage.world.stockflow.inventory.reserve({
      lines: [{ productId: ids[sku] ?? '', warehouseId: stage.world.warehouses.hall, quantity }],
      ttlSeconds,
      notes: `For the fair, ${sku}`,
    });

  test.each(WIDTHS)(
    'tick, are extended, shipped in part and released; what expires leaves by itself, at %i px',
    async (width) => {
      await hold('TEA-GREEN-100', 4, 600);
      await hold('COF-HOUSE-1000', 2, 3_000);
      const page = await stage.at('/stock/reservations', width);
      const tea = page.getByRole('row', { name: /Green sencha/ });
      await tea.getByText(/^9:\d\d$/).waitFor();
      await hold('POT-GLASS-12', 1, 6);
      await page.reload();
      const pot = page.getByRole('row', { name: /Glass teapot/ });
      await pot.waitFor();
      await looksRight(page, 'reservations', width);
      await pot.waitFor({ state: 'detached' });
      const before = await onHand('TEA-GREEN-100');
      await tea.getByRole('button', { name: 'Release, extend or ship' }).click();
      await page.getByRole('menuitem', { name: 'Extend' }).click();
      await choose(page, /From now for/, '1 day');
      await page.getByRole('button', { name: 'Extend', exact: true }).click();
      await tea.getByText(/^23 h/).waitFor();
      await tea.getByRole('button', { name: 'Release, extend or ship' }).click();
      await page.getByRole('menuitem', { name: 'Ship' }).click();
      await page.getByRole('textbox', { name: /Ship of Green sencha/ }).fill('3');
      await page.getByRole('textbox', { name: /Ship of Green sencha/ }).press('Tab');
      await page.getByText('1 unit is given back').waitFor();
      await page.getByRole('button', { name: 'Ship 3 units' }).click();
      await tea.waitFor({ state: 'detached' });
      expect(await onHand('TEA-GREEN-100')).toBe(before - 3);
      const coffee = page.getByRole('row', { name: /House blend/ });
      await coffee.getByRole('button', { name: 'Release, extend or ship' }).click();
      await page.getByRole('menuitem', { name: 'Release' }).click();
      await page.getByRole('button', { name: 'Release', exact: true }).click();
      await page.getByText('Nothing is held').waitFor();
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
