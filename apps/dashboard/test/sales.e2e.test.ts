import { beforeEach, describe, expect, test } from 'vitest';
import { choose, hasBrowser, settle, signIn, WIDTHS, withoutStream } from './support/browser.ts';
import { looksRight } from './support/looks-right.ts';
import { scan } from './support/scan.ts';
import { useStage } from './support/stage.ts';
import { makeWorld, type World } from './support/world.ts';

const TEA = 'Assam tea, loose leaf 250 g';
const SENCHA = 'Green sencha, 100 bags';
const stage = useStage();

let world: World;
beforeEach(async () => {
  if (hasBrowser) world = await makeWorld(stage.url);
});

const productOf = (sku: string) => world.stockflow.products.getBySku({ sku });
const levelOf = async (sku: string, warehouseId = world.warehouses.hall) => {
  const { id } = await productOf(sku);
  const filter = { productIds: [id], warehouseIds: [warehouseId] };
  return (await world.stockflow.inventory.levels(filter)).items[0];
};

describe.skipIf(!hasBrowser)('a sale', () => {
  test.each(WIDTHS)(
    'that is short is mended in one press: from another warehouse, or reduced, at %i px',
    async (width) => {
      const page = await stage.at('/sales/new', width, world);
      await page.getByText('Ready for the scanner').waitFor();
      await scan(page, 'TEA-ASSAM-250');
      const quantity = page.getByRole('textbox', { name: `Quantity of ${TEA}` });
      await choose(page, new RegExp(`Warehouse of ${TEA}`), /Main hall/);
      await quantity.fill('10');
      await quantity.press('Tab');
      // 3 in the hall, 40 in the shop.
      const short = page.getByRole('group', { name: `${TEA} is short` });
      await short.getByText('Only 3 available in Main hall').waitFor();
      await looksRight(page, 'sale-short', width);
      await short.getByRole('button', { name: 'Take from City shop (40)' }).click();
      await short.waitFor({ state: 'detached' });
      await quantity.fill('50');
      await quantity.press('Tab');
      await page.getByRole('button', { name: 'Confirm sale' }).click();
      await page.getByRole('alert').getByText('There is not enough stock').waitFor();
      await short.getByRole('button', { name: 'Reduce to 40' }).click();
      await page.getByRole('button', { name: 'Confirm sale' }).click();
      await page.getByRole('button', { name: 'Complete' }).waitFor();
      expect(await levelOf('TEA-ASSAM-250', world.warehouses.shop)).toMatchObject({ reserved: 40 });
      await page.context().close();
    },
  );

  test.each(WIDTHS)('leaves in parts, and comes back to stock and to scrap, at %i px', async (width) => {
    const [tea, pot] = [await productOf('TEA-GREEN-100'), await productOf('POT-GLASS-12')];
    const before = {
      tea: (await levelOf('TEA-GREEN-100'))?.onHand ?? 0,
      pot: (await levelOf('POT-GLASS-12'))?.onHand ?? 0,
    };
    const lines = [tea, pot].map(({ id }) => ({
      productId: id,
      warehouseId: world.warehouses.hall,
      quantity: 4,
    }));
    const sale = await world.stockflow.sales.create({ lines });
    const page = await stage.at(`/sales/${sale.id}`, width, world);
    await page.getByRole('button', { name: 'Ship a part' }).click();
    const ship = page.getByRole('textbox', { name: `Ship of ${SENCHA}` });
    await ship.fill('1');
    await ship.press('Tab');
    await page.getByText('What of the other 3 units?').waitFor();
    await looksRight(page, 'sale-part', width);
    await page.getByRole('button', { name: 'Ship 5 units' }).click();
    await page.getByText('1 shipped').waitFor();
    expect(await world.stockflow.sales.get({ saleId: sale.id })).toMatchObject({ status: 'confirmed' });
    await page.getByRole('button', { name: 'Complete' }).click();
    await page.getByText('Completed', { exact: true }).first().waitFor();
    await page.getByRole('button', { name: 'Return' }).click();
    const back = page.getByRole('textbox', { name: `Back of ${SENCHA}` });
    await back.fill('2');
    await back.press('Tab');
    const broken = page.getByRole('textbox', { name: /Back of Glass teapot/ });
    await broken.fill('1');
    await broken.press('Tab');
    await page
      .getByRole('radiogroup', { name: /What becomes of Glass teapot/ })
      .getByRole('radio', { name: 'Scrap' })
      .click();
    await looksRight(page, 'sale-return', width);
    await page.getByRole('button', { name: 'Take back 3 units' }).click();
    await page.getByText('Scrapped').waitFor();
    await page.getByText('To Main hall').waitFor();
    await looksRight(page, 'sale-returned', width);
    expect((await levelOf('TEA-GREEN-100'))?.onHand).toBe(before.tea - 2);
    expect((await levelOf('POT-GLASS-12'))?.onHand).toBe(before.pot - 4);
    await page.getByRole('button', { name: 'Return' }).click();
    await page.getByRole('button', { name: 'All of it' }).click();
    await page.getByRole('button', { name: 'Take back 5 units' }).click();
    await page.getByText('Returned', { exact: true }).first().waitFor();
    expect(await page.getByRole('button', { name: 'Return' }).count()).toBe(0);
    await page.context().close();
  });

  test('being written survives a lost session, and a lost answer does not sell it twice', async () => {
    const page = await stage.at('/sales/new', 390, world);
    await withoutStream(page);
    await page.getByText('Ready for the scanner').waitFor();
    await scan(page, 'TEA-GREEN-100');
    await page.getByRole('textbox', { name: `Quantity of ${SENCHA}` }).waitFor();
    await settle(page); // what is still asked would notice, too
    await world.stockflow.auth.signOutEverywhere();
    await page.getByRole('button', { name: 'Confirm sale' }).click();
    await page.getByText('Your session has ended.').waitFor();
    await signIn(page, world);
    await page.getByRole('textbox', { name: `Quantity of ${SENCHA}` }).waitFor();
    await page.route('**/sales.create**', async (route) => {
      await route.fetch();
      await route.abort('connectionfailed');
    });
    await page.getByRole('button', { name: 'Confirm sale' }).click();
    await page.getByText('The server did not answer.').waitFor({ timeout: 40_000 });
    await page.unroute('**/sales.create**');
    // Somebody who thinks that nothing happened changes it and sends it again.
    await scan(page, 'TEA-GREEN-100');
    await expect
      .poll(() => page.getByRole('textbox', { name: `Quantity of ${SENCHA}` }).inputValue(), {
        timeout: 15_000,
      })
      .toBe('2');
    await page.getByRole('button', { name: 'Confirm sale' }).click();
    await page.getByText('This sale was made before, as it stood then.').waitFor();
    await page.getByRole('link', { name: 'Look at it' }).click();
    await page.getByRole('button', { name: 'Complete' }).waitFor();
    await page.context().close();
  });
});
