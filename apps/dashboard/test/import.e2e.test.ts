import { createStockflow, newId, type Stockflow } from '@stockflow/sdk';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import {
  choose,
  hasBrowser,
  openPage,
  picture,
  sidewaysPx,
  signIn,
  WIDTHS,
  wcagProblems,
} from './support/browser.ts';
import { useStage } from './support/stage.ts';
import { PASSWORD } from './support/world.ts';

const stage = useStage();

interface Fresh {
  email: string;
  password: string;
  stockflow: Stockflow;
}

/** A company that has nothing yet. */
const fresh = async (): Promise<Fresh> => {
  const email = `fresh-${newId()}@example.com`;
  const { sessionToken } = await createStockflow({ baseUrl: stage.url }).auth.signUp({
    company: { name: 'Fresh Start', currency: 'EUR', timeZone: 'Europe/Berlin' },
    user: { email, password: PASSWORD, firstName: 'Ida', lastName: 'Neu' },
  });
  return {
    email,
    password: PASSWORD,
    stockflow: createStockflow({ baseUrl: stage.url, session: sessionToken ?? '' }),
  };
};

const openImport = async (company: Fresh, width = 1440): Promise<Page> => {
  const page = await openPage(stage.browser, stage.url, width);
  await page.goto('/products/import');
  await signIn(page, company);
  await page.getByRole('button', { name: 'Choose a file' }).waitFor();
  return page;
};

const giveFile = async (page: Page, name: string, text: string | Buffer): Promise<void> => {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a file' }).click();
  await (await chooser).setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
};

const HEADERS = 'Artikelnummer;Bezeichnung;Preis;Cost;Bestand;Kategorie';
const rowsOf = (count: number): string =>
  [
    HEADERS,
    ...Array.from(
      { length: count },
      (_, index) => `C-${index};Cup no. ${index};1.204,50;3,1;${index % 7};Cups ${index % 3}`,
    ),
  ].join('\r\n');

