import { cpus } from 'node:os';
import Table from 'cli-table3';
import { Command, Option } from 'commander';
import type { AlertsSize } from './alerts/data.ts';
import { alertsHistory, alertsList, alertsLive, alertsSale } from './alerts/index.ts';
import { http } from './http/index.ts';
import { inRounds, type Result } from './rounds.ts';
import { stock, stockAlone, stockBulk } from './stock/index.ts';
import { wall } from './wall.ts';

const BENCHES = {
  wall,
  http,
  stock,
  'stock-alone': stockAlone,
  'stock-bulk': stockBulk,
  'alerts-list': () => alertsList(sizeOfAlerts()),
  'alerts-history': () => alertsHistory(sizeOfAlerts()),
  'alerts-sale': () => alertsSale(sizeOfAlerts()),
  'alerts-live': () => alertsLive(sizeOfAlerts()),
};
type Name = keyof typeof BENCHES;
/** Several benches under one name. */
const GROUPS: Record<string, Name[]> = {
  alerts: ['alerts-list', 'alerts-history', 'alerts-sale', 'alerts-live'],
};

const table = (results: Result[]): string => {
  const rows = new Table({
    head: ['', 'calls/s', 'p50 ms', 'p99 ms', 'CPU µs a call', 'of the floor'],
    style: { head: [], border: [] },
  });
  for (const { name, callsPerSecond, p50Ms, p99Ms, cpuMicrosPerCall, ratio } of results) {
    const [p50, p99] = [p50Ms?.toFixed(2) ?? '', p99Ms?.toFixed(2) ?? ''];
    rows.push([
      name,
      callsPerSecond.toLocaleString('en'),
      p50,
      p99,
      cpuMicrosPerCall ?? '',
      ratio.toFixed(2),
    ]);
  }
  return rows.toString();
};

const measure = async (name: Name, rounds: number, ms: number): Promise<Result[]> => {
  const bench = await BENCHES[name]();
  try {
    return await inRounds(bench.contenders, {
      rounds,
      ms,
      onRound: (round) =>
        process.stderr.write(`${name}: round ${round} of ${rounds}${round === 0 ? ' (warm-up)' : ''}\n`),
    });
  } finally {
    await bench.close();
  }
};

const program = new Command('npm run bench --')
  .description(
    'Measures StockFlow against floors of the same run. Read ratios, not figures: machines differ.',
  )
  .argument(
    '[names...]',
    `which: ${[...Object.keys(BENCHES), ...Object.keys(GROUPS)].join(', ')}; default all`,
  )
  .addOption(new Option('--rounds <n>', 'rounds that count').argParser(Number).default(5))
  .addOption(
    new Option('--ms <n>', 'how long each contender runs in a round').argParser(Number).default(2000),
  )
  .addOption(new Option('--companies <n>', 'alerts: companies').argParser(Number).default(10))
  .addOption(new Option('--products <n>', 'alerts: products in each').argParser(Number).default(5_000))
  .addOption(new Option('--warehouses <n>', 'alerts: warehouses in each').argParser(Number).default(24))
  .addOption(
    new Option('--lines <n>', 'alerts: sale lines a year in each').argParser(Number).default(600_000),
  )
  .option('--fresh', 'alerts: make the data anew, though an earlier run left some')
  .option('--json', 'print one JSON object instead of tables');
program.parse();

interface Options {
  rounds: number;
  ms: number;
  companies: number;
  products: number;
  warehouses: number;
  lines: number;
  fresh?: true;
  json?: true;
}
const { rounds, ms, json, ...options } = program.opts<Options>();
let isFresh = options.fresh ?? false;
/** Made anew at most once in a run. */
const sizeOfAlerts = (): AlertsSize => {
  const size = { ...options, fresh: isFresh };
  isFresh = false;
  return size;
};
const asked = program.args.length > 0 ? program.args : Object.keys(BENCHES);
const names = asked.flatMap((name) => GROUPS[name] ?? [name]);
const unknown = names.filter((name) => !(name in BENCHES));
if (unknown.length > 0)
  program.error(`There is no bench ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}.`);

const conditions = {
  node: process.version,
  cores: cpus().length,
  cpu: cpus()[0]?.model ?? 'unknown',
  rounds,
  ms,
};
const results: Record<string, Result[]> = {};
for (const name of names) results[name] = await measure(name as Name, rounds, ms);
if (json) {
  process.stdout.write(`${JSON.stringify({ conditions, results })}\n`);
} else {
  for (const [name, rows] of Object.entries(results)) process.stdout.write(`\n${name}\n${table(rows)}\n`);
  process.stdout.write(
    `\n${conditions.cores} cores (${conditions.cpu}), Node ${conditions.node}, ${rounds} rounds of ${ms} ms\n`,
  );
}
process.exit(0);
