import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { hasBrowser } from './support/browser.ts';
import { useStage } from './support/stage.ts';

const stage = useStage();

/** Every list of the page: where it stands, its file, the first column, and something that must be in it. */
const LISTS = [
  ['/alerts', 'alerts', 'SKU', 'TEA-EARL-100'],
  ['/products', 'products', 'SKU', 'TEA-EARL-100'],
  ['/stock', 'stock', 'SKU', 'TEA-EARL-100'],
  ['/stock/transfers?status=all', 'transfers', 'Id', 'Main hall'],
  ['/stock/counts', 'counts', 'Id', 'Main hall'],
  ['/stock/reservations?status=all', 'reservations', 'Reservation', 'Main hall'],
  ['/sales', 'sales', 'Number', 'completed'],
  ['/settings/warehouses', 'warehouses', 'Name', 'Main hall'],
  ['/settings/categories', 'categories', 'Name', 'Tea'],
  ['/settings/suppliers', 'suppliers', 'Name', 'Speicherstadt Imports GmbH'],
  ['/settings/thresholds', 'thresholds', 'SKU', 'TEA-EARL-100'],
  ['/settings/members', 'members', 'E-mail', 'owner'],
] as const;

const exported = async (page: Page): Promise<{ name: string; lines: string[] }> => {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export CSV' }).click(),
  ]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return { name: download.suggestedFilename(), lines: text.trimEnd().split('\r\n') };
};

/** What the world has none of yet. */
const prepare = async (): Promise<void> => {
  const { stockflow, warehouses } = stage.world;
  const { id: productId } = await stockflow.products.getBySku({ sku: 'TEA-GREEN-100' });
  const { id: otherId } = await stockflow.warehouses.create({ name: 'Second hall' });
  const line = { productId, quantity: 2 };
  await stockflow.transfers.ship({ fromWarehouseId: warehouses.hall, toWarehouseId: otherId, lines: [line] });
  await stockflow.counts.open({ warehouseId: warehouses.hall, productIds: [productId] });
  await stockflow.inventory.reserve({ lines: [{ ...line, warehouseId: warehouses.hall }] });
};

describe.skipIf(!hasBrowser)('every list', () => {
  test('is exported whole, with a header and what stands in it', async () => {
    await prepare();
    const page = await stage.at('/products');
    for (const [address, name, header, content] of LISTS) {
      await page.goto(address);
      const file = await exported(page);
      expect.soft(file.name, address).toMatch(new RegExp(`^${name}-\\d{4}-\\d\\d-\\d\\d\\.csv$`));
      const [head, ...rows] = file.lines;
      expect.soft(head, address).toMatch(new RegExp(`^\\uFEFF${header},`));
      expect.soft(rows.length, address).toBeGreaterThan(0);
      expect.soft(rows.join('\n'), address).toContain(content);
      // The header's columns, in every row: no field has broken out of its quotes.
      const columns = head?.split(',').length;
      for (const row of rows)
        expect.soft(row.replaceAll(/"(?:[^"]|"")*"/g, '').split(',').length, row).toBe(columns);
    }
    await page.context().close();
  });

  test('is exported as it is filtered, and a product’s ledger from its page', async () => {
    const page = await stage.at('/products?q=earl');
    const { lines } = await exported(page);
    expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(['TEA-EARL-100']);
    await page.getByRole('link', { name: 'Earl Grey' }).click();
    await page.getByRole('heading', { name: 'Ledger' }).waitFor();
    const ledger = await exported(page);
    expect(ledger.name).toMatch(/^ledger-/);
    expect(ledger.lines.slice(1).join('\n')).toMatch(/,SALE,-\d/);
    await page.context().close();
  });
});
