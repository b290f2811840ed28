import { join } from 'node:path';
import { readRunning } from '@stockflow/postgres';
import { readConfig } from '../../config.ts';
import { DemoProblem } from './problem.ts';

/** A StockFlow to talk to. */
export interface Connection {
  baseUrl: string;
  /** How it came about, for the person who looks on. */
  words: string;
  /** Ends it, if it was started here. */
  stop(): Promise<void>;
}

const projectFolder = join(import.meta.dirname, '..', '..', '..', '..', '..');

/** Where the command keeps its files: the folder that `npm start` uses. */
export const configuration = () =>
  readConfig(process.env, { stateFolder: join(projectFolder, '.stockflow') });

/** The StockFlow at `url`; else the one that runs in this folder; else one in this process, on the same database. */
export async function connect(
  url: string | undefined,
  progress: (line: string) => void,
): Promise<Connection> {
  const found = url === undefined ? runningAddress() : undefined;
  const address = url ?? found;
  if (address !== undefined) {
    await expectStockflow(address);
    const words = found ? `Using the StockFlow that runs at ${found}.` : `Using ${address}.`;
    return { baseUrl: address, words, stop: async () => {} };
  }
  // Loaded only here: `--help` and a remote server need none of it.
  const { startLocalServer } = await import('./local-server.ts');
  const { baseUrl, logFile, stop } = await startLocalServer(configuration(), progress);
  return { baseUrl, words: `Started StockFlow at ${baseUrl} for this run; its log: ${logFile}`, stop };
}

function runningAddress(): string | undefined {
  const running = readRunning(configuration().stateFolder);
  if (!running) return undefined;
  if (running.address) return running.address;
  throw new DemoProblem(
    `StockFlow is just starting in this folder (process ${running.pid}). Try again when it is up.`,
  );
}

async function expectStockflow(address: string): Promise<void> {
  let status: number;
  try {
    const signal = AbortSignal.timeout(10_000);
    ({ status } = await fetch(new URL('/readyz', address), { signal }));
  } catch (error) {
    const cause = (error as Error).cause ?? error;
    throw new DemoProblem(`StockFlow does not answer at ${address}: ${(cause as Error).message}`);
  }
  if (status !== 200) throw new DemoProblem(`StockFlow at ${address} is not ready (status ${status}).`);
}
