import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { choose, hasBrowser, picture, settle, sidewaysPx, WIDTHS, wcagProblems } from './support/browser.ts';
import { colleague } from './support/people.ts';
import { useStage } from './support/stage.ts';
import { makeWorld, type World } from './support/world.ts';

const stage = useStage();
const row = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('table', { name: 'Alerts' }).getByRole('row', { name });
const tab = (page: Page, name: RegExp): Locator => page.getByRole('radio', { name });
const panelOf = (page: Page, name: string, width: number): Locator =>
  width < 600 ? page.getByRole('dialog', { name }) : page.getByRole('complementary', { name });

/** Sells so much of a product, as a till elsewhere does. */
async function sell({ stockflow, warehouses }: World, sku: string, quantity: number): Promise<void> {
  const { id: productId } = await stockflow.products.getBySku({ sku });
  const { id: saleId } = await stockflow.sales.create({
    lines: [{ productId, warehouseId: warehouses.hall, quantity, unitPrice: '1.00' }],
  });
  await stockflow.sales.complete({ saleId });
}
const alertOf = async ({ stockflow }: World, search: string) => {
  const states = ['open' as const, 'acknowledged' as const, 'snoozed' as const, 'resolved' as const];
  const [alert] = (await stockflow.alerts.list({ search, states, demand: 'any' })).items;
  if (alert === undefined) throw new Error(`no alert of ${search}`);
  return alert;
};

