import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';

/** A browser of its own, wide, that has nothing of the page yet. */
export const newContext = async (
  browser: Browser,
  options: BrowserContextOptions,
): Promise<BrowserContext> => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  context.setDefaultTimeout(30_000);
  // esbuild (in tsx) names functions by a call that the browser does not know.
  await context.addInitScript({ content: 'globalThis.__name ??= (named) => named' });
  return context;
};
