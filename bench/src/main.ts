import { cpus } from 'node:os';
import { type SdkBench, sdkBench } from '@stockflow/publishing/bench';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { KeepOptions } from './alerts/data/cache.ts';
import { FULL_SIZE, type Size } from './alerts/data/size.ts';
import { alertsHistory, alertsList } from './alerts/list.ts';
import { alertsLive, alertsLiveEach } from './alerts/live.ts';
import { alertPlans, type PlanFound } from './alerts/plans.ts';
import { alertsSale } from './alerts/sale.ts';
import { http } from './http/index.ts';
import { importProducts, importSales } from './imports/index.ts';
import { type PageFigures, pageBench } from './page/index.ts';
import { pageBars, pageInMarkdown, pageTables } from './page/tables.ts';
import { recordInto, resultsInMarkdown } from './record.ts';
import { type Bar, type Bench, inRounds, type Result } from './rounds.ts';
import { sdkInMarkdown, sdkTables } from './sdk.ts';
import { start } from './start/index.ts';
import { stock, stockAlone, stockBulk } from './stock/index.ts';
import { type StorageFigures, storageBench, storageInMarkdown } from './storage/index.ts';
import { barTable, plansInMarkdown, planTable, table } from './tables.ts';
import { wall } from './wall.ts';

/** Those that write some gigabytes first, unless told to be small: only when asked for. */
const ALERTS = {
  'alerts-list': alertsList,
  'alerts-history': alertsHistory,
  'alerts-sale': alertsSale,
  'alerts-live': alertsLive,
  'alerts-live-each': alertsLiveEach,
};
const BENCHES = {
  wall,
  http,
  stock,
  'stock-alone': stockAlone,
  'stock-bulk': stockBulk,
  import: importSales,
  'import-products': importProducts,
  start,
  ...ALERTS,
};
/** A word for several. */
const PLANS = 'alerts-plans';
/** What the SDK costs its user, beside others from npm: it asks the registry, so only when asked for. */
const SDK = 'sdk';
/** What the sample app costs and how it answers, in a real Chromium: only when asked for. */
const PAGE = 'page';
/** What calls leave behind on disk: no speed, so only when asked for. */
const STORAGE = 'storage';
const GROUPS: Record<string, readonly string[]> = { alerts: [...Object.keys(ALERTS), PLANS] };
type Name = keyof typeof BENCHES;

const say = (line: string): void => void process.stderr.write(`${line}\n`);

const measure = async (name: Name, { rounds, ms, options }: Asked): Promise<Measured> => {
  const bench: Bench = await BENCHES[name](options);
  try {
    const results = await inRounds(bench.contenders, {
      rounds,
      ms,
      onRound: (round) => say(`${name}: round ${round} of ${rounds}${round === 0 ? ' (warm-up)' : ''}`),
    });
    return { results, bars: bench.bars?.(results) ?? [] };
  } finally {
    await bench.close();
  }
};

interface Measured {
  results: Result[];
  bars: Bar[];
}

interface Asked {
  rounds: number;
  ms: number;
  options: KeepOptions;
}

const whole =
  (least: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!Number.isSafeInteger(value) || value < least)
      throw new InvalidArgumentError(`Give a whole number, ${least} or more.`);
    return value;
  };
const sizeOption = (name: keyof Size, what: string): Option =>
  new Option(`--${name} <n>`, `alerts: ${what}`)
    .argParser(whole(name === 'history' ? 0 : 1))
    .default(FULL_SIZE[name]);

const program = new Command('npm run bench --')
  .description(
    'Measures StockFlow against floors of the same run. Read ratios, not figures: machines differ.',
  )
  .argument(
    '[names...]',
    `which: ${[...Object.keys(BENCHES), ...Object.keys(GROUPS), SDK, PAGE, STORAGE].join(', ')}; default all but alerts, sdk, page and storage`,
  )
  .addOption(new Option('--rounds <n>', 'rounds that count').argParser(Number).default(5))
  .addOption(
    new Option('--ms <n>', 'how long each contender runs in a round').argParser(Number).default(2000),
  )
  .addOption(sizeOption('companies', 'companies in the data'))
  .addOption(sizeOption('products', 'products, over all companies'))
  .addOption(sizeOption('warehouses', 'warehouses, over all companies'))
  .addOption(sizeOption('lines', 'sale lines of a year, over all companies'))
  .addOption(sizeOption('history', 'how many times the history one company more has; 0 for none'))
  .option('--fresh', 'alerts: make the data anew')
  .option('--record', 'write the figures into docs/performance.md, with date and machine')
  .option('--json', 'print one JSON object instead of tables');
