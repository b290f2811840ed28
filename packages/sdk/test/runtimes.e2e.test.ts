import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import vm from 'node:vm';
import { gzipSync } from 'node:zlib';
import { startTestServer } from '@stockflow/server/testing';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type * as sdk from '../src/index.ts';
import { newCompany, stocked } from './shop.ts';

const run = promisify(execFile);
const here = fileURLToPath(new URL('..', import.meta.url));

let folder: string;
let server: Awaited<ReturnType<typeof startTestServer>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stockflow-runtimes-'));
  const tsup = ['node_modules/tsup/dist/cli-default.js', '--no-dts', '--out-dir', folder];
  await Promise.all([
    run(process.execPath, tsup, { cwd: here }),
    startTestServer().then((started) => {
      server = started;
    }),
  ]);
});
afterAll(async () => {
  await server?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** What every browser, worker and edge runtime has, and nothing of Node's. */
const WEB = {
  AbortController,
  AbortSignal,
  crypto,
  fetch,
  Headers,
  performance,
  Response,
  TextDecoder,
  TextEncoder,
  URL,
  URLSearchParams,
};
const TIMERS = { setTimeout, clearTimeout, queueMicrotask, console };

/** The built package, in a world of its own with only these globals. */
const loadWith = async (globals: object): Promise<typeof sdk> => {
  const world = vm.createContext({ ...globals, module: { exports: {} } });
  vm.runInContext(await readFile(join(folder, 'index.cjs'), 'utf8'), world);
  return (world as unknown as { module: { exports: typeof sdk } }).module.exports;
};

test('the built files name no module: nothing of Node’s, and nothing to install', async () => {
  for (const name of ['index.js', 'index.cjs']) {
    const code = await readFile(join(folder, name), 'utf8');
    const { metafile } = await build({
      stdin: { contents: code },
      bundle: true,
      write: false,
      metafile: true,
    });
    expect(
      Object.values(metafile.outputs).flatMap(({ imports }) => imports),
      name,
    ).toEqual([]);
    expect(
      builtinModules.filter((module) => code.includes(`node:${module}`)),
      name,
    ).toEqual([]);
    // Globals that only Node has; `process` is asked for politely.
    expect(code.match(/\bBuffer\b|\b__dirname\b|\bsetImmediate\b|\bglobal\b/g), name).toBeNull();
  }
});

describe('a runtime with the web’s globals alone', () => {
  test('sells, reads in a batch, is refused, and follows alerts, with a bearer', async () => {
    const { createStockflow, InsufficientStockError, StockflowError } = await loadWith({ ...WEB, ...TIMERS });
    const { stockflow: owner } = await newCompany(server.url);
    const { key } = await owner.apiKeys.create({
      name: 'edge',
      scopes: ['stock:write', 'catalogue:read', 'sales:write', 'alerts:read'],
    });
    const { warehouseId, products } = await stocked(owner, 2, 40);
    const edge = createStockflow({ baseUrl: server.url, apiKey: key });
    const [tea, cup] = [products[0]!, products[1]!];
    const [first, second] = await Promise.all(
      [tea, cup].map(({ id }) => edge.products.get({ productId: id })),
    );
    expect([first!.sku, second!.sku]).toEqual(['TEA-0000', 'TEA-0001']);

    const events = edge.alerts.onChange();
    const opened = events.next();
    const line = { productId: tea.id, warehouseId };
    // The first event comes once the stream is live, so the sale waits for nothing but itself.
    const sale = async () => {
      const made = await edge.sales.create({ lines: [{ ...line, quantity: 35 }] });
      return edge.sales.complete({ saleId: made.id });
    };
    await new Promise((resolve) => setTimeout(resolve, 300));
    await sale();
    expect((await opened).value).toMatchObject({
      type: 'alert.opened',
      data: { productId: tea.id, available: 5 },
    });
    await events.return?.();

    const refused = await edge.sales
      .create({ lines: [{ ...line, quantity: 6 }] })
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(InsufficientStockError);
    expect(refused).toBeInstanceOf(StockflowError);
    expect(refused).toMatchObject({
      name: 'InsufficientStockError',
      details: { shortages: [{ available: 5 }] },
      docs: `${server.url}/docs/errors#insufficient_stock`,
    });
    expect((refused as Error).stack).toMatch(/^InsufficientStockError: /);
  });

  test('says what is missing when it does not know where StockFlow is', async () => {
    const { createStockflow } = await loadWith({ ...WEB, ...TIMERS });
    expect(() => createStockflow()).toThrow(/baseUrl, or STOCKFLOW_URL/);
  });

  test('loads where there is nothing at all: nothing runs before the first call', async () => {
    const names = Object.keys(await loadWith({}));
    expect(names).toEqual(expect.arrayContaining(['createStockflow', 'StockflowError', 'newId', 'toDate']));
  });
});

describe('a bundler', () => {
  const bundled = async (code: string): Promise<{ text: string; gzip: number }> => {
    const entry = join(folder, 'entry.mjs');
    await writeFile(entry, code.replaceAll('SDK', JSON.stringify(join(folder, 'index.js'))));
    // The folder has no package.json, so what `sideEffects: false` would let go has to go by itself.
    const { outputFiles } = await build({
      entryPoints: [entry],
      bundle: true,
      minify: true,
      format: 'esm',
      write: false,
    });
    const { text } = outputFiles[0]!;
    return { text, gzip: gzipSync(text, { level: 9 }).length };
  };

  test('keeps of a program that only tells errors apart only the errors', async () => {
    const whole = await bundled(`export * from SDK;`);
    const part = await bundled(
      `import { NotFoundError } from SDK; export const is = (e) => e instanceof NotFoundError;`,
    );
    console.info(
      `gzip after a bundler: all ${whole.gzip} bytes, one error class ${part.gzip}, ids alone ${(await bundled(`export { newId } from SDK;`)).gzip}`,
    );
    expect(part.gzip).toBeLessThan(1_000);
    expect(part.text).not.toContain('products.create');
  });

  test('keeps a program that makes one call working', async () => {
    const { text } = await bundled(
      `import { createStockflow, NotFoundError } from SDK;
       export const ask = (options) => createStockflow(options).products.getBySku({ sku: 'NONE' })
         .catch((error) => [error instanceof NotFoundError, error.name, error.code]);`,
    );
    const file = join(folder, 'bundled.mjs');
    await writeFile(file, text);
    const { stockflow } = await newCompany(server.url);
    const { key } = await stockflow.apiKeys.create({ name: 'b', scopes: ['catalogue:read'] });
    const { ask } = (await import(file)) as { ask(options: object): Promise<unknown> };
    expect(await ask({ baseUrl: server.url, apiKey: key })).toEqual([true, 'NotFoundError', 'NOT_FOUND']);
  });
});
