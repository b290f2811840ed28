import { expireReservation, type LevelKey, type Refusal } from '@stockflow/domain';
import {
  type Caller,
  currentCaller,
  type Database,
  DatabaseUnavailableError,
  onBehalfOf,
  uniqueViolation,
} from '../../connection/index.ts';
import type { Outcome } from './decide-batch.ts';
import { HoldSweeper } from './hold-sweeper.ts';
import { StaleLoadError } from './load.ts';
import type { StockOperation } from './operation.ts';
import { reservationEvents } from './reservation-events.ts';
import { type BatchResult, runBatch } from './run-batch.ts';

/** Operations of one company in one transaction. */
const OPERATIONS_MAX = 256;
/** Lines and reservations that they name, in one transaction; one operation may have more. */
const NEEDS_MAX = 4_000;
/** Transactions of one company under way: while one is in the database, the other is decided here. */
const IN_FLIGHT_MAX = 2;
/** Callers of one company that may wait. */
const WAITING_MAX = 5_000;
/** How long a caller waits for its turn; the SDK's callers have left by then. */
const TURN_WITHIN_MS = 30_000;
/** How often one operation is run, before something is wrong with it. */
const TRIES_MAX = 60;

interface Entry {
  readonly operation: StockOperation;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: unknown) => void;
  readonly since: number;
  readonly caller: Caller | undefined;
  /** The observer's, of the one who submitted. */
  readonly mark: unknown;
  tries: number;
  /** Levels to make first: it was accepted and moves stock where no level is yet. */
  levels: readonly LevelKey[];
}

interface Queue {
  readonly waiting: Entry[];
  inFlight: number;
  isScheduled: boolean;
}

/**
 * Gathers stock operations of a process into transactions (group commit). An operation that comes while nothing is under
 * way starts at once, with those that came in the same tick; those that come while two transactions of their company are
 * under way wait and then go together. Each has its own answer; one that is refused does not touch the others. When the
 * database fails a gathered transaction for what one of them brought, each is run alone, so that only that one fails.
 */
export class StockGate {
  readonly #database: Database;
  readonly #queues = new Map<string, Queue>();
  readonly #sweeper: HoldSweeper;

  constructor(database: Database) {
    this.#database = database;
    this.#sweeper = new HoldSweeper(database, (companyId, ids) => this.expire(companyId, ids));
  }

  /** Runs the operation and answers what it answers; throws the refusal it meets. */
  submit<Answer>(companyId: string, operation: StockOperation<Answer>): Promise<Answer> {
    const queue = this.#queueOf(companyId);
    if (queue.waiting.length >= WAITING_MAX) {
      return Promise.reject(new DatabaseUnavailableError('Too many stock operations wait for the database.'));
    }
    return new Promise<Answer>((resolve, reject) => {
      queue.waiting.push({
        operation,
        resolve: resolve as (answer: unknown) => void,
        reject,
        since: performance.now(),
        caller: currentCaller(),
        mark: this.#database.observer?.mark(),
        tries: 0,
        levels: [],
      });
      this.#schedule(companyId, queue);
    });
  }

  /** Ends holds whose time is up; those that were ended or extended meanwhile are left alone. */
  async expire(companyId: string, reservationIds: readonly string[]): Promise<void> {
    await Promise.all(reservationIds.map((id) => this.submit(companyId, expiryOf(id))));
  }

  /** Says that somebody works in this company: its holds are looked after from now on. */
  attend(companyId: string): void {
    this.#sweeper.attend(companyId);
  }

  /** Says that a hold of this company ends then: somebody will look. */
  watch(companyId: string, dueAt: Date): void {
    this.#sweeper.watch(companyId, dueAt);
  }

