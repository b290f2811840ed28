import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { choose, hasBrowser, settle, signIn, WIDTHS, withoutStream } from './support/browser.ts';
import { looksRight } from './support/looks-right.ts';
import { scan, scanAtOnce } from './support/scan.ts';
import { useStage } from './support/stage.ts';
import { makeWorld, type World } from './support/world.ts';

const MUG = 'Stoneware mug, white';
const BLUE = 'Stoneware mug, midnight blue';
const MUG_CODE = '4006381333931';
const stage = useStage();

/** A company of its own with a code on one mug, so that no test counts what another counts. */
const countingWorld = async () => {
  const world = await makeWorld(stage.url);
  const { items } = await world.stockflow.products.list({ limit: 100 });
  const idOf = (sku: string) => items.find((item) => item.sku === sku)?.id ?? '';
  await world.stockflow.products.update({ productId: idOf('MUG-STONE-WHITE'), barcode: MUG_CODE });
  const onHand = async (sku: string) => {
    const filter = { productIds: [idOf(sku)], warehouseIds: [world.warehouses.hall] };
    return (await world.stockflow.inventory.levels(filter)).items[0]?.onHand ?? 0;
  };
  const open = async (skus: string[], blind = false) =>
    (
      await world.stockflow.counts.open({
        warehouseId: world.warehouses.hall,
        productIds: skus.map(idOf),
        blind,
      })
    ).id;
  const lineOf = async (countId: string, sku: string) =>
    (await world.stockflow.counts.lines({ countId }).toArray({ limit: 100 })).find(
      (line) => line.sku === sku,
    );
  return { ...world, idOf, onHand, open, lineOf };
};
type CountingWorld = Awaited<ReturnType<typeof countingWorld>>;

let shared: CountingWorld;
beforeEach(async () => {
  if (hasBrowser) shared = await countingWorld();
});
/** A number stands still for a moment before it is sent. */
const SOON = { timeout: 15_000 };

const numeral = (page: Page, product: string) => page.getByRole('textbox', { name: `Counted of ${product}` });
const keptNames = (page: Page) =>
  page.evaluate(() => Object.keys(localStorage).filter((name) => name.includes('.outbox.')));

