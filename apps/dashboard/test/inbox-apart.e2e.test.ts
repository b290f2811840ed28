import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import {
  hasBrowser,
  openPage,
  picture,
  pressKey,
  settle,
  signIn,
  WIDTHS,
  wcagProblems,
  withoutStream,
} from './support/browser.ts';
import { openCut } from './support/cut.ts';
import { colleague } from './support/people.ts';
import { useStage } from './support/stage.ts';
import { makeWorld, type World } from './support/world.ts';

const stage = useStage();
const row = (page: Page, name: RegExp): Locator =>
  page.getByRole('table', { name: 'Alerts' }).getByRole('row', { name });
const openAlert = async ({ stockflow }: World, search: string) => {
  const [alert] = (await stockflow.alerts.list({ search })).items;
  if (alert === undefined) throw new Error(`no alert of ${search}`);
  return alert;
};

describe.skipIf(!hasBrowser)('two people at one inbox', () => {
  test('see each other’s doings as they happen, and rows stay where they are', async () => {
    const own = await makeWorld(stage.url);
    const ben = await colleague(stage.url, own, 'manager', ['Ben', 'Auer']);
    const page = await stage.at('/alerts', 1440, own);
    await page.getByText('Live', { exact: true }).waitFor();
    await row(page, /Assam tea/)
      .getByRole('button')
      .click();
    await page.getByRole('complementary').waitFor();
    const topOf = () => row(page, /House blend/).evaluate((element) => element.getBoundingClientRect().top);
    const before = await topOf();
    const assam = await openAlert(own, 'assam');
    await ben.stockflow.alerts.comment({ alertIds: [assam.id], notes: 'I called them' });
    await page.getByText('I called them').waitFor();
    await ben.stockflow.alerts.resolve({ alertIds: [(await openAlert(own, 'earl')).id], reason: 'ordered' });
    await row(page, /Earl Grey.*Resolved/).waitFor();
    expect(await topOf()).toBe(before);

    // What is new waits for as long as a hand is on the list.
    const { id: productId } = await own.stockflow.products.getBySku({ sku: 'COF-DECAF-500' });
    await ben.stockflow.inventory.adjust({
      lines: [{ productId, warehouseId: own.warehouses.hall, quantityChange: -219, reason: 'damaged' }],
    });
    const arrivals = page.getByRole('button', { name: '1 new alert: show' });
    await arrivals.waitFor();
    expect(await row(page, /Decaf/).count()).toBe(0);
    expect(await topOf()).toBe(before);
    await picture(page, 'inbox-waiting');
    expect(await wcagProblems(page)).toEqual([]);
    await arrivals.click();
    await row(page, /Decaf.*New/).waitFor();
    await row(page, /Earl Grey/).waitFor({ state: 'detached' });
    await page.context().close();
  });

  test('resolve the same alert: the second is told who was quicker, and the rest of theirs is done', async () => {
    const own = await makeWorld(stage.url);
    const ben = await colleague(stage.url, own, 'manager', ['Ben', 'Auer']);
    const page = await stage.at('/alerts', 1440, own);
    await row(page, /Assam tea/).waitFor();
    // A page that hears nothing meanwhile, as after a long tunnel.
    await withoutStream(page);
    await row(page, /Assam tea/)
      .getByRole('button')
      .click();
    await ben.stockflow.alerts.resolve({ alertIds: [(await openAlert(own, 'assam')).id], reason: 'ordered' });
    const resolve = async () => {
      await pressKey(page, 'r');
      await page
        .getByRole('dialog', { name: /^Resolve/ })
        .getByRole('button', { name: 'Resolve' })
        .click();
    };
    await resolve();
    await page.getByText('Ben Auer was quicker: Assam tea, loose leaf 250 g is resolved already.').waitFor();

    await page.goto('/alerts');
    await row(page, /Earl Grey/).waitFor();
    await ben.stockflow.alerts.resolve({ alertIds: [(await openAlert(own, 'earl')).id], reason: 'expected' });
    await pressKey(page, 'Shift+A');
    await page.getByText('4 alerts selected').waitFor();
    await resolve();
    await page.getByText('3 alerts: resolved.').waitFor();
    await page.getByText('Ben Auer was quicker: Earl Grey, 100 bags is resolved already.').waitFor();
    const { items } = await own.stockflow.alerts.list({ states: ['resolved'] });
    const reasons = items.map(({ product, resolution }) => `${product.sku} ${resolution}`).sort();
    expect(reasons.filter((one) => one.endsWith('expected'))).toEqual(['TEA-EARL-100 expected']);
    expect(reasons).toHaveLength(5);
    await page.context().close();
  });
});

