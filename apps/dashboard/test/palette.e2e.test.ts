import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { hasBrowser, picture, sidewaysPx, WIDTHS, wcagProblems } from './support/browser.ts';
import { useStage } from './support/stage.ts';

const stage = useStage();

const palette = (page: Page) => page.getByRole('dialog', { name: 'Search and commands' });
const option = (page: Page, name: string | RegExp) => palette(page).getByRole('option', { name });

/** Presses the keys where there is a page to hear them. */
const press = async (page: Page): Promise<void> => {
  await page.locator('#main h1').waitFor();
  await page.keyboard.press('Control+k');
};

describe.skipIf(!hasBrowser)('the command palette', () => {
  test('goes anywhere by keyboard: Ctrl-K, a few letters, Enter; Escape leaves, and the focus is where it was', async () => {
    const page = await stage.at('/sales');
    const scripts: string[] = [];
    page.on('request', (request) => request.resourceType() === 'script' && scripts.push(request.url()));
    await page.getByRole('link', { name: 'New sale' }).focus();
    await press(page);
    await palette(page).waitFor();
    expect(scripts.some((url) => url.includes('palette'))).toBe(true);
    await page.keyboard.press('Escape');
    await palette(page).waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('New sale');
    await press(page);
    await page.keyboard.type('new prod');
    await option(page, 'New product').waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/products\/new$/);
    await page.context().close();
  });

  test('finds products, sales and suppliers by what is typed', async () => {
    const page = await stage.at('/settings/account');
    await press(page);
    await page.keyboard.type('earl');
    await option(page, /Earl Grey, 100 bags/).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Earl Grey, 100 bags' }).waitFor();
    await press(page);
    await page.keyboard.type('WEB-1011');
    await option(page, /WEB-1011/).click();
    await page.getByRole('heading', { name: 'Sale WEB-1011' }).waitFor();
    await press(page);
    await page.keyboard.type('speicher');
    await option(page, /Speicherstadt/).click();
    await page.waitForURL(/\/products\?supplier=/);
    await press(page);
    await page.keyboard.type('nothing is called so');
    await palette(page).getByText('Nothing found.').waitFor();
    await page.context().close();
  });

  test('loses no letter of who types on before it is there', async () => {
    const page = await stage.at('/sales');
    await page.route('**/palette*.js', async (route) => {
      await new Promise((done) => setTimeout(done, 800));
      await route.continue();
    });
    await press(page);
    await page.keyboard.type('warehous');
    await palette(page).waitFor();
    await page.keyboard.type('es');
    await option(page, 'Warehouses').waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/settings\/warehouses/);
    await page.context().close();
  });

  test('switches the theme and signs out', async () => {
    const page = await stage.at('/settings/account');
    await press(page);
    await page.keyboard.type('theme dark');
    await option(page, 'Theme: dark').waitFor();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
    await press(page);
    await page.keyboard.type('sign out');
    await option(page, 'Sign out').waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/sign-in/);
    await page.context().close();
  });

  test.each(WIDTHS)('breaks no rule and fits, at %i px', async (width) => {
    const page = await stage.at('/', width);
    await page
      .getByRole('button', { name: /^Search/ })
      .filter({ visible: true })
      .first()
      .click();
    await option(page, 'New sale').waitFor();
    await picture(page, `palette-${width}`);
    expect(await wcagProblems(page)).toEqual([]);
    expect(await sidewaysPx(page)).toBe(0);
    await page.keyboard.type('tea');
    await option(page, /Assam tea/).waitFor();
    await picture(page, `palette-found-${width}`);
    expect(await wcagProblems(page)).toEqual([]);
    await page.context().close();
  });

  test('offers a viewer nothing that a viewer may not do', async () => {
    const page = await stage.at('/');
    await page.route('**/api/**auth.me**', async (route) => {
      const response = await route.fetch();
      const text = (await response.text()).replaceAll(/"(catalogue|stock|sales):write",?/g, '');
      await route.fulfill({ response, body: text });
    });
    await page.reload();
    await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
    await press(page);
    await option(page, 'Sign out').waitFor();
    expect(await option(page, 'New sale').count()).toBe(0);
    expect(await option(page, 'New product').count()).toBe(0);
    expect(await option(page, 'Receive stock').count()).toBe(0);
    await page.context().close();
  });
});
