import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { isRetryable, isUnavailable, postgresErrorOf, translated } from './errors.ts';
import type { ConnectionPool } from './pool.ts';
import type { PooledConnection } from './pooled-connection.ts';
import type { Statement } from './types.ts';

/** How long a read waits for the replica to catch up before it goes to the primary. */
const WAIT_MAX_MS = 100;
const LOOK_AGAIN_MS = 4;

/** A replica that was too far behind is left alone for so long, and one that did not answer for longer. */
const BEHIND_REST_MS = 1_000;
const AWAY_REST_MS = 5_000;

/** Reads of a replica so far. */
export interface ReplicaFigures {
  /** Answered by the replica. */
  reads: number;
  /** Of these, how many had to wait until it had caught up. */
  waited: number;
  /** Answered by the primary, because the replica was behind, away, or had been a moment before. */
  passedOn: number;
}

/**
 * A streaming replica for heavy reads. A read sees all that anybody was told is committed before it began, and so its
 * caller's own writes, whichever process took them: the primary is asked how far its log is written, and the replica
 * answers only when it has replayed that far. No token goes to callers, and none can be forgotten.
 */
export class Replica {
  readonly figures: ReplicaFigures = { reads: 0, waited: 0, passedOn: 0 };
  readonly #pool: ConnectionPool;
  readonly #askPosition: () => Promise<string>;
  #asking: Promise<unknown> = Promise.resolve();
  #next: Promise<string> | undefined;
  #restsUntil = 0;

  constructor(pool: ConnectionPool, askPosition: () => Promise<string>) {
    this.#pool = pool;
    this.#askPosition = askPosition;
  }

  /** The rows, or undefined where the primary must be asked instead. */
  async read(begin: string, statement: Statement): Promise<pg.QueryResult | undefined> {
    const result = performance.now() < this.#restsUntil ? undefined : await this.#read(begin, statement);
    if (result) this.figures.reads += 1;
    else this.figures.passedOn += 1;
    return result;
  }

  end(): Promise<void> {
    return this.#pool.end();
  }

  async #read(begin: string, statement: Statement): Promise<pg.QueryResult | undefined> {
    const position = await this.#position();
    const connection = await this.#pool.take().catch(() => this.#rest(AWAY_REST_MS));
    if (!connection) return undefined;
    try {
      const hasCaughtUp = await this.#catchUp(connection, begin, position);
      if (!hasCaughtUp) {
        await connection.send('rollback');
        return this.#rest(BEHIND_REST_MS);
      }
      const [result] = await inOrder(connection, [statement, 'commit']);
      return result;
    } catch (error) {
      await connection.send('rollback').catch(() => {});
      // Away, ending, or a row that the primary has removed since. A statement that took too long would again.
      const isSlow = postgresErrorOf(error)?.state === '57014';
      if (!isSlow && isUnavailable(error)) return this.#rest(AWAY_REST_MS);
      if (isRetryable(error)) return undefined;
      throw translated(error);
    } finally {
      this.#pool.give(connection);
    }
  }

  /** True when the replica has replayed that far; each statement behind it then sees as much. */
  async #catchUp(connection: PooledConnection, begin: string, position: string): Promise<boolean> {
    const look: Statement = {
      name: 'replica-position',
      // Null and false on a server that replays nothing: one that was made a primary may have gone its own way.
      text: 'select pg_is_in_recovery() and pg_last_wal_replay_lsn() >= $1::pg_lsn as "hasCaughtUp"',
      values: [position],
    };
    const startedAt = performance.now();
    let [, looked] = await inOrder(connection, [begin, look]);
    if (looked?.rows[0]?.hasCaughtUp === true) return true;
    while (performance.now() - startedAt < WAIT_MAX_MS) {
      await sleep(LOOK_AGAIN_MS);
      [looked] = await inOrder(connection, [look]);
      if (looked?.rows[0]?.hasCaughtUp === true) {
        this.figures.waited += 1;
        return true;
      }
    }
    return false;
  }

  /** How far the primary's log is written, asked after this call: those who come while one asks share the next. */
  #position(): Promise<string> {
    this.#next ??= this.#asking.then(() => {
      this.#next = undefined;
      const asked = this.#askPosition();
      this.#asking = asked.catch(() => {});
      return asked;
    });
    return this.#next;
  }

  #rest(restMs: number): undefined {
    this.#restsUntil = performance.now() + restMs;
    return undefined;
  }
}

/** Sent in one piece; of several errors the first is the reason of the others. */
const inOrder = async (
  connection: PooledConnection,
  statements: readonly (Statement | string)[],
): Promise<pg.QueryResult[]> => {
  const outcomes = await Promise.allSettled(
    connection.together(() => statements.map((statement) => connection.send(statement))),
  );
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
  return outcomes.map((outcome) => (outcome as PromiseFulfilledResult<pg.QueryResult>).value);
};