describe.skipIf(!hasBrowser)('a server that goes and comes back', () => {
  test.each(WIDTHS)(
    'while the inbox is open loses nothing of what happened meanwhile, at %i px',
    async (width) => {
      const own = await makeWorld(stage.url);
      const way = await openCut(stage.url);
      const page = await openPage(stage.browser, way.url, width);
      await page.goto('/alerts');
      await signIn(page, own);
      await row(page, /Assam tea/).waitFor();
      await page.getByText('Live', { exact: true }).waitFor();
      // An event that arrived: from here on the page knows where to go on.
      await own.stockflow.alerts.acknowledge({ alertIds: [(await openAlert(own, 'earl')).id] });
      await row(page, /Earl Grey.*Acknowledged/).waitFor();

      // At rest the page fetches what it will need, before the server may be gone.
      await page.waitForFunction(() =>
        performance.getEntriesByType('resource').some(({ name }) => name.includes('/panel-')),
      );
      await settle(page);

      await way.cut();
      await page.getByText('Reconnecting…').waitFor();
      await row(page, /Assam tea/)
        .getByRole('button')
        .click();
      const panel =
        width < 600 ? page.getByRole('dialog') : page.getByRole('complementary', { name: 'Assam tea' });
      await panel.getByRole('button', { name: 'Acknowledge' }).click();
      await page.getByText(/Nothing was changed\. The server did not answer/).waitFor();
      expect(await row(page, /Assam tea/).textContent()).not.toContain('Acknowledged');
      await picture(page, `inbox-cut-${width}`);
      expect(await wcagProblems(page)).toEqual([]);
      await own.stockflow.alerts.resolve({
        alertIds: [(await openAlert(own, 'house')).id],
        reason: 'ordered',
      });
      await own.stockflow.alerts.snooze({ alertIds: [(await openAlert(own, 'mug')).id], untilWorse: true });
      const { id: productId } = await own.stockflow.products.getBySku({ sku: 'TEA-GREEN-100' });
      const place = { productId, warehouseId: own.warehouses.hall };
      await own.stockflow.inventory.adjust({ lines: [{ ...place, quantityChange: -355, reason: 'lost' }] });

      await way.mend();
      await page.getByText('Live', { exact: true }).waitFor();
      // While the panel is open, which hides the list from roles on a phone, nothing moves.
      const inPlace = (words: string, state: string) =>
        page.locator('tr', { hasText: words }).filter({ hasText: state }).waitFor();
      await inPlace('House blend', 'Resolved');
      await inPlace('Stoneware mug, white', 'Snoozed');
      await panel.getByRole('button', { name: 'Close', exact: true }).click();
      // A hand that has rested for some seconds lets it in by itself.
      const arrivals = page.getByRole('button', { name: '1 new alert: show' });
      const green = row(page, /Green sencha/);
      await arrivals.or(green).first().waitFor();
      if (await arrivals.isVisible()) await arrivals.click();
      await green.waitFor();
      await page.context().close();
      await way.close();
    },
  );

  test('at the first look is said in words, and one press after it is back shows the list', async () => {
    const page = await stage.at('/settings/account');
    await page.route('**/api/trpc/alerts.list**', (route) => route.abort('connectionrefused'));
    await page.goto('/alerts');
    await page.getByText('No connection to StockFlow').waitFor();
    await page.unroute('**/api/trpc/alerts.list**');
    await page.getByRole('button', { name: 'Try again' }).click();
    await row(page, /Assam tea/).waitFor();
    await page.context().close();
  });
});