describe.skipIf(!hasBrowser)('the inbox', () => {
  test.each(WIDTHS)(
    'shows what another client’s sale turns, without a reload, and takes one alert through its life, at %i px',
    async (width) => {
      const own = await makeWorld(stage.url);
      const page = await stage.at('/alerts', width, own);
      await row(page, /Assam tea/).waitFor();
      await page.getByText('Live', { exact: true }).waitFor();
      await settle(page);
      expect(await row(page, /Earl Grey/).textContent()).toMatch(
        /Out of stock.*24.*Speicherstadt.*6 days lead time/,
      );
      expect(await wcagProblems(page)).toEqual([]);
      expect(await sidewaysPx(page)).toBe(0);

      await sell(own, 'TEA-GREEN-100', 355);
      const green = row(page, /Green sencha/);
      await green.waitFor();
      await expect.poll(() => green.textContent()).toContain('New');
      await expect.poll(() => tab(page, /^Inbox/).textContent()).toBe('Inbox 6');
      await picture(page, `inbox-arrived-${width}`);

      await green.getByRole('button').click();
      const panel = panelOf(page, 'Green sencha, 100 bags', width);
      await panel
        .getByText(
          /Green sencha, 100 bags is low in Main hall: 15 units are available, and the threshold is 20/,
        )
        .waitFor();
      await panel.getByText('The arithmetic, step by step').click();
      const days = panel.getByRole('listitem').filter({ hasText: 'Days until stock-out' }).first();
      const { daysUntilStockout } = await alertOf(own, 'sencha');
      expect(await days.textContent()).toContain(`Days until stock-out${daysUntilStockout}`);
      await panel.getByText('6 more units would end it').waitFor();
      await panel.getByText('Where the figures come from').click();
      await panel.getByText('Tea: 20 – counts').waitFor();
      await settle(page);
      await picture(page, `inbox-explained-${width}`);
      expect(await wcagProblems(page)).toEqual([]);

      await panel.getByRole('button', { name: 'Acknowledge' }).click();
      await page.getByText('Green sencha, 100 bags: acknowledged.').waitFor();
      await panel.getByText('Ada Berg acknowledged it').waitFor();
      await panel.getByLabel('Comment').fill('Speicherstadt delivers on Friday');
      await panel.getByRole('button', { name: 'Comment' }).click();
      await panel.getByText('Speicherstadt delivers on Friday').waitFor();

      await panel.getByRole('button', { name: 'Snooze' }).click();
      const snooze = page.getByRole('dialog', { name: 'Snooze Green sencha, 100 bags' });
      await snooze.getByRole('button', { name: 'Next week' }).click();
      await green.waitFor({ state: 'detached' });
      expect((await alertOf(own, 'sencha')).state).toBe('snoozed');
      await page.getByRole('button', { name: 'Undo' }).last().click();
      await page.getByText('Undone.').waitFor();
      await green.waitFor({ state: 'attached' });
      expect(await alertOf(own, 'sencha')).toMatchObject({ state: 'acknowledged', snoozedUntil: null });
      await page.context().close();
    },
  );

  test.each(WIDTHS)(
    'resolves many at once, finds them under resolved and opens one again, at %i px',
    async (width) => {
      const own = await makeWorld(stage.url);
      const page = await stage.at('/alerts', width, own);
      await row(page, /Assam tea/).waitFor();
      await page.getByRole('checkbox', { name: /^Select Earl Grey/ }).click();
      await page.getByRole('checkbox', { name: /^Select House blend/ }).click({ modifiers: ['Shift'] });
      const bar = page.getByRole('region', { name: 'Selected alerts' });
      await bar.getByText('3 alerts selected').waitFor();
      expect(new URL(page.url()).searchParams.get('chosen')?.split(',')).toHaveLength(3);
      await settle(page);
      await picture(page, `inbox-selected-${width}`);
      expect(await wcagProblems(page)).toEqual([]);
      await page.reload();
      await bar.getByText('3 alerts selected').waitFor();
      await bar.getByRole('button', { name: 'Resolve' }).click();
      const dialog = page.getByRole('dialog', { name: 'Resolve 3 alerts' });
      await choose(page, /Why/, 'Something else');
      await dialog.getByRole('button', { name: 'Resolve' }).click();
      await dialog.getByText('Say why.').waitFor();
      await dialog.getByLabel('Note').fill('A fair took it all');
      expect(await wcagProblems(page)).toEqual([]);
      await dialog.getByRole('button', { name: 'Resolve' }).click();
      await page.getByText('3 alerts: resolved.').waitFor();
      await row(page, /Assam tea/).waitFor({ state: 'detached' });
      await expect.poll(() => tab(page, /^Resolved/).textContent()).toBe('Resolved 3');

      await tab(page, /^Resolved/).click();
      await row(page, /Assam tea/).waitFor();
      await row(page, /Assam tea/)
        .getByRole('button')
        .click();
      const panel = panelOf(page, 'Assam tea, loose leaf 250 g', width);
      await panel.getByText('resolved: another reason (A fair took it all)').waitFor();
      await panel.getByRole('button', { name: 'Reopen' }).click();
      await page.getByText('Assam tea, loose leaf 250 g: open again.').waitFor();
      await row(page, /Assam tea/).waitFor({ state: 'detached' });
      expect((await alertOf(own, 'assam')).state).toBe('open');
      expect((await own.stockflow.alerts.list({ states: ['resolved'] })).counts.total).toBe(2);
      await page.context().close();
    },
  );

  test('keeps filters and what is open in the address; back closes it, and a new load finds it', async () => {
    const page = await stage.at('/alerts');
    await row(page, /Earl Grey/).waitFor();
    await choose(page, 'Category', 'Tableware');
    await page.keyboard.press('Escape');
    await row(page, /Earl Grey/).waitFor({ state: 'detached' });
    await row(page, /Stoneware mug, white/)
      .getByRole('button')
      .click();
    await page.getByRole('complementary', { name: 'Stoneware mug, white' }).waitFor();
    await page.reload();
    await page.getByRole('complementary', { name: 'Stoneware mug, white' }).waitFor();
    expect(await row(page, /Earl Grey/).count()).toBe(0);
    await page.goBack();
    await page.getByRole('complementary').waitFor({ state: 'detached' });
    expect(await row(page, /Earl Grey/).count()).toBe(0);
    await page.getByRole('button', { name: 'Clear all' }).click();
    await row(page, /Earl Grey/).waitFor();
    await page.getByLabel('Search alerts').fill('no such thing');
    await page.getByText('No alert matches these filters').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await row(page, /Earl Grey/).waitFor();
    await page.context().close();
  });

  test('is worked by keys alone, which a sheet names and a switch turns off', async () => {
    const own = await makeWorld(stage.url);
    const ben = await colleague(stage.url, own, 'manager', ['Ben', 'Auer']);
    const page = await stage.at('/alerts', 1440, own);
    await row(page, /Assam tea/).waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    await page.keyboard.press('j');
    expect(await focused()).toBe('Earl Grey, 100 bags');
    await page.keyboard.press('j');
    expect(await focused()).toBe('Assam tea, loose leaf 250 g');
    await page.keyboard.press('Enter');
    await page.getByRole('complementary', { name: 'Assam tea' }).waitFor();
    await page.keyboard.press('k');
    await page.getByRole('complementary', { name: 'Earl Grey' }).waitFor();
    await page.keyboard.press('a');
    await row(page, /Earl Grey.*Acknowledged/).waitFor();
    await page.keyboard.press('m');
    await row(page, /Earl Grey.*Ada Berg/).waitFor();
    await page.keyboard.press('i');
    await page.getByRole('dialog', { name: 'Assign Earl Grey' }).waitFor();
    await page.getByRole('option', { name: 'Ben Auer' }).waitFor();
    expect(await wcagProblems(page)).toEqual([]);
    await page.keyboard.type('ben');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await row(page, /Earl Grey.*Ben Auer/).waitFor();
    await expect.poll(async () => (await alertOf(own, 'earl')).assignee?.id).toBe(ben.id);
    await page.keyboard.press('Escape');
    await page.getByRole('complementary').waitFor({ state: 'detached' });
    expect(await focused()).toBe('Earl Grey, 100 bags');
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.getByText('2 alerts selected').waitFor();
    await page.keyboard.press('s');
    await page.getByRole('dialog', { name: 'Snooze 2 alerts' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('2 alerts: snoozed.').waitFor();
    await row(page, /Assam/).waitFor({ state: 'detached' });
    await page.keyboard.press('z');
    await row(page, /Assam/).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('aaa');
    expect(await page.getByLabel('Search alerts').inputValue()).toBe('aaa');
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: 'Alerts', level: 1 }).click();
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Keyboard' });
    await sheet.getByText('Acknowledge').waitFor();
    await picture(page, 'inbox-keys');
    expect(await wcagProblems(page)).toEqual([]);
    await sheet.getByText('Keys of one letter are on').click();
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    await page.keyboard.press('Shift+A');
    await page.keyboard.press('?');
    expect((await page.getByText(/selected$/).count()) + (await sheet.count())).toBe(0);
    await page.context().close();
  });

  test('sets the threshold of an alert, which ends it', async () => {
    const own = await makeWorld(stage.url);
    const page = await stage.at('/alerts', 1440, own);
    await row(page, /Glass teapot/)
      .getByRole('button')
      .click();
    await page.getByRole('button', { name: 'Change threshold' }).click();
    const dialog = page.getByRole('dialog', { name: /^Threshold of Glass teapot/ });
    await dialog.getByLabel(/^Threshold \(/).fill('9');
    expect(await wcagProblems(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The threshold is 9 now.').waitFor();
    await page.getByText('It ended: there is enough again').waitFor();
    expect(await alertOf(own, 'teapot')).toMatchObject({
      state: 'resolved',
      threshold: 9,
      thresholdSource: 'level',
    });
    await page.context().close();
  });

  test('exports the list as it is filtered', async () => {
    const page = await stage.at('/alerts');
    await row(page, /Earl Grey/).waitFor();
    await choose(page, 'Category', 'Tea');
    await page.keyboard.press('Escape');
    await row(page, /Glass teapot/).waitFor({ state: 'detached' });
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^alerts-\d{4}-\d\d-\d\d\.csv$/);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    const [head, ...lines] = Buffer.concat(chunks).toString('utf8').trimEnd().split('\r\n');
    expect(head).toMatch(/^\uFEFFSKU,Product,Warehouse,State,Severity/);
    expect(lines.map((line) => line.split(',')[0])).toEqual(['TEA-EARL-100', 'TEA-ASSAM-250']);
    expect(lines[0]).toContain('Speicherstadt Imports GmbH');
    await page.getByText('2 alerts exported.').waitFor();
    await page.context().close();
  });

  test.each(WIDTHS)('of a company where nothing is low says what that means, at %i px', async (width) => {
    const own = await makeWorld(stage.url);
    const { items } = await own.stockflow.alerts.list();
    await own.stockflow.alerts.resolve({ alertIds: items.map(({ id }) => id), reason: 'ordered' });
    const page = await stage.at('/alerts', width, own);
    await page.getByText('Nothing is low').waitFor();
    await settle(page);
    await picture(page, `inbox-empty-${width}`);
    expect(await wcagProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Show what does not sell, too' }).click();
    await row(page, /midnight blue/).waitFor();
    await page.context().close();
  });
});
