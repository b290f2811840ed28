import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { startTestServer } from '@stockflow/server/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newCompany } from './shop.ts';

const run = promisify(execFile);
const sdk = fileURLToPath(new URL('..', import.meta.url));
const root = fileURLToPath(new URL('../../..', import.meta.url));
const GZIP_BYTES_MAX = 15_000;

let folder: string;
let server: Awaited<ReturnType<typeof startTestServer>>;
let environment: NodeJS.ProcessEnv;

/** The SDK as a customer gets it: built, packed, and installed without a network in a folder of its own. */
beforeAll(async () => {
  server = await startTestServer();
  const { stockflow } = await newCompany(server.url);
  const { key } = await stockflow.apiKeys.create({
    name: 'consumer',
    scopes: [
      'stock:write',
      'catalogue:read',
      'catalogue:write',
      'sales:write',
      'alerts:read',
      'alerts:write',
    ],
  });
  environment = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    STOCKFLOW_URL: server.url,
    STOCKFLOW_API_KEY: key,
  };
  folder = await mkdtemp(join(tmpdir(), 'stockflow-consumer-'));
  await run(process.execPath, ['node_modules/tsup/dist/cli-default.js'], { cwd: sdk });
  const pack = ['tools/pnpm.mjs', '--filter', '@stockflow/sdk', 'pack', '--pack-destination', folder];
  await run(process.execPath, pack, { cwd: root });
  const [tarball] = (await readdir(folder)).filter((name) => name.endsWith('.tgz'));
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'consumer', private: true }));
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', `./${tarball}`], { cwd: folder });
});
afterAll(async () => {
  await server?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

const installed = (...path: string[]) => join(folder, 'node_modules/@stockflow/sdk', ...path);
const examples = async (): Promise<string[]> => {
  const readme = await readFile(join(sdk, 'README.md'), 'utf8');
  return [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code!);
};
const runHere = async (name: string, code: string): Promise<string> => {
  await writeFile(join(folder, name), code);
  return (await run(process.execPath, [name], { cwd: folder, env: environment })).stdout;
};

describe('the package', () => {
  test('is the only one that is installed, and holds what is built, README and licence', async () => {
    expect((await readdir(join(folder, 'node_modules'))).filter((name) => !name.startsWith('.'))).toEqual([
      '@stockflow',
    ]);
    expect(await readdir(join(folder, 'node_modules/@stockflow'))).toEqual(['sdk']);
    expect((await readdir(installed())).sort()).toEqual(['LICENSE', 'README.md', 'dist', 'package.json']);
    expect((await readdir(installed('dist'))).sort()).toEqual([
      'index.cjs',
      'index.d.cts',
      'index.d.ts',
      'index.js',
    ]);
    const manifest = JSON.parse(await readFile(installed('package.json'), 'utf8'));
    expect(manifest.dependencies ?? {}).toEqual({});
    expect(JSON.stringify(manifest)).not.toMatch(/workspace:|catalog:|@stockflow\/source/);
  });

  test(`is at most ${GZIP_BYTES_MAX} bytes gzip, and knows neither Node, Zod nor the server`, async () => {
    const code = await readFile(installed('dist/index.js'));
    expect(gzipSync(code, { level: 9 }).length).toBeLessThanOrEqual(GZIP_BYTES_MAX);
    for (const name of ['index.js', 'index.cjs', 'index.d.ts', 'index.d.cts']) {
      const text = await readFile(installed('dist', name), 'utf8');
      const code = text.replace(/\/\*[\s\S]*?\*\//g, ''); // examples in comments may import what they like
      const named = /["'`]node:|require\(["']|\bfrom\s*["']|(?<!\.)\bimport\s*["'{*]|Zod|prisma|AppRouter/i;
      expect(code.match(named), name).toBeNull();
    }
  });

  test('has doc comments in its types', async () => {
    const types = await readFile(installed('dist/index.d.ts'), 'utf8');
    expect(types).toContain('Makes a product and, with a `warehouseId`, its stock level there');
    expect(types).toContain('@throws {SkuTakenError}');
  });
});

describe('its code runs in plain Node', () => {
  test('the example of the README, as an ES module, from the environment alone', async () => {
    const [first] = await examples();
    expect(await runHere('example.mjs', first!)).toMatch(/^6\nTEA-\d+ \d+ null\n$/);
  });

  test('the other examples of the README', async () => {
    const [, holding, errors, lists, alerts, , watching] = await examples();
    expect(await runHere('holding.mjs', holding!)).toBe('3 2\n');
    expect(await runHere('errors.mjs', errors!)).toBe('no such product\n');
    expect(await runHere('lists.mjs', lists!)).toMatch(/^CUP-\d+\nTEA-\d+\n2 null 1\n$/);
    expect(await runHere('alerts.mjs', alerts!)).toBe(
      '1 4\nreopened 4 null null\nresolved 4 null null\nsnoozed 4 null null\n' +
        'commented 4 null Meyer delivers on Friday\nacknowledged 4 null null\nopened 4 null null\n',
    );
    expect(await runHere('watching.mjs', watching!)).toMatch(
      /^[0-9a-f-]{36} auth.me 200 undefined [\d.]+\nLeaf & Co\n$/,
    );
  });

  test('as CommonJS, with the same classes for its errors', async () => {
    const code = `
      const { createStockflow, NotFoundError, StockflowError } = require('@stockflow/sdk');
      createStockflow().products.getBySku({ sku: 'NONE' }).catch((error) => {
        console.log(error instanceof NotFoundError, error instanceof StockflowError, error.code, error.status);
      });`;
    expect(await runHere('common.cjs', code)).toBe('true true NOT_FOUND 404\n');
  });

  test('its import does nothing by itself and takes less than 60 ms', async () => {
    const code = `
      const before = Object.keys(globalThis).length, start = performance.now();
      await import('@stockflow/sdk');
      console.log(JSON.stringify({ ms: performance.now() - start, globals: Object.keys(globalThis).length - before }));`;
    const { ms, globals } = JSON.parse(await runHere('import.mjs', code)) as { ms: number; globals: number };
    expect(globals).toBe(0);
    // 6 to 10 ms on an idle machine; the bound leaves room for a busy one.
    expect(ms).toBeLessThan(60);
  });
});

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
/** A program that has neither a browser's types nor Node's. */
const PLAIN = 'declare const console: { log(...words: unknown[]): void };\n';

describe('its types hold in a consumer’s strictest program, without skipLibCheck', () => {
  const compilers = [
    ['TypeScript 7', 'node_modules/typescript7/bin/tsc'],
    ['TypeScript 6', 'node_modules/typescript/bin/tsc'],
  ] as const;
  const resolutions = [
    ['nodenext', { module: 'nodenext', lib: ['es2022'] }],
    ['bundler', { module: 'esnext', moduleResolution: 'bundler', lib: ['es2022', 'dom', 'dom.iterable'] }],
  ] as const;
  const cases = compilers.flatMap(([compiler, tsc]) =>
    resolutions.map(([resolution, options]) => ({ compiler, tsc, resolution, options })),
  );

  test.each(cases)('$compiler, $resolution', async ({ tsc, resolution, options }) => {
    const place = join(folder, `types-${resolution}-${tsc.includes('7') ? 7 : 6}`);
    await mkdir(place);
    const strict = {
      target: 'es2022',
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      verbatimModuleSyntax: true,
      skipLibCheck: false,
      noEmit: true,
      types: [],
    };
    await writeFile(
      join(place, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: { ...strict, ...options } }),
    );
    await writeFile(join(place, 'consumer.mts'), CONSUMER);
    const codes = await examples();
    await Promise.all(codes.map((code, index) => writeFile(join(place, `readme-${index}.mts`), code)));
    if (resolution === 'nodenext') {
      await writeFile(join(place, 'global.d.ts'), PLAIN);
      await writeFile(join(place, 'common.cts'), COMMON);
    }
    const outcome = await run(process.execPath, [join(root, tsc), '-p', place]).catch(
      (error: { stdout: string }) => error,
    );
    expect(outcome.stdout).toBe('');
  });
});
