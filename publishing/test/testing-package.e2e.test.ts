import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Consumer, newConsumer, packedPackage } from '../src/packages.ts';

let consumer: Consumer;

beforeAll(async () => {
  const packed = await Promise.all(['@stockflow/sdk', '@stockflow/testing'].map(packedPackage));
  consumer = await newConsumer(packed.map(({ tarball }) => tarball));
});
afterAll(() => consumer?.close());

/** A customer's test file, which needs nothing but the two packages. */
const suite = (load: string) => `
${load}
let testing;
before(async () => { testing = await startStockflow(); });
after(() => testing.close());

test('a cart never takes more than there is', async () => {
  const { stockflow, createStock } = await testing.createCompany();
  const { line } = await createStock({ quantity: 5 });
  await stockflow.inventory.reserve({ lines: [{ ...line, quantity: 4 }] });
  await assert.rejects(stockflow.inventory.reserve({ lines: [{ ...line, quantity: 2 }] }), InsufficientStockError);
});

test('its page of errors and its API document are there', async () => {
  assert.match(await (await fetch(testing.url + '/docs/errors')).text(), /id="insufficient_stock"/);
  assert.match((await (await fetch(testing.url + '/openapi.json')).json()).openapi, /^3\\.1/);
  assert.equal((await fetch(testing.url + '/api/reference')).status, 200);
});
`;
const ESM = `
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { InsufficientStockError } from '@stockflow/sdk';
import { startStockflow } from '@stockflow/testing';`;
const CJS = `
const assert = require('node:assert/strict');
const { after, before, test } = require('node:test');
const { InsufficientStockError } = require('@stockflow/sdk');
const { startStockflow } = require('@stockflow/testing');`;

const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('stockflow-test-'));

test('a customer’s tests run with the packed package as ES modules and as CommonJS, at the same time, and leave nothing', async () => {
  const before = new Set(folders());
  await consumer.write({ 'cart.test.mjs': suite(ESM), 'cart.test.cjs': suite(CJS) });
  const said = await consumer.node(['--test', '--test-reporter=tap', 'cart.test.mjs', 'cart.test.cjs']);
  expect(said).toMatch(/# pass 4\n# fail 0/);
  expect(folders().filter((name) => !before.has(name))).toEqual([]);
});

test('a PostgreSQL of the customer’s own is used when it is named', async () => {
  const code = `
    import { startStockflow } from '@stockflow/testing';
    const testing = await startStockflow();
    const { createStock } = await testing.createCompany();
    console.log((await createStock()).product.sku);
    await testing.close();`;
  await consumer.write({ 'named.mjs': code });
  const before = folders().length;
  const env = { STOCKFLOW_TEST_DATABASE_URL: process.env.STOCKFLOW_TEST_ADMIN_URL };
  expect(await consumer.node(['named.mjs'], env)).toBe('SKU-1\n');
  expect(folders()).toHaveLength(before);
});
