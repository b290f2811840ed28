import { cpus } from 'node:os';
import Table from 'cli-table3';
import { Command, InvalidArgumentError, Option } from 'commander';
import { FULL_SIZE, type Size } from './alerts/data/size.ts';
import { alertsHistory, alertsList } from './alerts/list.ts';
import { http } from './http/index.ts';
import { inRounds, type Result } from './rounds.ts';
import { stock, stockAlone, stockBulk } from './stock/index.ts';
import { wall } from './wall.ts';

/** Those that write some gigabytes first, unless told to be small: only when asked for. */
const ALERTS = {
  'alerts-list': alertsList,
  'alerts-history': alertsHistory,
};
const BENCHES = { wall, http, stock, 'stock-alone': stockAlone, 'stock-bulk': stockBulk, ...ALERTS };
/** A word for several. */
const GROUPS: Record<string, readonly string[]> = { alerts: Object.keys(ALERTS) };
type Name = keyof typeof BENCHES;

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

const say = (line: string): void => void process.stderr.write(`${line}\n`);

const measure = async (name: Name, { rounds, ms, size, fresh }: Asked): Promise<Result[]> => {
  const bench = await BENCHES[name]({ size, fresh, progress: say });
  try {
    return await inRounds(bench.contenders, {
      rounds,
      ms,
      onRound: (round) => say(`${name}: round ${round} of ${rounds}${round === 0 ? ' (warm-up)' : ''}`),
    });
  } finally {
    await bench.close();
  }
};

interface Asked {
  rounds: number;
  ms: number;
  size: Size;
  fresh: boolean;
}

const whole = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new InvalidArgumentError('Give a whole number.');
  return value;
};
const sizeOption = (name: keyof Size, what: string): Option =>
  new Option(`--${name} <n>`, `alerts: ${what}`).argParser(whole).default(FULL_SIZE[name]);

const program = new Command('npm run bench --')
  .description(
    'Measures StockFlow against floors of the same run. Read ratios, not figures: machines differ.',
  )
  .argument(
    '[names...]',
    `which: ${[...Object.keys(BENCHES), ...Object.keys(GROUPS)].join(', ')}; default all but alerts`,
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
  .option('--json', 'print one JSON object instead of tables');
program.parse();

const { rounds, ms, json, fresh, ...size } = program.opts<
  { rounds: number; ms: number; json?: true; fresh?: true } & Size
>();
const asked = program.args.flatMap((name) => GROUPS[name] ?? [name]);
const names = asked.length > 0 ? asked : Object.keys(BENCHES).filter((name) => !(name in ALERTS));
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
for (const [index, name] of names.entries())
  results[name] = await measure(name as Name, { rounds, ms, size, fresh: fresh === true && index === 0 });
if (json) {
  process.stdout.write(`${JSON.stringify({ conditions, results })}\n`);
} else {
  for (const [name, rows] of Object.entries(results)) process.stdout.write(`\n${name}\n${table(rows)}\n`);
  process.stdout.write(
    `\n${conditions.cores} cores (${conditions.cpu}), Node ${conditions.node}, ${rounds} rounds of ${ms} ms\n`,
  );
}
process.exit(0);