describe.skipIf(!hasBrowser)('a count', () => {
  test.each(WIDTHS)(
    'is opened, scanned, corrected, reviewed and posted; a sale meanwhile stays sold, at %i px',
    async (width) => {
      const world = shared;
      const page = await stage.at('/stock/counts', width, world as World);
      await looksRight(page, 'counts-empty', width);
      await page.getByRole('button', { name: 'New count' }).first().click();
      await choose(page, /Choose… Warehouse/, 'Main hall');
      await page.getByRole('radio', { name: 'Categories' }).click();
      await page.getByText('Tableware').click();
      await looksRight(page, 'count-open', width);
      await page.getByRole('button', { name: 'Start counting' }).click();
      await page.getByText('0 of 3 products counted').waitFor();
      for (let times = 0; times < 3; times++) await scan(page, MUG_CODE);
      await expect.poll(() => numeral(page, MUG).inputValue(), SOON).toBe('3');
      await page
        .getByRole('button', { name: 'Increase' })
        .or(page.locator('.stepper--big [slot=increment]'))
        .first()
        .click();
      await expect.poll(() => numeral(page, MUG).inputValue(), SOON).toBe('4');
      await page.getByRole('button', { name: 'Undo' }).click();
      await expect.poll(() => numeral(page, MUG).inputValue(), SOON).toBe('3');
      await looksRight(page, 'count', width);
      // Nobody may lose a sale to a count: two mugs go while one counts.
      await page.getByText('All sent').waitFor();
      await world.stockflow.inventory.adjust({
        lines: [
          {
            productId: world.idOf('MUG-STONE-WHITE'),
            warehouseId: world.warehouses.hall,
            quantityChange: -2,
            reason: 'sample',
          },
        ],
      });
      await scan(page, 'MUG-STONE-BLUE');
      await numeral(page, BLUE).fill('5');
      await numeral(page, BLUE).press('Enter');
      await page.getByText('All sent').waitFor();
      await expect
        .poll(async () => (await world.stockflow.counts.list()).items[0]?.countedCount, SOON)
        .toBe(2);
      await page.getByRole('radio', { name: 'Review' }).click();
      await page.getByRole('row', { name: /Stoneware mug, white.*4 → 3.*−1/s }).waitFor();
      await looksRight(page, 'count-review', width);
      await page.getByRole('button', { name: 'Post count' }).click();
      await page.getByText('1 product was not counted and stays as it is.').waitFor();
      await page.getByRole('button', { name: 'Post', exact: true }).click();
      await page.getByText('Posted: 1 difference.').waitFor();
      // 4 in the books, 3 counted, then 2 sold: 1 is there.
      expect(await world.onHand('MUG-STONE-WHITE')).toBe(1);
      expect(await world.onHand('MUG-STONE-BLUE')).toBe(5);
      await looksRight(page, 'count-posted', width);
      await page.context().close();
    },
  );

  test('takes every scan, though the page has no time to draw between them', async () => {
    const countId = await shared.open(['MUG-STONE-WHITE', 'POT-GLASS-12']);
    const page = await stage.at(`/stock/counts/${countId}`, 390, shared as World);
    await page.getByText('0 of 2 products counted').waitFor();
    await scanAtOnce(page, MUG_CODE, 30);
    await expect.poll(() => numeral(page, MUG).inputValue(), SOON).toBe('30');
    await page.getByText('All sent').waitFor();
    expect(await shared.lineOf(countId, 'MUG-STONE-WHITE')).toMatchObject({ countedQuantity: 30 });
    await page.context().close();
  });

  test('without a network keeps every number, and sends each once when the server is back', async () => {
    const countId = await shared.open(['MUG-STONE-WHITE', 'POT-GLASS-12']);
    const page = await stage.at(`/stock/counts/${countId}`, 390, shared as World);
    await page.getByText('0 of 2 products counted').waitFor();
    const keys: string[] = [];
    // The first record arrives, and its answer is lost: the worst that a network can do.
    await page.route('**/counts.record**', async (route) => {
      keys.push(
        ...(route
          .request()
          .postData()
          ?.match(/(?<="idempotencyKey":")[^"]+/g) ?? []),
      );
      if (keys.length === 1) await route.fetch();
      await route.abort('connectionfailed');
    });
    await scan(page, MUG_CODE);
    await expect.poll(() => keys.length, { timeout: 15_000 }).toBeGreaterThan(0);
    await scan(page, 'POT-GLASS-12');
    await scan(page, 'POT-GLASS-12');
    await page.getByText('kept on this device').first().waitFor({ timeout: 40_000 });
    await page.getByText('2 to send').waitFor();
    await looksRight(page, 'count-offline', 390);
    expect(await keptNames(page)).toHaveLength(2);
    await page.reload();
    await page.getByText('2 to send').waitFor();
    await page.unroute('**/counts.record**');
    await page.getByText('All sent').waitFor({ timeout: 40_000 });
    expect(await keptNames(page)).toEqual([]);
    expect(await shared.lineOf(countId, 'MUG-STONE-WHITE')).toMatchObject({ countedQuantity: 1, rounds: 1 });
    expect(await shared.lineOf(countId, 'POT-GLASS-12')).toMatchObject({ countedQuantity: 2, rounds: 1 });
    await page.context().close();
  });

  test('whose session ends in the middle loses nothing: after sign-in the numbers are sent', async () => {
    const own = shared;
    const countId = await own.open(['MUG-STONE-WHITE', 'POT-GLASS-12']);
    const page = await stage.at(`/stock/counts/${countId}`, 390, own as World);
    await page.getByText('0 of 2 products counted').waitFor();
    await withoutStream(page);
    await page.getByText('0 of 2 products counted').waitFor();
    await settle(page); // what is still asked would notice, too
    await own.stockflow.auth.signOutEverywhere();
    await scan(page, MUG_CODE);
    await scan(page, MUG_CODE);
    await page.getByText('Your session has ended.').waitFor();
    expect(await keptNames(page)).toHaveLength(1);
    await signIn(page, own);
    await page.getByText('1 of 2 products counted').waitFor();
    await page.getByText('All sent').waitFor();
    expect(new URL(page.url()).pathname).toBe(`/stock/counts/${countId}`);
    await page.getByRole('radio', { name: /Counted 1/ }).click();
    await page
      .getByRole('row', { name: /Stoneware mug, white/ })
      .getByText('2', { exact: true })
      .waitFor();
    await page.context().close();
  });

  test('of two people at one shelf asks which number holds, and writes over nobody unseen', async () => {
    const countId = await shared.open(['MUG-STONE-WHITE']);
    const page = await stage.at(`/stock/counts/${countId}`, 390, shared as World);
    await page.getByText('0 of 1 product counted').waitFor();
    const productId = shared.idOf('MUG-STONE-WHITE');
    await shared.stockflow.counts.record({ countId, lines: [{ productId, quantity: 7 }] });
    await scan(page, MUG_CODE);
    await page.getByText('Somebody recorded 7 of this meanwhile').waitFor();
    await looksRight(page, 'count-conflict', 390);
    expect((await shared.lineOf(countId, 'MUG-STONE-WHITE'))?.countedQuantity).toBe(7);
    await page.getByRole('button', { name: 'Both: 8' }).click();
    await expect
      .poll(async () => (await shared.lineOf(countId, 'MUG-STONE-WHITE'))?.countedQuantity, SOON)
      .toBe(8);
    await page.context().close();
  });

  test('that was closed before a number arrived shows the number until somebody has seen it', async () => {
    const countId = await shared.open(['MUG-STONE-WHITE']);
    const page = await stage.at(`/stock/counts/${countId}`, 390, shared as World);
    await page.getByText('0 of 1 product counted').waitFor();
    await shared.stockflow.counts.cancel({ countId });
    await scan(page, MUG_CODE);
    await page.getByText('The count was cancelled before 1 number of yours arrived').waitFor();
    await page.getByRole('button', { name: 'Forget them' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Forget them' }).click();
    await page.getByText('The count was cancelled before').waitFor({ state: 'detached' });
    expect(await keptNames(page)).toEqual([]);
    await page.context().close();
  });

  test('takes in what was found on the shelf, and counts a product again on request', async () => {
    const countId = await shared.open(['MUG-STONE-WHITE']);
    const page = await stage.at(`/stock/counts/${countId}`, 390, shared as World);
    await page.getByText('0 of 1 product counted').waitFor();
    await scan(page, 'MUG-STONE-BLUE');
    await page.getByRole('button', { name: 'Take it in' }).click();
    await page.getByText('1 of 2 products counted').waitFor();
    await page.getByText('All sent').waitFor();
    await page.getByRole('radio', { name: 'Review' }).click();
    await page.getByRole('button', { name: `Count again: ${BLUE}` }).click();
    await page.getByText('0 of 2 products counted').waitFor();
    expect(await shared.lineOf(countId, 'MUG-STONE-BLUE')).toMatchObject({ recount: true, rounds: 1 });
    await page.context().close();
  });

  test('that is blind tells nobody what the books say', async () => {
    const countId = await shared.open(['MUG-STONE-WHITE'], true);
    const page = await stage.at(`/stock/counts/${countId}`, 390, shared as World);
    await page.getByText('0 of 1 product counted').waitFor();
    await scan(page, MUG_CODE);
    await numeral(page, MUG).waitFor();
    expect(await page.getByText(/books \d/).count()).toBe(0);
    await page.getByText('All sent').waitFor();
    await page.getByRole('radio', { name: 'Review' }).click();
    await page.getByText('This is a blind count').waitFor();
    await page.context().close();
  });
});
