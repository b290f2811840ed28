/// <reference path="./pg-utils.d.ts" />
import pg from 'pg';
import utils from 'pg/lib/utils.js';
import { columnTypes } from './column-types.ts';
import type { Statement } from './types.ts';

/** What pg's client keeps of a connection, as far as a flight uses it. */
interface WireConnection {
  readonly stream: { cork?(): void; uncork?(): void };
  /** Statements whose preparation was sent and not answered yet: name → text. */
  readonly submittedNamedStatements: Record<string, string>;
  execute(message: { portal: string; rows: undefined }): void;
  sync(): void;
}

/** What pg's query has beyond its published types: how its client hands it the messages of the database. */
interface WireQuery {
  readonly name: string | undefined;
  readonly text: string;
  callback: (error: unknown, result?: pg.QueryResult) => void;
  readonly _result: { _types: pg.CustomTypesConfig };
  hasBeenParsed(connection: WireConnection): boolean;
  submit(connection: WireConnection): Error | null;
  handleRowDescription(message: unknown): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: WireConnection): void;
  handleError(error: unknown, connection: WireConnection): void;
  handleReadyForQuery(connection: WireConnection): void;
}

/** pg's query, which says nothing of Sync: its flight does, once for all. */
const UnsyncedQuery = class extends pg.Query {
  _getRows(connection: WireConnection): void {
    connection.execute({ portal: '', rows: undefined });
  }
} as unknown as new (
  config: object,
) => WireQuery;

/** A statement was not run, because one before it in the same flight failed: see `cause`. */
export class SkippedStatementError extends Error {
  override readonly name = 'SkippedStatementError';
}

/**
 * Statements that leave together, with one Sync behind the last: one packet there, one back. (pg's own pipelining puts a
 * Sync behind each, and PostgreSQL writes to its socket at each Sync.) When one fails, the database skips those behind it.
 * To pg's client a flight is one query (it pipelines only its own class); within, each statement is one of pg's own.
 */
export class Flight extends (pg.Query as unknown as new (config: object) => object) {
  readonly #queries: WireQuery[] = [];
  readonly #prepared = new Set<WireQuery>();
  #at = 0;
  #failure: Error | undefined;
  /** pg's client puts itself before it, to stop its clock. */
  callback: (error: unknown) => void = () => {};

  constructor() {
    super({ text: '' });
  }

  /** Adds a statement; its result, or why there is none. One whose values are no values is not sent at all. */
  async add(statement: Statement | string): Promise<pg.QueryResult> {
    const config = typeof statement === 'string' ? { text: statement } : statement;
    const values = config.values?.map(utils.prepareValue); // may throw, and must not once others are on the wire
    const query = new UnsyncedQuery({ ...config, values, queryMode: 'extended' });
    query._result._types = columnTypes;
    this.#queries.push(query);
    return new Promise((resolve, reject) => {
      query.callback = (error, result) => (error ? reject(error) : resolve(result as pg.QueryResult));
    });
  }

  /** pg's client notes under this name what the database has prepared. */
  get name(): string | undefined {
    return this.#queries[this.#at]?.name;
  }

  set name(_own: string | undefined) {} // pg's constructor sets what a flight has not

  get text(): string | undefined {
    return this.#queries[this.#at]?.text;
  }

  set text(_own: string | undefined) {}

  submit(connection: WireConnection): null {
    connection.stream.cork?.();
    try {
      this.#queries.every((query) => this.#send(connection, query));
    } finally {
      connection.sync();
      connection.stream.uncork?.();
    }
    return null;
  }

  handleRowDescription(message: unknown): void {
    this.#queries[this.#at]?.handleRowDescription(message);
  }

  handleDataRow(message: unknown): void {
    this.#queries[this.#at]?.handleDataRow(message);
  }

  handleCommandComplete(message: unknown, connection: WireConnection): void {
    const query = this.#queries[this.#at];
    this.#at += 1;
    query?.handleCommandComplete(message, connection);
    query?.handleReadyForQuery(connection); // as far as this one goes
  }

  handleError(error: unknown, connection: WireConnection): void {
    const [failed, ...skipped] = this.#queries.splice(this.#at);
    failed?.handleError(error, connection);
    for (const query of skipped) {
      if (query.name && this.#prepared.has(query)) delete connection.submittedNamedStatements[query.name];
      query.handleError(
        new SkippedStatementError('A statement before this one failed.', { cause: error }),
        connection,
      );
    }
    this.callback(error);
  }

  handleReadyForQuery(connection: WireConnection): void {
    if (this.#failure) this.handleError(this.#failure, connection);
    else this.callback(null);
  }

  /** False for one that pg does not send: those behind it are not sent either. */
  #send(connection: WireConnection, query: WireQuery): boolean {
    if (query.name && !query.hasBeenParsed(connection)) this.#prepared.add(query);
    const problem = query.submit(connection);
    if (problem) this.#failure = problem;
    return problem === null;
  }
}
