import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMPILERS, type Compiler, RESOLUTIONS, type Resolution, STRICTEST } from '../src/compilers.ts';
import { methodsOf, programOfAll } from '../src/methods.ts';
import { type Consumer, newConsumer, packedPackage } from '../src/packages.ts';

let consumer: Consumer;

beforeAll(async () => {
  const { tarball } = await packedPackage('@stockflow/sdk');
  consumer = await newConsumer([tarball], { offline: true });
}, 120_000);
afterAll(() => consumer?.close());

const CONSUMER = `
import { createStockflow, InsufficientStockError, isRefusal, type LowStockAlert, type Product } from '@stockflow/sdk';
const stockflow = createStockflow({ baseUrl: 'http://x', apiKey: undefined, timeoutMs: 5 });
export const first = async (): Promise<Product> => stockflow.products.get({ productId: 'x' }, { timeoutMs: 5 });
export const alerts: AsyncIterable<LowStockAlert> = stockflow.alerts.lowStock();
export const page: Promise<{ nextCursor: string | null }> = stockflow.products.list();
export const optional = (search?: string) => stockflow.products.list({ search, limit: undefined });
export const shortages = (error: unknown): number | undefined =>
  error instanceof InsufficientStockError ? error.details.shortages[0]?.available : undefined;
export const taken = (error: unknown): string | null =>
  isRefusal(error) && error.code === 'SKU_TAKEN' ? error.details.sku : null;
export const status = async () => {
  const sale = await stockflow.sales.get({ saleId: 'x' });
  return sale.status === 'completed' || sale.status === 'a status of a newer server';
};
// @ts-expect-error a SKU is required
stockflow.products.create({ name: 'x', price: '1' });
// @ts-expect-error money is a string
stockflow.products.create({ sku: 'x', name: 'x', price: 1 });
// @ts-expect-error no such role can be given
stockflow.members.invite({ email: 'x', role: 'owner' });
// @ts-expect-error a limit is required
stockflow.products.list().toArray();
// @ts-expect-error there is no such option
createStockflow({ apikey: 'x' });
// @ts-expect-error what is inside is not for customers
stockflow.products.transport;
`;

const COMMON = `
import sdk = require('@stockflow/sdk');
const client: sdk.Stockflow = sdk.createStockflow({ baseUrl: 'http://x' });
export = client;
`;

const compile = async (compiler: Compiler, resolution: Resolution, files: Record<string, string>) => {
  const place = `${Object.keys(files)[0]}-${resolution}-${compiler}`;
  const tsconfig = JSON.stringify({ compilerOptions: { ...STRICTEST, ...RESOLUTIONS[resolution] } });
  const placed = Object.entries({ ...files, 'tsconfig.json': tsconfig });
  await consumer.write(Object.fromEntries(placed.map(([name, text]) => [`${place}/${name}`, text])));
  return consumer.node([COMPILERS[compiler], '-p', place]);
};

// 5.0 is the oldest TypeScript that is supported: older ones do not know `verbatimModuleSyntax` and
// `moduleResolution: bundler`. README.md and docs/reference say so, too.
const cases = (['5.0', '6.0', '7.0'] as const).flatMap((compiler) =>
  (['nodenext', 'bundler'] as const).map((resolution) => [compiler, resolution] as const),
);

describe.each(cases)('TypeScript %s, %s, without skipLibCheck', (compiler, resolution) => {
  test('takes the types in a consumer’s strictest program, and finds each slip', async () => {
    const isNode = resolution === 'nodenext';
    const files = { 'consumer.mts': CONSUMER, ...(isNode && { 'common.cts': COMMON }) };
    expect(await compile(compiler, resolution, files)).toBe('');
  }, 60_000);
});

test('a program that calls every method compiles with the oldest compiler and the newest', async () => {
  const methods = methodsOf(await consumer.read('node_modules/@stockflow/sdk/dist/index.d.ts'));
  expect(methods.length).toBeGreaterThan(100);
  const files = { 'all.mts': programOfAll(methods) };
  expect(await compile('5.0', 'nodenext', files)).toBe('');
  expect(await compile('7.0', 'bundler', files)).toBe('');
}, 120_000);
