import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createStockflow } from '@stockflow/sdk';
import { startTestServer } from '@stockflow/server/testing';
import { build as esbuild } from 'esbuild';
import { build as vite } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Consumer, newConsumer, packedPackage } from '../src/packages.ts';

/** What a page that uses all of the SDK loads for it: bundled, minified, compressed. */
const PAGE_GZIP_BYTES_MAX = 15_000;
/** The file as it is in the package. */
const FILE_GZIP_BYTES_MAX = 15_000;

let server: Awaited<ReturnType<typeof startTestServer>>;
let consumer: Consumer;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  const { tarball } = await packedPackage('@stockflow/sdk');
  consumer = await newConsumer([tarball], { offline: true });
  server = await startTestServer();
  const anonymous = createStockflow({ baseUrl: server.url });
  const { sessionToken } = await anonymous.auth.signUp({
    company: { name: 'Consumer & Co' },
    user: {
      email: 'owner@consumer.example',
      password: 'correct horse battery',
      firstName: 'C',
      lastName: 'O',
    },
  });
  const owner = createStockflow({ baseUrl: server.url, session: sessionToken ?? '' });
  const { key } = await owner.apiKeys.create({ name: 'c', scopes: ['catalogue:read', 'catalogue:write'] });
  env = { STOCKFLOW_URL: server.url, STOCKFLOW_API_KEY: key };
});
afterAll(async () => {
  await server?.close();
  await consumer?.close();
});

/** What each consumer does, in the way of its module kind; prints what it saw. */
const program = (sku: string) => `
  const stockflow = createStockflow();
  const { product } = await stockflow.products.create({ sku: '${sku}', name: 'Assam', price: '6.90' });
  const error = await stockflow.products.getBySku({ sku: 'NONE' }).catch((thrown) => thrown);
  let count = 0;
  for await (const one of stockflow.products.list({ search: '${sku}' })) count += one.id === product.id ? 1 : 0;
  console.log(product.price, count, error instanceof NotFoundError, error instanceof StockflowError, error.code);`;
const SEEN = '6.90 1 true true NOT_FOUND\n';
const IMPORT = `import { createStockflow, NotFoundError, StockflowError } from '@stockflow/sdk';`;

describe('what is installed', () => {
  test('is one package, with nothing but what it says', async () => {
    const modules = await readdir(join(consumer.folder, 'node_modules'));
    expect(modules.filter((name) => !name.startsWith('.'))).toEqual(['@stockflow']);
    expect(await readdir(join(consumer.folder, 'node_modules/@stockflow'))).toEqual(['sdk']);
    const manifest = JSON.parse(await consumer.read('node_modules/@stockflow/sdk/package.json'));
    expect({ ...manifest.dependencies, ...manifest.peerDependencies }).toEqual({});
  });

  test('knows neither Node, Zod nor the server, in code and in types', async () => {
    const dist = join(consumer.folder, 'node_modules/@stockflow/sdk/dist');
    const names = await readdir(dist);
    expect(names).toEqual(expect.arrayContaining(['index.cjs', 'index.d.cts', 'index.d.ts', 'index.js']));
    for (const name of names) {
      const text = await readFile(join(dist, name), 'utf8');
      // Examples in comments may import what they like.
      expect(text.replace(/\/\*[\s\S]*?\*\//g, ''), name).not.toMatch(
        /["'`]node:|require\(["'](?!\.)|\bfrom\s*["'](?!\.)|(?<!\.)\bimport\s*["'{*](?!\.)|Zod|prisma|AppRouter/i,
      );
    }
  });

  test('has doc comments in its types', async () => {
    const types = await consumer.read('node_modules/@stockflow/sdk/dist/index.d.ts');
    expect(types).toContain('Makes a product and, with a `warehouseId`, its stock level there');
    expect(types).toContain('@throws {SkuTakenError}');
  });
});

describe('it runs', () => {
  test('as an ES module in plain Node', async () => {
    await consumer.write({ 'consumer.mjs': `${IMPORT}${program('ESM')}` });
    expect(await consumer.node(['consumer.mjs'], env)).toBe(SEEN);
  });

  test('as CommonJS in plain Node', async () => {
    const required = `const { createStockflow, NotFoundError, StockflowError } = require('@stockflow/sdk');`;
    await consumer.write({ 'consumer.cjs': `${required}(async () => {${program('CJS')}})();` });
    expect(await consumer.node(['consumer.cjs'], env)).toBe(SEEN);
  });

  test('bundled and minified by esbuild, for a browser as for a server', async () => {
    await consumer.write({ 'for-esbuild.ts': `${IMPORT}${program('ESBUILD')}` });
    await esbuild({
      entryPoints: [join(consumer.folder, 'for-esbuild.ts')],
      outfile: join(consumer.folder, 'esbuild.mjs'),
      bundle: true,
      minify: true,
      format: 'esm',
      platform: 'browser',
      target: 'es2022',
      logLevel: 'silent',
    });
    expect(await consumer.node(['esbuild.mjs'], env)).toBe(SEEN);
  });

  test('bundled by Vite', async () => {
    await consumer.write({ 'for-vite.ts': `${IMPORT}${program('VITE')}` });
    await vite({
      root: consumer.folder,
      configFile: false,
      logLevel: 'silent',
      build: {
        outDir: 'vite',
        lib: { entry: 'for-vite.ts', formats: ['es'], fileName: () => 'page.mjs' },
        target: 'es2022',
      },
    });
    expect(await consumer.node(['vite/page.mjs'], env)).toBe(SEEN);
  });
});

describe('its size and its import', () => {
  const bundled = async (code: string) => {
    const stdin = { contents: code, resolveDir: consumer.folder };
    const options = { bundle: true, minify: true, format: 'esm', target: 'es2022', write: false } as const;
    const { outputFiles } = await esbuild({ ...options, stdin, logLevel: 'silent' });
    return gzipSync(outputFiles[0]!.contents, { level: 9 }).length;
  };

  test(`all of it costs a page at most ${PAGE_GZIP_BYTES_MAX} bytes gzip`, async () => {
    expect(await bundled(`export * from '@stockflow/sdk'`)).toBeLessThanOrEqual(PAGE_GZIP_BYTES_MAX);
    const file = await readFile(join(consumer.folder, 'node_modules/@stockflow/sdk/dist/index.js'));
    expect(gzipSync(file, { level: 9 }).length).toBeLessThanOrEqual(FILE_GZIP_BYTES_MAX);
  });

  test('what is not used is left out: an id costs a tenth of the whole at most', async () => {
    const whole = await bundled(`export * from '@stockflow/sdk'`);
    expect(await bundled(`export { newId } from '@stockflow/sdk'`)).toBeLessThan(whole / 10);
    expect(await bundled(`import '@stockflow/sdk'`)).toBeLessThan(100);
  });

  test('its import leaves nothing on the global object, and holds no program open', async () => {
    const code = `
      const before = Object.keys(globalThis).length;
      await import('@stockflow/sdk');
      console.log(Object.keys(globalThis).length - before);`;
    await consumer.write({ 'import.mjs': code });
    expect(await consumer.node(['import.mjs'])).toBe('0\n');
  });
});