describe.skipIf(!hasBrowser)('a viewer', () => {
  test.each(WIDTHS)(
    'sees every figure and no button, and a forged call is refused, at %i px',
    async (width) => {
      const own = await makeWorld(stage.url);
      const vera = await colleague(stage.url, own, 'viewer', ['Vera', 'Blick']);
      const page = await stage.at('/alerts', width, vera);
      await row(page, /Assam tea/)
        .getByRole('button')
        .click();
      await page.getByRole('heading', { name: 'History' }).waitFor();
      await page.getByText('It became low').waitFor();
      await settle(page);
      await picture(page, `inbox-viewer-${width}`);
      expect(await wcagProblems(page)).toEqual([]);
      const forbidden = /^(Acknowledge|Snooze|Assign|Resolve|Reopen|Comment|Change threshold|Receive stock)$/;
      expect(await page.getByRole('button', { name: forbidden }).count()).toBe(0);
      expect(await page.getByRole('checkbox').count()).toBe(0);
      for (const key of ['x', 'a', 's', 'r', 'i', 'm', 'c']) await pressKey(page, key);
      expect(await page.getByText(/selected|acknowledged\./).count()).toBe(0);
      const { id } = await openAlert(own, 'assam');
      const status = await page.evaluate(async (alertId) => {
        const body = JSON.stringify({ alertIds: [alertId], idempotencyKey: 'forged' });
        const headers = { 'content-type': 'application/json' };
        return (await fetch('/api/trpc/alerts.acknowledge', { method: 'POST', headers, body })).status;
      }, id);
      expect(status).toBe(403);
      await expect(
        vera.stockflow.alerts.resolve({ alertIds: [id], reason: 'ordered' }),
      ).rejects.toMatchObject({
        code: 'FORBIDDEN',
      });
      expect((await openAlert(own, 'assam')).state).toBe('open');
      await page.context().close();
    },
  );
});

describe.skipIf(!hasBrowser)('a session at the inbox', () => {
  test('ended in the middle of acknowledging leads to sign-in and back to the same alert, with nothing half done', async () => {
    const own = await makeWorld(stage.url);
    const page = await stage.at('/alerts', 1440, own);
    await row(page, /Assam tea/)
      .getByRole('button')
      .click();
    const panel = page.getByRole('complementary', { name: 'Assam tea' });
    await panel.getByRole('button', { name: 'Acknowledge' }).waitFor();
    // The stream would notice at once; the page is to notice by what is pressed.
    await page.route('**/alerts.onChange**', (route) => route.abort());
    await own.stockflow.auth.signOutEverywhere();
    await panel
      .getByRole('button', { name: 'Acknowledge' })
      .click({ timeout: 5_000 })
      .catch(() => undefined);
    await page.getByText('Your session has ended.').waitFor();
    await signIn(page, own);
    await page.getByRole('complementary', { name: 'Assam tea' }).waitFor();
    await page.getByRole('button', { name: 'Acknowledge' }).click();
    await page.getByText('Ada Berg acknowledged it').waitFor();
    await page.context().close();
  });

  test('takes what a barcode scanner types for no command', async () => {
    const own = await makeWorld(stage.url);
    const page = await stage.at('/alerts', 1440, own);
    await row(page, /Assam tea/)
      .getByRole('button')
      .click();
    await page.getByRole('complementary', { name: 'Assam tea' }).waitFor();
    for (const code of ['asrmx-4711', 'RAMS0042']) {
      await page.keyboard.type(code);
      await page.keyboard.press('Enter');
      await page.waitForTimeout(300);
    }
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await page.getByText(/selected$/).count()).toBe(0);
    expect((await openAlert(own, 'assam')).state).toBe('open');
    await pressKey(page, 'a');
    await page.getByText('Ada Berg acknowledged it').waitFor();
    await page.context().close();
  });
});
