import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer } from '../../src/testing/index.ts';

const known = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const executablePath = [process.env.CHROMIUM ?? '', ...known].find((path) => path !== '' && existsSync(path));
/** Skipped where there is no Chromium, but never in CI. */
const hasBrowser = executablePath !== undefined || process.env.CI === 'true';

let server: Awaited<ReturnType<typeof startTestServer>>;
let browser: Browser;

describe.skipIf(!hasBrowser)('the reference page', () => {
  beforeAll(async () => {
    server = await startTestServer();
    browser = await chromium.launch({ ...(executablePath && { executablePath }), args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  test.each([390, 1440])(
    'draws itself at %d px under its own policy, and asks nobody else for anything',
    async (width) => {
      const page = await browser.newPage({ viewport: { width, height: 900 } });
      const asked: string[] = [];
      const broken: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      page.on('pageerror', ({ message }) => broken.push(message));
      await page.goto(`${server.url}/api/reference#tag/products/POST/api/products`);
      await page.getByRole('heading', { name: 'Create a product', exact: true }).first().waitFor();
      // What an operation says of itself: words, scope, a refusal, a header.
      const text = await page.locator('body').textContent();
      for (const part of ['Makes a product', 'catalogue:write', 'SKU_TAKEN', 'Idempotency-Key']) {
        expect(text).toContain(part);
      }
      const outside = asked.filter((url) => !/^(data|blob):/.test(url) && !url.startsWith(server.url));
      expect(outside).toEqual([]);
      expect(broken).toEqual([]);
      const overflow = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect(overflow).toBe(0);
      await page.close();
    },
  );
});
