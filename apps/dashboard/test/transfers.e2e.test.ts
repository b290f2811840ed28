import { describe, expect, test } from 'vitest';
import { choose, hasBrowser, settle, WIDTHS } from './support/browser.ts';
import { looksRight } from './support/looks-right.ts';
import { scan, scanAtOnce } from './support/scan.ts';
import { useStockStage } from './support/stock-stage.ts';

const { stage, ids, onHand } = useStockStage();

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
      // Within one task of the page, as when it was busy: each of them counts.
      await scanAtOnce(page, 'COF-DECAF-500', 2);
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
