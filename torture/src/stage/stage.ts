import { type Child, startChild } from '../child.ts';
import type { Random } from '../random.ts';
import type { WorkAsked, WorkDone, WorkNote } from '../stock/work.ts';
import { ApiPair } from './api-pair.ts';
import { openTortureDatabase, type TortureDatabase } from './database.ts';
import { freePorts } from './free-ports.ts';

export type CallerProcess = Child<WorkAsked, WorkDone, WorkNote>;

/** All that a run stands on: a database, two API processes, and processes of callers. */
export interface Stage {
  readonly database: TortureDatabase;
  readonly apis: ApiPair;
  readonly callers: readonly CallerProcess[];
}

/** What is running, so that it can be ended at any moment, the last first. */
export class Ends {
  readonly #ends: (() => Promise<void>)[] = [];
  #running: Promise<void> | undefined;

  add(end: () => Promise<void>): void {
    this.#ends.push(end);
    // Whatever came up while all was being ended goes down at once.
    if (this.#running) void end().catch(() => {});
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  run(): Promise<void> {
    this.#running ??= (async () => {
      for (const end of this.#ends.toReversed()) await end().catch(() => {});
    })();
    return this.#running;
  }
}

/** Starts everything; what has started is in `ends` from that moment on. */
export const openStage = async (
  options: { databaseUrl: string | undefined; processes: number; random: Random },
  ends: Ends,
): Promise<Stage> => {
  const [postgresPort = 0, ...apiPorts] = await freePorts(3, options.random);
  const database = await openTortureDatabase(options.databaseUrl, postgresPort);
  ends.add(() => database.close());
  const apis = new ApiPair(database.appUrl, apiPorts);
  ends.add(() => apis.close());
  await apis.start();
  const module = new URL('../stock/caller-process.ts', import.meta.url);
  const callers = await Promise.all(
    Array.from({ length: options.processes }, async () => {
      const child = await startChild<WorkAsked, WorkDone, object, WorkNote>(module, {});
      ends.add(() => child.close());
      return child;
    }),
  );
  return { database, apis, callers };
};
