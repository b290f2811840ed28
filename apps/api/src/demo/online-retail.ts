// npm run demo:online-retail -- FILE: loads the Online Retail file through public procedures. See docs/online-retail.md.
import { join, resolve } from 'node:path';
import { StockflowError } from '@stockflow/sdk';
import { Command, InvalidArgumentError } from 'commander';
import { onStopRequest } from '../boot/shutdown.ts';
import { configuration } from './common/connect.ts';
import { DemoProblem } from './common/problem.ts';
import { ProgressLine } from './common/progress.ts';
import { asText } from './online-retail/print.ts';
import { asJson } from './online-retail/result.ts';
import { run } from './online-retail/run.ts';

interface Flags {
  url?: string;
  email?: string;
  fresh?: true;
  audit?: true;
  json?: true;
  report?: string;
  rows: number;
}

const program = new Command('npm run demo:online-retail --')
  .description(
    'Loads the UCI "Online Retail" file (CSV, gzipped or not) into a company of its own, through the public API,\n' +
      'checks that the database agrees with the file, and prints what is low on its last day.\n' +
      'Interrupted, it goes on where it was when it is run again.',
  )
  .argument('<file>', 'the file, such as online-retail.csv.gz')
  .option('--fresh', 'start over in a new company; the one before stays')
  .option(
    '--json',
    'print the result as JSON on the standard output (npm run -s keeps npm’s own lines off it)',
  )
  .option('--report <file>', 'where the lines that are no plain sales are written, with reasons')
  .option('--audit', 'read every movement back, those of sales as well')
  .option('--rows <number>', 'low-stock alerts to print', wholeNumber, 40)
  .option(
    '--url <address>',
    'a StockFlow that runs; default: the one of this folder, else one is started for the run',
  )
  .option('--email <address>', 'sign in, or up, as this person; the password is in STOCKFLOW_PASSWORD')
  .addHelpText(
    'after',
    '\nEnvironment:\n' +
      '  STOCKFLOW_API_KEY   load into this key’s company, which must be empty, instead of signing up\n' +
      '  STOCKFLOW_PASSWORD  the password of --email\n' +
      '\nExit code: 0 when the database agrees with the file, 1 when not or when it could not be loaded, 130 when interrupted.\n' +
      'What is taken for what: docs/online-retail.md',
  )
  .action(main);

await program.parseAsync();

async function main(file: string, flags: Flags): Promise<void> {
  const progress = new ProgressLine();
  const interrupted = new AbortController();
  let askedAt = 0;
  onStopRequest(() => {
    // A terminal and npm both pass one Ctrl-C on; only a later one means "at once".
    if (interrupted.signal.aborted && performance.now() - askedAt > 1000) process.exit(130);
    if (interrupted.signal.aborted) return;
    askedAt = performance.now();
    progress.say(
      '\nInterrupted: finishing the call that is under way. Run it again, without --fresh, to go on.',
    );
    interrupted.abort();
  });
  try {
    const { stateFolder } = configuration();
    // npm and the launcher change the folder; what a person types is meant from where they are.
    const from = process.env.INIT_CWD ?? process.cwd();
    const result = await run({
      file: resolve(from, file),
      report: flags.report ? resolve(from, flags.report) : join(stateFolder, 'online-retail-report.csv'),
      stateFolder,
      url: flags.url,
      email: flags.email,
      fresh: flags.fresh === true,
      audit: flags.audit === true,
      progress,
      signal: interrupted.signal,
    });
    process.stdout.write(
      flags.json ? `${JSON.stringify(asJson(result), null, 2)}\n` : `\n${asText(result, flags.rows)}\n`,
    );
    process.exitCode = result.reconciled.agrees ? 0 : 1;
  } catch (error) {
    if (interrupted.signal.aborted) process.exitCode = 130;
    else {
      process.stderr.write(`\n${wordsOf(error)}\n`);
      process.exitCode = 1;
    }
  }
}

function wordsOf(error: unknown): string {
  if (error instanceof StockflowError) {
    const details = error.details ? `\n${JSON.stringify(error.details).slice(0, 2000)}` : '';
    return `StockFlow refused: ${error.code}: ${error.message} (request ${error.requestId})${details}`;
  }
  const isForPerson =
    error instanceof DemoProblem || ['PostgresProblem', 'ConfigProblem'].includes((error as Error).name);
  return isForPerson ? (error as Error).message : String((error as Error).stack ?? error);
}

function wholeNumber(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('Give a whole number.');
  return Number(text);
}
