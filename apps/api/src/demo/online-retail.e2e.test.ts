import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createStockflow, type Stockflow } from '@stockflow/sdk';
import { startTestServer } from '@stockflow/server/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ProgressLine } from './common/progress.ts';
import { asText } from './online-retail/print.ts';
import { asJson, type Result } from './online-retail/result.ts';
import { type RunOptions, run } from './online-retail/run.ts';
import { csvOf, smallHistory } from './online-retail/testing/rows.ts';

let folder: string;
let server: Awaited<ReturnType<typeof startTestServer>>;
let file: string;
const history = smallHistory(26);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stockflow-retail-'));
  file = join(folder, 'history.csv.gz');
  writeFileSync(file, gzipSync(csvOf(history)));
  server = await startTestServer();
});
afterAll(async () => {
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Takes note of nothing, and can end a run after so many lines were sent. */
class QuietProgress extends ProgressLine {
  readonly #controller: AbortController | undefined;
  #left: number;
  #isLoading = false;

  constructor(linesMax = Number.POSITIVE_INFINITY, controller?: AbortController) {
    super();
    this.#left = linesMax;
    this.#controller = controller;
  }
  override begin(title: string): void {
    this.#isLoading = title === 'Loading';
  }
  override say(): void {}
  override end(): void {}
  override add(units: number): void {
    if (this.#isLoading) this.#left -= units;
    if (this.#left <= 0) this.#controller?.abort();
  }
}

const load = (given: Partial<RunOptions> = {}): Promise<Result> =>
  run({
    file,
    report: join(folder, 'report.csv'),
    stateFolder: join(folder, 'state'),
    url: server.url,
    email: undefined,
    fresh: false,
    audit: true,
    progress: new QuietProgress(),
    signal: new AbortController().signal,
    ...given,
  });

async function ownerOf({ company }: Result): Promise<Stockflow> {
  const { email = '', password = '' } = company.signIn ?? {};
  const { sessionToken } = await createStockflow({ baseUrl: server.url }).auth.signIn({ email, password });
  return createStockflow({ baseUrl: server.url, session: sessionToken ?? '' });
}

/** What a load left in its company, without ids and times. */
async function contentOf(result: Result) {
  const stockflow = await ownerOf(result);
  const levels = await stockflow.inventory.levels().toArray({ limit: 1000 });
  const sales = await stockflow.sales.list().toArray({ limit: 10_000 });
  return {
    levels: levels.map(({ sku, productName, onHand, version }) => [sku, productName, onHand, version]),
    sales: sales.map(({ externalId, total, lineCount, saleDate }) => [
      externalId,
      total,
      lineCount,
      saleDate,
    ]),
    movements: result.reconciled.ledger.movementsChecked,
    alerts: result.alerts.all.map(({ product, stock, demand }) => [product.sku, stock, demand]),
  };
}

describe('a load', () => {
  let first: Result;
  beforeAll(async () => {
    first = await load();
  });

  test('takes or refuses every line, and the database agrees with the file in every figure', async () => {
    expect(
      first.reconciled.comparisons.filter(({ file: a, database: b }) => BigInt(a) !== BigInt(b)),
    ).toEqual([]);
    expect(first.reconciled).toMatchObject({ agrees: true, ledger: { driftCount: 0 } });
    const json = JSON.parse(JSON.stringify(asJson(first))) as Record<string, Record<string, number>>;
    expect(json.rows!.taken! + json.rows!.refused!).toBe(history.length);
    expect(json.ok).toBe(true);
    expect(json.lowStock!.totalAlerts).toBe(first.alerts.all.length);
    const report = readFileSync(join(folder, 'report.csv'), 'utf8').trimEnd().split('\n');
    expect(report.length - 1).toBe(first.report.rows);
    expect(asText(first, 3)).toContain('The database agrees with the file.');
  });

  test('books each sale at its local time, in one company of pounds and London', async () => {
    const stockflow = await ownerOf(first);
    expect(await stockflow.company.get()).toMatchObject({ currency: 'GBP', timeZone: 'Europe/London' });
    const invoice = history.find(({ at }) => at.startsWith('2011-06'))!;
    const { items } = await stockflow.sales.list({ search: invoice.invoice });
    // June: one hour ahead of UTC.
    const saleDate = new Date(Date.parse(`${invoice.at}Z`) - 3_600_000).toISOString();
    expect(items[0]).toMatchObject({ externalId: invoice.invoice, saleDate, status: 'completed' });
  });

  test('run again sends nothing and changes nothing, also when its state file is gone', async () => {
    const before = await contentOf(first);
    rmSync(join(folder, 'state'), { recursive: true });
    const again = await load();
    expect(again.company.id).toBe(first.company.id);
    expect(again.loaded).toMatchObject({ productsMade: 0 });
    // Sales that come after the last delivery or correction are sent again and left out by the server.
    expect(again.loaded.spent.receive.calls + again.loaded.spent.adjust.calls).toBe(0);
    expect(await contentOf(again)).toEqual(before);
  });

  test('interrupted again and again, it ends as one that was not', async () => {
    const elsewhere = { stateFolder: join(folder, 'interrupted'), fresh: true };
    for (const linesMax of [1, 300, 900]) {
      const controller = new AbortController();
      const progress = new QuietProgress(linesMax, controller);
      await expect(load({ ...elsewhere, progress, signal: controller.signal })).rejects.toThrow('aborted');
      elsewhere.fresh = false;
    }
    const finished = await load(elsewhere);
    expect(finished.company.id).not.toBe(first.company.id);
    expect(finished.loaded.calls.doneBefore).toBeGreaterThan(0);
    expect(finished.loaded.calls.sent).toBeGreaterThan(0);
    expect(await contentOf(finished)).toEqual(await contentOf(first));
  });

  test('sees it when somebody has changed the stock since', async () => {
    const elsewhere = { stateFolder: join(folder, 'changed'), fresh: true };
    const loaded = await load(elsewhere);
    const stockflow = await ownerOf(loaded);
    const { items } = await stockflow.inventory.levels({ limit: 250 });
    const { productId, warehouseId } = items.find(({ onHand }) => onHand > 0)!;
    const line = { productId, warehouseId, quantityChange: -1, reason: 'lost' as const };
    await stockflow.inventory.adjust({ lines: [line] });
    const again = await load({ ...elsewhere, fresh: false });
    expect(again.reconciled.agrees).toBe(false);
    expect(asText(again, 0)).toContain('DOES NOT AGREE');
  });

  test('refuses to mix: another file, or an API key of a company that has something in it', async () => {
    const other = join(folder, 'other.csv');
    writeFileSync(other, csvOf(history.slice(0, 50)));
    await expect(load({ file: other })).rejects.toThrow('This company is not empty');
    const { apiKey, key } = await (await ownerOf(first)).apiKeys.create({
      name: 'load',
      scopes: ['catalogue:read', 'stock:read', 'company:read'],
    });
    expect(apiKey.name).toBe('load');
    process.env.STOCKFLOW_API_KEY = key;
    try {
      await expect(load({ file: other })).rejects.toThrow('This company is not empty');
    } finally {
      delete process.env.STOCKFLOW_API_KEY;
    }
  });

  test('asks for the password of a person who is named', async () => {
    await expect(load({ email: 'me@shop.example' })).rejects.toThrow('STOCKFLOW_PASSWORD');
  });
});

describe('the command', () => {
  async function command(...args: string[]) {
    const flags = ['--conditions=@stockflow/source', '--import', 'tsx'];
    const child = spawn(
      process.execPath,
      [...flags, join(import.meta.dirname, 'online-retail.ts'), ...args],
      {
        env: { ...process.env, STATE_FOLDER: join(folder, 'command') },
      },
    );
    const said = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const)
      child[name].setEncoding('utf8').on('data', (text: string) => {
        said[name] += text;
      });
    const [status] = await once(child, 'close');
    return { status, ...said };
  }

  test('explains itself', async () => {
    const { status, stdout } = await command('--help');
    expect(status).toBe(0);
    for (const word of ['--fresh', '--json', '--report', '--url', 'STOCKFLOW_API_KEY', 'Exit code'])
      expect(stdout).toContain(word);
  });

  test('says in one line what is wrong with the file, before it starts anything', async () => {
    const { status, stderr, stdout } = await command(join(folder, 'nowhere.csv.gz'));
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr.trim()).toBe(`There is no file ${join(folder, 'nowhere.csv.gz')}.`);
  });

  test('loads into the StockFlow at --url and prints JSON for a script, progress beside it', async () => {
    const { status, stdout, stderr } = await command(file, '--url', server.url, '--fresh', '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ ok: true, rows: { read: history.length } });
    expect(stderr).toContain('Loading: 100 %');
  });
});