program.parse();

const { rounds, ms, json, fresh, record, ...size } = program.opts<
  { rounds: number; ms: number; json?: true; fresh?: true; record?: true } & Size
>();
const asked = program.args.flatMap((name) => GROUPS[name] ?? [name]);
const names = asked.length > 0 ? asked : Object.keys(BENCHES).filter((name) => !(name in ALERTS));
const unknown = names.filter((name) => !(name in BENCHES) && ![PLANS, SDK, PAGE, STORAGE].includes(name));
if (unknown.length > 0)
  program.error(
    `There is no bench ${unknown.join(', ')}. There are: ${[...Object.keys(BENCHES), PLANS, SDK, PAGE, STORAGE].join(', ')}.`,
  );

const conditions = {
  node: process.version,
  cores: cpus().length,
  cpu: cpus()[0]?.model ?? 'unknown',
  rounds,
  ms,
};
const results: Record<string, Result[]> = {};
const bars: Bar[] = [];
let plans: PlanFound[] | undefined;
let sdk: SdkBench | undefined;
let page: PageFigures | undefined;
let storage: StorageFigures[] | undefined;
let isFresh = fresh === true;
for (const name of names) {
  const options = { size, fresh: isFresh, progress: say };
  if (name in ALERTS || name === PLANS) isFresh = false; // made anew once, and used by all
  // One that cannot be measured here does not take the others' figures with it.
  try {
    if (name === PLANS) {
      plans = await alertPlans(options);
      if (record) recordInto(name, plansInMarkdown(plans), 'EXPLAIN as the application’s role');
    } else if (name === SDK) {
      sdk = await sdkBench({ rounds, progress: say });
      if (record) recordInto(name, sdkInMarkdown(sdk), `${rounds} rounds`);
    } else if (name === STORAGE) {
      storage = await storageBench(say);
      if (record) recordInto(name, storageInMarkdown(storage), 'after VACUUM');
    } else if (name === PAGE) {
      page = await pageBench({ products: size.products, progress: say });
      bars.push(...pageBars(page));
      if (record) recordInto(name, pageInMarkdown(page), 'Chromium');
    } else {
      const measured = await measure(name as Name, { rounds, ms, options });
      results[name] = measured.results;
      bars.push(...measured.bars);
      if (record)
        recordInto(name, resultsInMarkdown(measured.results, measured.bars), `${rounds} rounds of ${ms} ms`);
    }
  } catch (error) {
    say(`${name} failed: ${(error as Error).stack}`);
    process.exitCode = 1;
  }
}
if (json) {
  process.stdout.write(
    `${JSON.stringify({ conditions, results, bars, ...(plans && { plans }), ...(sdk && { sdk }), ...(page && { page }), ...(storage && { storage }) })}\n`,
  );
} else {
  for (const [name, rows] of Object.entries(results)) process.stdout.write(`\n${name}\n${table(rows)}\n`);
  if (page) process.stdout.write(`\n${PAGE}\n${pageTables(page)}\n`);
  else if (bars.length > 0) process.stdout.write(`\n${barTable(bars)}\n`);
  if (storage) process.stdout.write(`\n${STORAGE}\n${storageInMarkdown(storage)}\n`);
  if (sdk) process.stdout.write(`\n${SDK}\n${sdkTables(sdk)}\n`);
  if (plans) process.stdout.write(`\n${PLANS}\n${planTable(plans)}\n`);
  process.stdout.write(
    `\n${conditions.cores} cores (${conditions.cpu}), Node ${conditions.node}, ${rounds} rounds of ${ms} ms\n`,
  );
}
process.exit();