  #queueOf(companyId: string): Queue {
    const known = this.#queues.get(companyId);
    if (known) return known;
    const queue = { waiting: [], inFlight: 0, isScheduled: false };
    this.#queues.set(companyId, queue);
    return queue;
  }

  /** At the end of this tick, so that the calls of one HTTP batch go together. */
  #schedule(companyId: string, queue: Queue): void {
    if (queue.isScheduled) return;
    queue.isScheduled = true;
    process.nextTick(() => {
      queue.isScheduled = false;
      this.#start(companyId, queue);
    });
  }

  #start(companyId: string, queue: Queue): void {
    refuseLate(queue.waiting);
    while (queue.inFlight < IN_FLIGHT_MAX && queue.waiting.length > 0) {
      queue.inFlight += 1;
      const entries = takeBatch(queue.waiting);
      void this.#run(companyId, queue, entries).finally(() => {
        queue.inFlight -= 1;
        this.#start(companyId, queue);
        if (queue.inFlight === 0) this.#queues.delete(companyId);
      });
    }
  }

  /** Runs entries to their outcomes; never throws. */
  async #run(companyId: string, queue: Queue, entries: readonly Entry[]): Promise<void> {
    for (const entry of entries) entry.tries += 1;
    let result: BatchResult;
    try {
      result = await this.#watched(entries, () =>
        runBatch(this.#database, companyId, {
          operations: entries.map(({ operation }) => operation),
          missing: entries.flatMap(({ levels }) => levels),
        }),
      );
    } catch (error) {
      return this.#afterFailure(companyId, queue, entries, error);
    }
    // From here on the batch is kept: whatever fails concerns those alone that are to be run again.
    const again = settle(entries, result.outcomes);
    try {
      await this.#endDue(companyId, result.dueIds);
    } catch (error) {
      return this.#afterFailure(companyId, queue, again, error);
    }
    this.#requeue(companyId, queue, again);
  }

  /** In the name of all whose operations these are: else it would be in that of whoever came before them. */
  #watched(entries: readonly Entry[], run: () => Promise<BatchResult>): Promise<BatchResult> {
    const { observer } = this.#database;
    const named = () => onBehalfOf(callerOf(entries), run);
    if (!observer) return named();
    const waitedMs = performance.now() - Math.min(...entries.map(({ since }) => since));
    const marks = entries.flatMap(({ mark }) => (mark === undefined ? [] : [mark]));
    return observer.batch({ operations: entries.length, waitedMs, marks }, named);
  }

  async #endDue(companyId: string, dueIds: readonly string[]): Promise<void> {
    for (const ids of chunksOf(dueIds)) {
      await runBatch(this.#database, companyId, { operations: ids.map(expiryOf), missing: [] });
    }
  }

  /** First in line, as they were first before. */
  #requeue(companyId: string, queue: Queue, entries: readonly Entry[]): void {
    const again = entries.filter((entry) => {
      if (entry.tries < TRIES_MAX) return true;
      entry.reject(new Error('a stock operation came to no end'));
      return false;
    });
    queue.waiting.unshift(...again);
    if (again.length > 0) this.#schedule(companyId, queue);
  }

  async #afterFailure(
    companyId: string,
    queue: Queue,
    entries: readonly Entry[],
    error: unknown,
  ): Promise<void> {
    const [first] = entries;
    if (error instanceof DatabaseUnavailableError) {
      for (const { reject } of entries) reject(error);
    } else if (entries.length > 1) {
      for (const entry of entries) await this.#run(companyId, queue, [entry]);
    } else if (first && isWorthAnother(error) && first.tries < TRIES_MAX) {
      this.#requeue(companyId, queue, entries);
    } else {
      first?.reject(error);
    }
  }
}

const gates = new WeakMap<Database, StockGate>();

/** The gate of a database: one per process, made on first use. */
export const stockGateOf = (database: Database): StockGate => {
  const known = gates.get(database);
  if (known) return known;
  const gate = new StockGate(database);
  gates.set(database, gate);
  return gate;
};

const callerOf = (entries: readonly Entry[]): Caller => {
  const requestIds = entries.map(({ operation }) => operation.requestId);
  const [first] = entries;
  return {
    requestId: requestIds[0] ?? '',
    action: entries.length === 1 ? (first?.caller?.action ?? 'stock') : 'stock batch',
    traceparent: first?.caller?.traceparent,
    requestIds,
  };
};

/** Tells callers what became of their operations; answers those that are to be run again. */
const settle = (entries: readonly Entry[], outcomes: readonly Outcome[]): Entry[] =>
  entries.filter((entry, index) => {
    const outcome = outcomes[index];
    if (!outcome) return true;
    if (outcome.kind === 'again') {
      entry.levels = outcome.levels;
      return true;
    }
    if (outcome.kind === 'answer') entry.resolve(outcome.answer);
    else entry.reject(outcome.refusal);
    return false;
  });

/** Those whose turn comes too late are told so, and nothing of theirs is done. First come, first in line. */
const refuseLate = (waiting: Entry[]): void => {
  const latest = performance.now() - TURN_WITHIN_MS;
  while (waiting[0] && waiting[0].since < latest) {
    waiting.shift()?.reject(new DatabaseUnavailableError('No turn came in time for this stock operation.'));
  }
};

const takeBatch = (waiting: Entry[]): Entry[] => {
  let needs = 0;
  let count = 0;
  for (const { operation } of waiting) {
    needs += weightOf(operation);
    if (count > 0 && (needs > NEEDS_MAX || count === OPERATIONS_MAX)) break;
    count += 1;
  }
  return waiting.splice(0, count);
};

const weightOf = ({ needs }: StockOperation): number =>
  1 + (needs.levels?.length ?? 0) + (needs.everywhere?.length ?? 0) + (needs.reservationIds?.length ?? 0);

// A bundle changed between two statements; or another transaction used the id first: next time its answer is found.
const isWorthAnother = (error: unknown): boolean =>
  error instanceof StaleLoadError || uniqueViolation(error) !== null;

const chunksOf = (ids: readonly string[]): string[][] => {
  const chunks: string[][] = [];
  for (let at = 0; at < ids.length; at += OPERATIONS_MAX) chunks.push(ids.slice(at, at + OPERATIONS_MAX));
  return chunks;
};

const expiryOf = (id: string): StockOperation<Refusal | null> => ({
  actor: { type: 'system', id: null },
  requestId: 'expiry',
  now: new Date(),
  once: null,
  endsDue: true,
  needs: { reservationIds: [id] },
  plan: (world) => {
    const change = expireReservation(world, id);
    if (!change) return { lines: [], answer: () => null };
    return { ...change, events: reservationEvents(change.reservation, 'expired'), answer: () => null };
  },
});
