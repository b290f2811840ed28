import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ForbiddenError, InsufficientStockError, NotFoundError } from '@stockflow/sdk';
import { describe, expect, test } from 'vitest';
import { startStockflow } from '../src/index.ts';

const run = promisify(execFile);

describe('a StockFlow of one’s own', () => {
  test('sells what is there and refuses what is not, from an empty machine on', async () => {
    await using testing = await startStockflow();
    const company = await testing.createCompany({
      name: 'Leaf & Co',
      currency: 'USD',
      timeZone: 'Asia/Tokyo',
    });
    const { line, product } = await company.createStock({ quantity: 5, name: 'Assam', unitCost: '3.10' });
    expect(await company.sell({ ...line, quantity: 2 })).toMatchObject({
      status: 'completed',
      total: '20.00',
    });
    await expect(
      company.stockflow.inventory.reserve({ lines: [{ ...line, quantity: 4 }] }),
    ).rejects.toBeInstanceOf(InsufficientStockError);
    const { items } = await company.stockflow.inventory.levels({ productIds: [product.id] });
    expect(items).toMatchObject([{ onHand: 3, available: 3, productName: 'Assam', sku: 'SKU-1' }]);
    expect(await company.stockflow.company.get()).toMatchObject({
      id: company.id,
      name: 'Leaf & Co',
      currency: 'USD',
      timeZone: 'Asia/Tokyo',
    });
    expect(await company.stockflow.inventory.verify()).toMatchObject({ driftCount: 0 });
  });

  test('companies in it do not see each other, and each counts its own things from 1', async () => {
    await using testing = await startStockflow();
    const [one, other] = await Promise.all([testing.createCompany(), testing.createCompany()]);
    const { product } = await one.createStock();
    await expect(other.stockflow.products.get({ productId: product.id })).rejects.toBeInstanceOf(
      NotFoundError,
    );
    expect((await other.createProduct()).sku).toBe(product.sku);
    expect(one.name).not.toBe(other.name);
  });

  test('goods go where and of what one says; the first warehouse is the one for the rest', async () => {
    await using testing = await startStockflow();
    const { createStock, createWarehouse, createProduct } = await testing.createCompany();
    const [first, far] = [await createWarehouse(), await createWarehouse({ name: 'Far' })];
    const tea = await createProduct({ sku: 'TEA', price: '6.90' });
    expect(await createStock({ product: tea, warehouse: far, quantity: 7 })).toMatchObject({
      product: { sku: 'TEA' },
      warehouseId: far.id,
    });
    const [a, b] = await Promise.all([createStock(), createStock({ quantity: 0 })]);
    expect([a.warehouseId, b.warehouseId]).toEqual([first.id, first.id]);
  });

  test('a key may do what it was given and no more', async () => {
    await using testing = await startStockflow();
    const { stockflow, createStock } = await testing.createCompany({ scopes: ['catalogue:read'] });
    const { line, product } = await createStock();
    expect((await stockflow.products.get({ productId: product.id })).id).toBe(product.id);
    await expect(stockflow.inventory.receive({ lines: [{ ...line, quantity: 1 }] })).rejects.toBeInstanceOf(
      ForbiddenError,
    );
  });
});

describe('its end', () => {
  const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('stockflow-test-'));

  test('closing twice is harmless; afterwards nobody answers', async () => {
    const testing = await startStockflow();
    expect((await fetch(`${testing.url}/healthz`)).status).toBe(200);
    await Promise.all([testing.close(), testing.close()]);
    await testing.close();
    await expect(fetch(`${testing.url}/healthz`)).rejects.toThrow('fetch failed');
  });

  test('one that stays goes on when another of the process ends, and a new one starts after all have ended', async () => {
    const [one, other] = await Promise.all([startStockflow(), startStockflow()]);
    await one.close();
    const company = await other.createCompany();
    expect((await company.createProduct()).sku).toBe('SKU-1');
    const [, third] = await Promise.all([other.close(), startStockflow()]);
    expect((await third.createCompany()).name).toMatch(/^Company \d+$/);
    await third.close();
  });

  test('a PostgreSQL that is not there is said at the start, and nothing stays behind', async () => {
    const before = folders();
    await expect(startStockflow({ databaseUrl: 'postgresql://nobody@127.0.0.1:1/none' })).rejects.toThrow(
      /127\.0\.0\.1:1|ECONNREFUSED|reach/,
    );
    expect(folders()).toEqual(before);
  });

  test('after a killed process the next start removes what it left', async () => {
    const program = `
      const { startStockflow } = await import('${new URL('../src/index.ts', import.meta.url)}');
      await startStockflow();
      const { readdirSync } = await import('node:fs');
      process.kill(process.pid, 'SIGKILL');`;
    const before = new Set(folders());
    const cwd = fileURLToPath(new URL('..', import.meta.url));
    const flags = ['--conditions=@stockflow/source', '--import', 'tsx', '--input-type=module', '-e', program];
    const { STOCKFLOW_TEST_ADMIN_URL: _, ...env } = process.env;
    await expect(run(process.execPath, flags, { cwd, env })).rejects.toMatchObject({ signal: 'SIGKILL' });
    const left = folders().filter((name) => !before.has(name));
    expect(left).toHaveLength(1);
    await using _next = await startStockflow();
    expect(folders()).not.toContain(left[0]);
  });
});