describe.skipIf(!hasBrowser)('the import', () => {
  test.each(WIDTHS)(
    'shows what will come of a file before it makes anything, and says what is wrong with which line, at %i px',
    async (width) => {
      const company = await fresh();
      const { id } = await company.stockflow.warehouses.create({ name: 'Main hall' });
      const page = await openImport(company, width);
      await picture(page, `import-${width}`);
      expect(await wcagProblems(page)).toEqual([]);
      // Windows-1252, as a spreadsheet saves it.
      const text = `${HEADERS}\r\nT-1;Gr\u00fcner Tee;4,50;2,10;12;Tee\r\nT 2;Leerzeichen;1;;;\r\nT-3;Ohne Preis;;;1,5;\r\nT-4;"Kanne; gro\u00df";29,90;;3;Geschirr`;
      await giveFile(page, 'artikel.csv', Buffer.from(text, 'latin1'));
      await page.getByText('Grüner Tee').first().waitFor();
      await page.getByRole('heading', { name: '2 rows cannot be imported' }).waitFor();
      await page.getByText('SKU may have letters').waitFor();
      expect(await page.getByRole('button', { name: 'Import 2 products of 4' }).isDisabled()).toBe(true);
      await choose(page, /The stock lies in/, 'Main hall');
      await picture(page, `import-preview-${width}`);
      expect(await wcagProblems(page)).toEqual([]);
      expect(await sidewaysPx(page)).toBe(0);
      expect((await company.stockflow.products.list({})).items).toEqual([]);
      await page.getByRole('button', { name: 'Import 2 products of 4' }).click();
      await page.getByText('2 products are imported. 2 rows were left out.').waitFor();
      await picture(page, `import-done-${width}`);
      expect(await wcagProblems(page)).toEqual([]);
      const { items } = await company.stockflow.products.list({});
      expect(
        items.map(({ sku, name, price, cost, onHand, categoryName }) => ({
          sku,
          name,
          price,
          cost,
          onHand,
          categoryName,
        })),
      ).toEqual([
        { sku: 'T-1', name: 'Grüner Tee', price: '4.50', cost: '2.10', onHand: 12, categoryName: 'Tee' },
        { sku: 'T-4', name: 'Kanne; groß', price: '29.90', cost: null, onHand: 3, categoryName: 'Geschirr' },
      ]);
      expect((await company.stockflow.inventory.levels({ warehouseIds: [id] })).items).toHaveLength(2);
      await page.context().close();
    },
  );

  test('3,000 products: cut off in the middle it goes on, and the same file once more makes nothing twice', async () => {
    const company = await fresh();
    await company.stockflow.warehouses.create({ name: 'Main hall' });
    const page = await openImport(company);
    let calls = 0;
    // The fifth chunk is done, but its answer is lost, and from then on nothing gets through.
    await page.route('**/api/**createMany**', async (route) => {
      calls += 1;
      if (calls > 5) return route.abort();
      const response = await route.fetch();
      return calls === 5 ? route.abort() : route.fulfill({ response });
    });
    await giveFile(page, 'cups.csv', rowsOf(3_000));
    await choose(page, /The stock lies in/, 'Main hall');
    const started = Date.now();
    await page.getByRole('button', { name: 'Import 3,000 products' }).click();
    await page.getByRole('alert').filter({ hasText: 'No connection' }).waitFor({ timeout: 60_000 });
    await page.getByText('800 of 3,000 products').waitFor();
    await picture(page, 'import-interrupted');
    await page.unroute('**/api/**createMany**');
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByText('3,000 products are imported.').waitFor({ timeout: 60_000 });
    console.log(
      `3,000 products imported, with an interruption, in ${((Date.now() - started) / 1000).toFixed(1)} s`,
    );
    const { stock, catalogue } = await company.stockflow.reports.overview();
    const units = Array.from({ length: 3_000 }, (_, index) => index % 7).reduce(
      (sum, value) => sum + value,
      0,
    );
    expect(catalogue.products).toBe(3_000);
    expect(stock.units).toBe(units);

    await page.reload();
    await giveFile(page, 'cups.csv', rowsOf(3_000));
    await choose(page, /The stock lies in/, 'Main hall');
    await page.getByRole('button', { name: 'Import 3,000 products' }).click();
    await page.getByRole('link', { name: 'See the products' }).waitFor({ timeout: 60_000 });
    expect((await company.stockflow.reports.overview()).stock.units).toBe(units);
    await page.context().close();
  }, 180_000);

  test('products that are there already stay as they are, and a stop is heard', async () => {
    const company = await fresh();
    await company.stockflow.products.create({ sku: 'c-1', name: 'Mine', price: '9' });
    const page = await openImport(company);
    await giveFile(page, 'cups.csv', 'sku,name,price\nC-1,Theirs,1\nC-2,New,2');
    await page.getByRole('button', { name: 'Import 2 products' }).click();
    await page.getByText('1 product is imported. 1 you had already; it is as before.').waitFor();
    expect(await company.stockflow.products.getBySku({ sku: 'C-1' })).toMatchObject({ name: 'Mine' });
    await page.getByRole('button', { name: 'Import another file' }).click();
    await page.route('**/api/**createMany**', async (route) => {
      await new Promise((done) => setTimeout(done, 500));
      await route.continue();
    });
    await giveFile(
      page,
      'many.csv',
      `sku,name,price\n${Array.from({ length: 2_000 }, (_, index) => `S-${index},S,1`).join('\n')}`,
    );
    await page.getByRole('button', { name: 'Import 2,000 products' }).click();
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByRole('heading', { name: 'Stopped' }).waitFor();
    const { catalogue } = await company.stockflow.reports.overview();
    expect(catalogue.products).toBeLessThan(2_000);
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByText('2,000 products are imported.').waitFor({ timeout: 60_000 });
    await page.context().close();
  }, 120_000);

  test('a file that is none is refused in words, and one without the needed columns asks for them', async () => {
    const company = await fresh();
    const page = await openImport(company);
    await giveFile(page, 'book.csv', Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 1, 2]));
    await page.getByRole('alert').filter({ hasText: 'This is no CSV file' }).waitFor();
    await giveFile(page, 'odd.csv', 'number,what,how much\nA-1,Cup,3.50');
    await page.getByText('Choose the column for: SKU, Name, Price.').waitFor();
    await choose(page, /^SKU|Choose a column SKU/, 'number');
    await choose(page, /^Name|Choose a column Name/, 'what');
    await choose(page, /^Price|Choose a column Price/, 'how much');
    await page.getByRole('button', { name: 'Import 1 product' }).click();
    await page.getByText('1 product is imported.').waitFor();
    await page.context().close();
  });
});
