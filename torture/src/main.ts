import { randomInt } from 'node:crypto';
import { Command, InvalidArgumentError, Option } from 'commander';
import { growRecordOf, growReport, PARTS, type PartName, tortureGrow } from './grow/index.ts';
import { record } from './record.ts';
import { isViolated, recordOf, tablesOf, violationsOf } from './report.ts';
import { Ends } from './stage/stage.ts';
import { tortureStock } from './stock/index.ts';
import type { RunOptions } from './stock/run-types.ts';

const PROCESSES = 4;

const wholeFrom = (least: number) => (text: string) => {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least) return value;
  throw new InvalidArgumentError(`Give a whole number of ${least} or more.`);
};

interface Flags {
  readonly quick?: true;
  readonly seed?: number;
  readonly kills?: number;
  readonly callers: number;
  readonly races?: number;
  readonly json?: true;
  readonly record?: true;
}

const ends = new Ends();
const began = performance.now();
const progress = (line: string): void =>
  void process.stderr.write(`${((performance.now() - began) / 1000).toFixed(0).padStart(4)} s  ${line}\n`);

const stock = async (flags: Flags): Promise<void> => {
  const quick = flags.quick === true;
  const options: RunOptions = {
    quick,
    seed: flags.seed ?? randomInt(1_000_000),
    kills: flags.kills ?? (quick ? 8 : 60),
    callers: flags.callers,
    processes: PROCESSES,
    races: flags.races ?? (quick ? 800 : 10_000),
    databaseUrl: process.env.DATABASE_URL || undefined,
  };
  progress(
    `seed ${options.seed}: --seed ${options.seed} draws the same again; the moments are the machine's`,
  );
  const result = await tortureStock(options, { ends, progress });
  await ends.run();
  if (flags.json) process.stdout.write(`${JSON.stringify(result)}\n`);
  else process.stdout.write(`\n${tablesOf(result)}\n`);
  if (flags.record) record(recordOf(result));
  if (!isViolated(result)) return;
  process.stderr.write(`\n${violationsOf(result)}\n`);
  process.exitCode = 1;
};

const program = new Command('npm run torture --').description(
  'Attacks StockFlow and says what did not hold.',
);
program
  .command('stock')
  .description('The stock engine: storms, races, repeated ids and crashes, by callers of the SDK over HTTP.')
  .option('--quick', 'less of everything: a minute or two')
  .addOption(
    new Option('--seed <n>', 'what the callers draw from; default a new one').argParser(wholeFrom(0)),
  )
  .addOption(
    new Option('--kills <n>', 'processes that are killed; default 60, quick 8').argParser(wholeFrom(0)),
  )
  .addOption(
    new Option('--callers <n>', 'callers at once, over four processes')
      .argParser(wholeFrom(PROCESSES))
      .default(32),
  )
  .addOption(
    new Option('--races <n>', 'holds that are raced for; default 10,000, quick 800').argParser(wholeFrom(1)),
  )
  .option('--json', 'print one JSON object instead of tables')
  .option('--record', 'write a row into docs/reliability.md')
  .action(stock);

const partName = (text: string, before: PartName[] = []): PartName[] => {
  if (text in PARTS) return [...before, text as PartName];
  throw new InvalidArgumentError(`There is ${Object.keys(PARTS).join(', ')}.`);
};
program
  .command('grow')
  .description(
    'Several API processes behind HAProxy, PgBouncer, and a replica that is behind: what must hold there.',
  )
  .argument('[parts...]', `which: ${Object.keys(PARTS).join(', ')}; default all`, partName)
  .option('--quick', 'less of everything: half a minute')
  .addOption(new Option('--seed <n>', 'what ports are drawn from; default a new one').argParser(wholeFrom(0)))
  .option('--json', 'print one JSON object')
  .option('--record', 'write a row for each part into docs/reliability.md')
  .action(
    async (
      parts: PartName[] | undefined,
      { quick, seed, json, record: isKept }: Pick<Flags, 'quick' | 'seed' | 'json' | 'record'>,
    ) => {
      const names = parts?.length ? parts : (Object.keys(PARTS) as PartName[]);
      const options = { quick: quick === true, seed: seed ?? randomInt(1_000_000) };
      const results = await tortureGrow(names, options, { ends, progress });
      await ends.run();
      process.stdout.write(`${json ? JSON.stringify(results) : growReport(results)}\n`);
      if (isKept) for (const result of results) if (!result.leftOut) record(growRecordOf(result));
      if (results.some(({ violations }) => violations.length > 0)) process.exitCode = 1;
    },
  );

const stop = (code: number) => {
  void ends.run().finally(() => process.exit(code));
};
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)
  process.on(signal, () => stop(code));
if (process.connected) {
  process.once('disconnect', () => stop(1));
  process.channel?.unref();
}

try {
  await program.parseAsync();
} catch (error) {
  // Whatever was under way when a stop was asked for fails; that is no finding.
  if (!ends.isRunning) {
    process.stderr.write(`${String((error as Error).stack ?? error)}\n`);
    process.exitCode = 1;
  }
}
await ends.run();
process.exit();
