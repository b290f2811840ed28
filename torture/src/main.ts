import { randomInt } from 'node:crypto';
import { Command, InvalidArgumentError, Option } from 'commander';
import { type Attack, type AttackResult, reportOf, rowOf } from './attack.ts';
import { ATTACKS, everyAttack, stockOptions } from './attacks.ts';
import { PARTS, type PartName } from './grow/index.ts';
import { record } from './record.ts';
import { isViolated, recordOf, tablesOf, violationsOf } from './report.ts';
import { Ends } from './stage/stage.ts';
import { tortureStock } from './stock/index.ts';
import type { RunOptions } from './stock/run-types.ts';

interface Flags {
  readonly quick?: true;
  readonly seed?: number;
  readonly json?: true;
  readonly record?: true;
}

/** Of what is running now; attacks that follow each other have each their own. */
let ends = new Ends();
let isStopping = false;
const began = performance.now();
const progress = (line: string): void =>
  void process.stderr.write(`${((performance.now() - began) / 1000).toFixed(0).padStart(4)} s  ${line}\n`);

const wholeFrom = (least: number) => (text: string) => {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least) return value;
  throw new InvalidArgumentError(`Give a whole number of ${least} or more.`);
};

const optionsOf = ({ quick, seed }: Flags) => {
  const options = { quick: quick === true, seed: seed ?? randomInt(1_000_000) };
  progress(
    `seed ${options.seed}: --seed ${options.seed} draws the same again; the moments are the machine's`,
  );
  return options;
};

const stock = async (flags: Flags & Partial<Pick<RunOptions, 'kills' | 'callers' | 'races'>>) => {
  const { kills, callers, races } = flags;
  const usual = stockOptions(optionsOf(flags));
  const options: RunOptions = {
    ...usual,
    ...(kills === undefined ? {} : { kills }),
    ...(callers === undefined ? {} : { callers }),
    ...(races === undefined ? {} : { races }),
  };
  const result = await tortureStock(options, { ends, progress });
  await ends.run();
  process.stdout.write(flags.json ? `${JSON.stringify(result)}\n` : `\n${tablesOf(result)}\n`);
  if (flags.record) record(recordOf(result));
  if (!isViolated(result)) return;
  process.stderr.write(`\n${violationsOf(result)}\n`);
  process.exitCode = 1;
};

/** One after the other; each with its own servers, which are gone before the next begins. */
const run = async (attacks: Readonly<Record<string, Attack>>, flags: Flags): Promise<void> => {
  const options = optionsOf(flags);
  const results: AttackResult[] = [];
  for (const [name, attack] of Object.entries(attacks)) {
    if (isStopping) return;
    ends = new Ends();
    const say = (line: string) => progress(`${name}: ${line}`);
    const result = await attack(options, { ends, progress: say });
    await ends.run();
    results.push(result);
    if (flags.record && !result.leftOut) record(rowOf(result));
  }
  process.stdout.write(`${flags.json ? JSON.stringify(results) : reportOf(results)}\n`);
  if (results.some(({ violations }) => violations.length > 0)) process.exitCode = 1;
};

const program = new Command('npm run torture --').description(
  'Attacks StockFlow and says what did not hold.',
);
const command = (name: string, about: string, settings?: { isDefault: boolean }): Command =>
  program
    .command(name, settings)
    .description(about)
    .option('--quick', 'less of everything')
    .addOption(
      new Option('--seed <n>', 'what is drawn is drawn from it; default a new one').argParser(wholeFrom(0)),
    )
    .option('--json', 'print JSON')
    .option('--record', 'write what was found into docs/reliability.md');

command('all', 'All of them, one after the other.', { isDefault: true }).action((flags: Flags) =>
  run(everyAttack(), flags),
);
command(
  'stock',
  'The stock engine: storms, races, repeated ids and crashes, by callers of the SDK over HTTP.',
)
  .addOption(
    new Option('--kills <n>', 'processes that are killed; default 60, quick 8').argParser(wholeFrom(0)),
  )
  .addOption(
    new Option('--callers <n>', 'callers at once, over four processes; default 32').argParser(wholeFrom(4)),
  )
  .addOption(
    new Option('--races <n>', 'holds that are raced for; default 10,000, quick 800').argParser(wholeFrom(1)),
  )
  .action(stock);
for (const [name, { about, attack }] of Object.entries(ATTACKS))
  command(name, about).action((flags: Flags) => run({ [name]: attack }, flags));

const partName = (text: string, before: PartName[] = []): PartName[] => {
  if (text in PARTS) return [...before, text as PartName];
  throw new InvalidArgumentError(`There is ${Object.keys(PARTS).join(', ')}.`);
};
command(
  'grow',
  'Several API processes behind HAProxy, PgBouncer, and a replica that is behind: what must hold there.',
)
  .argument('[parts...]', `which: ${Object.keys(PARTS).join(', ')}; default all`, partName)
  .action((parts: PartName[] | undefined, flags: Flags) => {
    const names = parts?.length ? parts : (Object.keys(PARTS) as PartName[]);
    return run(Object.fromEntries(names.map((name) => [name, PARTS[name]])), flags);
  });

const stop = (code: number) => {
  isStopping = true;
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
  if (!isStopping) {
    process.stderr.write(`${String((error as Error).stack ?? error)}\n`);
    process.exitCode = 1;
  }
}
await ends.run();
process.exit();
