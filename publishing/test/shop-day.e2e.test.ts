import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createStockflow } from '@stockflow/sdk';
import { startTestServer } from '@stockflow/server/testing';
import { transform } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Consumer, newConsumer, packedPackage, root } from '../src/packages.ts';

const LINES_MAX = 60;
const DAY = [
  'received 20 of Assam, 250 g',
  'sold 15 for 103.50',
  'heard: 5 left, 6 is low',
  'refused: 5 of 8 available',
  // 15 sold on the one day on which it was there: 5 last for a third of a day.
  'low: Assam, 250 g, 0 days left, critical',
  '',
].join('\n');

let server: Awaited<ReturnType<typeof startTestServer>>;
let consumer: Consumer;
let env: NodeJS.ProcessEnv;
let script: string;

beforeAll(async () => {
  script = await readFile(join(root, 'apps/shop-day/shop-day.mjs'), 'utf8');
  const { tarball } = await packedPackage('@stockflow/sdk');
  consumer = await newConsumer([tarball], { offline: true });
  server = await startTestServer();
  const { sessionToken } = await createStockflow({ baseUrl: server.url }).auth.signUp({
    company: { name: 'Tea & Co' },
    user: { email: 'owner@tea.example', password: 'correct horse battery', firstName: 'T', lastName: 'C' },
  });
  const owner = createStockflow({ baseUrl: server.url, session: sessionToken ?? '' });
  const { key } = await owner.apiKeys.create({
    name: 'shop',
    scopes: ['catalogue:write', 'stock:write', 'sales:write', 'alerts:read'],
  });
  env = { STOCKFLOW_URL: server.url, STOCKFLOW_API_KEY: key };
});
afterAll(async () => {
  await server?.close();
  await consumer?.close();
});

test(`the shop's day is at most ${LINES_MAX} lines`, () => {
  expect(script.trimEnd().split('\n').length).toBeLessThanOrEqual(LINES_MAX);
});

test('the shop’s day runs with the packed SDK as an ES module, and again the next day', async () => {
  await consumer.write({ 'shop-day.mjs': script });
  expect(await consumer.node(['shop-day.mjs'], env)).toBe(DAY);
  expect(await consumer.node(['shop-day.mjs'], env)).toBe(DAY);
});

test('the shop’s day runs with the packed SDK as CommonJS', async () => {
  const { code } = await transform(script, { format: 'cjs', platform: 'node', target: 'node20' });
  expect(code).toContain('require("@stockflow/sdk")');
  await consumer.write({ 'shop-day.cjs': code });
  expect(await consumer.node(['shop-day.cjs'], env)).toBe(DAY);
});

test('a shop’s day with a key that may not sell ends with the refusal and its request id', async () => {
  await consumer.write({ 'shop-day.mjs': script });
  await expect(consumer.node(['shop-day.mjs'], { ...env, STOCKFLOW_API_KEY: 'sf_none' })).rejects.toThrow(
    /INVALID_CREDENTIALS .+ [0-9a-f-]{36}/,
  );
});
