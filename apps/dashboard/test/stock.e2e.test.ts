import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { choose, hasBrowser, picture, settle, sidewaysPx, WIDTHS, wcagProblems } from './support/browser.ts';
import { scan } from './support/scan.ts';
import { useStage } from './support/stage.ts';

const MUG = 'Stoneware mug, white';
const MUG_CODE = '4006381333931';
const stage = useStage();
const ids: Record<string, string> = {};

beforeAll(async () => {
  if (!hasBrowser) return;
  const { items } = await stage.world.stockflow.products.list({ limit: 100 });
  for (const { sku, id } of items) ids[sku] = id;
  await stage.world.stockflow.products.update({ productId: ids['MUG-STONE-WHITE'] ?? '', barcode: MUG_CODE });
});

const onHand = async (sku: string, warehouseId = stage.world.warehouses.hall): Promise<number> => {
  const { items } = await stage.world.stockflow.inventory.levels({
    productIds: [ids[sku] ?? ''],
    warehouseIds: [warehouseId],
  });
  return items[0]?.onHand ?? 0;
};

/** A picture, no rule of WCAG 2.2 AA broken, nothing that scrolls sideways. */
const looksRight = async (page: Page, name: string, width: number) => {
  await settle(page);
  await picture(page, `${name}-${width}`);
  expect.soft(await wcagProblems(page), name).toEqual([]);
  expect.soft(await sidewaysPx(page), name).toBe(0);
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
