import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createStockflow, type Stockflow } from '@stockflow/sdk';
import { startTestServer } from '@stockflow/server/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildNorthwind, readProducts } from './company.ts';

/** Where the data lies that is no part of this project. */
const dataFolder =
  process.env.STOCKFLOW_DATA_DIR ?? join(import.meta.dirname, '..', '..', '..', '..', '..', 'shared', 'data');
const folder = join(dataFolder, 'northwind');
const isHere = existsSync(join(folder, 'products.csv'));

/** The known answers that come with the data: at or under the reorder level on the shelf, and not discontinued. */
const LOW = [2, 3, 11, 21, 30, 31, 32, 37, 43, 45, 48, 49, 56, 64, 66, 68, 70, 74].map((id) => `NW-${id}`);
/** Of these, the ones that stay there with what is on order: Nord-Ost Matjeshering and Outback Lager. */
const STILL_SHORT = ['NW-30', 'NW-70'];

let server: Awaited<ReturnType<typeof startTestServer>> | undefined;
let stockflow: Stockflow;

beforeAll(async () => {
  if (!isHere) return;
  server = await startTestServer();
  const { sessionToken } = await createStockflow({ baseUrl: server.url }).auth.signUp({
    company: { name: 'Northwind Traders', timeZone: 'UTC' },
    user: {
      email: 'owner@northwind.example',
      password: 'correct horse battery',
      firstName: 'N',
      lastName: 'W',
    },
  });
  stockflow = createStockflow({ baseUrl: server.url, session: sessionToken ?? '' });
  await buildNorthwind(stockflow, readProducts(folder));
});
afterAll(() => server?.close());
beforeEach(({ skip }) => {
  skip(
    !isHere,
    'The Northwind files are not here: STOCKFLOW_DATA_DIR names the folder that has "northwind" in it.',
  );
});

const skus = (alerts: readonly { product: { sku: string } }[]) => alerts.map(({ product }) => product.sku);
const byNumber = (list: string[]) => list.sort((a, b) => Number(a.slice(3)) - Number(b.slice(3)));

describe('Northwind, from its products table', () => {
  test('the low list is the 18 active products at or under their reorder level', async () => {
    const answer = await stockflow.alerts.lowStock({ demand: 'any' });
    expect(byNumber(skus(answer.alerts))).toEqual(LOW);
    expect(answer.totalAlerts).toBe(18);
    expect(answer.alerts.every(({ thresholdSource }) => thresholdSource === 'product')).toBe(true);
  });

  test('what is in stock and on order is what the table says', async () => {
    const { alerts } = await stockflow.alerts.lowStock({ demand: 'any' });
    const tableOf = new Map(readProducts(folder).map((product) => [`NW-${product.id}`, product]));
    for (const { product, stock, threshold } of alerts) {
      const row = tableOf.get(product.sku);
      expect(stock).toEqual({
        onHand: row?.unitsInStock,
        reserved: 0,
        available: row?.unitsInStock,
        incoming: row?.unitsOnOrder,
      });
      expect(threshold).toBe(row?.reorderLevel);
    }
  });

  test('the plain suggestion counts what is on order: only two would still be short', async () => {
    const { alerts } = await stockflow.alerts.lowStock({ demand: 'any', recentSalesDays: 7 });
    expect(skus(alerts)).toHaveLength(18);
    const toOrder = alerts.filter(({ suggestedOrderQuantity }) => suggestedOrderQuantity !== 0);
    expect(byNumber(skus(toOrder))).toEqual(STILL_SHORT);
    const quantityOf = Object.fromEntries(
      toOrder.map(({ product, suggestedOrderQuantity }) => [product.name, suggestedOrderQuantity]),
    );
    // Up to the reorder level: 15 less 10, and 30 less 15 and 10 on order.
    expect(quantityOf).toEqual({ 'Nord-Ost Matjeshering': 5, 'Outback Lager': 5 });
  });
});
