import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { hasBrowser, openPage, settle } from './support/browser.ts';
import { useStage } from './support/stage.ts';

/** Script that a first load may fetch, gzip. */
const SCRIPT_BYTES_MAX = 250_000;
const PRODUCTS = 1_500;

const stage = useStage({ products: PRODUCTS });

/** The bytes of script that loading an address fetches, as gzip, and how many files they are in. */
async function scriptOf(page: Page, address: string): Promise<{ bytes: number; files: number }> {
  const scripts: Promise<Buffer>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(response.body());
  });
  await page.goto(address);
  await settle(page);
  const bodies = await Promise.all(scripts);
  return { bytes: bodies.reduce((sum, body) => sum + gzipSync(body).length, 0), files: bodies.length };
}

describe.skipIf(!hasBrowser)('the page', () => {
  test('loads under 250 kB of script for sign-in and for the alerts', async () => {
    const stranger = await openPage(stage.browser, stage.url, 1440);
    const signIn = await scriptOf(stranger, '/sign-in');
    await stranger.context().close();
    const member = await stage.at('/settings/account');
    // A page of the same person that has loaded nothing yet.
    const page = await member.context().newPage();
    await page.route('**/*', (route) =>
      route.continue({ headers: { ...route.request().headers(), 'cache-control': 'no-cache' } }),
    );
    const alerts = await scriptOf(page, '/alerts');
    console.log(
      `script, gzip: sign-in ${kB(signIn.bytes)}, alerts ${kB(alerts.bytes)} (${alerts.files} files)`,
    );
    expect(signIn.bytes).toBeGreaterThan(50_000);
    expect(signIn.bytes).toBeLessThan(SCRIPT_BYTES_MAX);
    expect(alerts.bytes).toBeGreaterThan(50_000);
    expect(alerts.bytes).toBeLessThan(SCRIPT_BYTES_MAX);
    await member.context().close();
  });

  test('scrolls 1,500 products to the end with a few rows in the document and a request a page', async () => {
    const page = await stage.at('/products');
    await page.getByRole('row').nth(3).waitFor();
    const requests: string[] = [];
    page.on('request', (request) => request.url().includes('/api/') && requests.push(request.url()));
    let rowsMax = 0;
    const end = page.getByText(`${(PRODUCTS + 8).toLocaleString('en-GB')} products`);
    const last = page.getByRole('link', { name: 'Earl Grey, 100 bags' });
    for (let step = 0; step < 400 && !(await last.isVisible()); step++) {
      await page.mouse.wheel(0, 2_000);
      await page.waitForTimeout(30);
      rowsMax = Math.max(rowsMax, await page.locator('tbody tr').count());
    }
    await end.waitFor();
    await last.waitFor();
    console.log(
      `${PRODUCTS + 8} products: at most ${rowsMax} rows in the document, ${requests.length} requests`,
    );
    expect(rowsMax).toBeLessThan(60);
    expect(requests.length).toBeLessThanOrEqual(Math.ceil((PRODUCTS + 8) / 100) + 1);
    await page.context().close();
  });

  test('finds one of 1,500 products while one types, and keeps the search in the address', async () => {
    const page = await stage.at('/products');
    await page.getByRole('row').nth(3).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('cup no. 1499', { delay: 20 });
    await page.getByRole('link', { name: 'Paper cup no. 1499' }).waitFor();
    await page.getByText('1 product', { exact: true }).waitFor();
    expect(new URL(page.url()).searchParams.get('q')).toBe('cup no. 1499');
    await page.context().close();
  });
});

const kB = (bytes: number): string => `${(bytes / 1000).toFixed(0)} kB`;
