import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { newContext } from './context.ts';

/** One screen, loaded by an address bar. */
export interface Loaded {
  screen: string;
  /** Script that was fetched until the page had come to rest, gzip. */
  scriptKb: number;
  /** Calls to the API until then. */
  calls: number;
  /** Cumulative layout shift: how much moved by itself. */
  shift: number;
  /** From the request to the last thing that was drawn anew, in milliseconds. */
  restMs: number;
}

const SCREENS = {
  'sign-in': '/sign-in',
  overview: '/',
  alerts: '/low-stock',
  products: '/products',
  'new product': '/products/new',
  'import of products': '/products/import',
  stock: '/stock',
  receive: '/stock/receive',
  adjust: '/stock/adjust',
  transfers: '/stock/transfers',
  'new transfer': '/stock/transfers/new',
  counts: '/stock/counts',
  reservations: '/stock/reservations',
  sales: '/sales',
  'new sale': '/sales/new',
  company: '/settings/company',
  suppliers: '/settings/suppliers',
  members: '/settings/members',
  'API keys': '/settings/api-keys',
};
/** Without an answer for so long, everything has arrived. */
const QUIET_MS = 500;

interface Loading {
  browser: Browser;
  url: string;
  /** A page of somebody who is signed in. */
  signedIn: Page;
  progress: (line: string) => void;
}

/** Each screen in a browser that has nothing of it yet. */
export const loadEach = async ({ browser, url, signedIn, progress }: Loading): Promise<Loaded[]> => {
  const loaded: Loaded[] = [];
  const session = await signedIn.context().storageState();
  const products = signedIn.getByRole('row').getByRole('link').first();
  await signedIn.goto('/products');
  const product = (await products.getAttribute('href')) ?? '/products';
  for (const [screen, address] of Object.entries({ ...SCREENS, 'one product': product })) {
    progress(`page: loading ${screen}`);
    const isOutside = screen === 'sign-in';
    const context = await newContext(browser, {
      baseURL: url,
      ...(!isOutside && { storageState: session }),
    });
    loaded.push({ screen, ...(await loadOne(await context.newPage(), address)) });
    await context.close();
  }
  await signedIn.context().close();
  return loaded;
};

const loadOne = async (page: Page, address: string): Promise<Omit<Loaded, 'screen'>> => {
  const scripts: Promise<Buffer>[] = [];
  let calls = 0;
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(response.body());
  });
  page.on('request', (request) => {
    if (new URL(request.url()).pathname.startsWith('/api/')) calls += 1;
  });
  await page.addInitScript(() => {
    const seen = { shift: 0, lastAt: 0 };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as unknown as { value: number; hadRecentInput: boolean }[])
        if (!entry.hadRecentInput) seen.shift += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
    document.addEventListener('DOMContentLoaded', () => {
      new MutationObserver(() => {
        seen.lastAt = performance.now();
      }).observe(document.body, { childList: true, subtree: true, characterData: true });
    });
  });
  await page.goto(address);
  await atRest(page);
  const { shift, lastAt } = await page.evaluate(
    () => (window as unknown as { seen: { shift: number; lastAt: number } }).seen,
  );
  const bodies = await Promise.all(scripts);
  const bytes = bodies.reduce((sum, body) => sum + gzipSync(body).length, 0);
  return { scriptKb: bytes / 1000, calls, shift, restMs: lastAt };
};

/** Nothing has arrived for a while, but for the stream of alerts, which never ends. */
const atRest = async (page: Page): Promise<void> => {
  await page.waitForLoadState('load');
  await page.evaluate(async (quietMs) => {
    const count = () => performance.getEntriesByType('resource').length;
    for (let seen = -1; seen !== count(); ) {
      seen = count();
      await new Promise((resolve) => setTimeout(resolve, quietMs));
    }
  }, QUIET_MS);
};
