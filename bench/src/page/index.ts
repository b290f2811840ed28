import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeEmbedded } from '@stockflow/postgres';
import { createStockflow } from '@stockflow/sdk';
import { chromium } from 'playwright-core';
import { npmStart } from '../npm-start.ts';
import { type Acted, act } from './acts.ts';
import { newContext } from './context.ts';
import { type Large, scrollAndSearch } from './large.ts';
import { type Loaded, loadEach } from './loads.ts';

/** What the page of the sample app costs and how it answers. */
export interface PageFigures {
  /** Each screen of the demo company, loaded as the first. */
  screens: Loaded[];
  /** What a hand does on the demo company: from the key or the finger to the next picture. */
  acts: Acted[];
  /** A company with so many products. */
  large: Large & { products: number };
}

export interface PageOptions {
  products: number;
  progress: (line: string) => void;
}

const PER_CALL = 500;
const PASSWORD = 'correct horse battery';
const known = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The page in a real Chromium: on the demo company of `npm start`, and on a company of thousands of products. */
export const pageBench = async ({ products, progress }: PageOptions): Promise<PageFigures> => {
  const executablePath = [process.env.CHROMIUM ?? '', ...known].find(
    (path) => path !== '' && existsSync(path),
  );
  if (executablePath === undefined)
    throw new Error('There is no Chromium here: apt-get install chromium, or name one in CHROMIUM.');
  const folder = mkdtempSync(join(tmpdir(), 'stockflow-bench-'));
  progress('page: starting StockFlow with its demo company');
  const stockflow = await npmStart(folder);
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const { url, demo } = stockflow;
    if (demo === undefined) throw new Error('npm start made no demo company');
    const openAs = async (person: { email: string; password: string }) => {
      const context = await newContext(browser, { baseURL: url });
      const page = await context.newPage();
      await page.goto('/sign-in');
      await page.getByLabel('E-mail').fill(person.email);
      await page.getByLabel('Password').fill(person.password);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('navigation', { name: 'Main' }).first().waitFor();
      return page;
    };
    const screens = await loadEach({ browser, url, signedIn: await openAs(demo), progress });
    progress('page: keys and clicks');
    const acts = await act(await openAs(demo));
    const owner = await fill(url, products, progress);
    const large = await scrollAndSearch(await openAs(owner), products, progress);
    return { screens, acts, large: { products, ...large } };
  } finally {
    await browser.close();
    await stockflow.stop();
    await removeEmbedded(folder, () => {});
    rmSync(folder, { recursive: true, force: true });
  }
};

/** A company with so many products, and who owns it. */
const fill = async (baseUrl: string, count: number, progress: (line: string) => void) => {
  const owner = { email: 'bench@stockflow.example', password: PASSWORD };
  const { sessionToken } = await createStockflow({ baseUrl }).auth.signUp({
    company: { name: 'Bench' },
    user: { ...owner, firstName: 'B', lastName: 'E' },
  });
  if (sessionToken === null) throw new Error('the sign-up gave no token');
  const stockflow = createStockflow({ baseUrl, session: sessionToken });
  const { id: warehouseId } = await stockflow.warehouses.create({ name: 'Main' });
  for (let from = 1; from <= count; from += PER_CALL) {
    if (from % 10_000 === 1)
      progress(`page: ${from.toLocaleString('en')} of ${count.toLocaleString('en')} products`);
    const upTo = Math.min(count, from + PER_CALL - 1);
    await stockflow.products.createMany({
      products: Array.from({ length: upTo - from + 1 }, (_, index) => {
        const number = String(from + index).padStart(6, '0');
        return {
          sku: `CUP-${number}`,
          name: `Paper cup no. ${number}`,
          price: '0.09',
          warehouseId,
          initialQuantity: 40,
        };
      }),
    });
  }
  return owner;
};
