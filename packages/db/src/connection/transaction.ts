import type pg from 'pg';
import { TransactionMisuseError } from './errors.ts';
import { guardedPrisma } from './guarded-prisma.ts';
import type { PooledConnection } from './pooled-connection.ts';
import type { CompanyPrisma, CompanyTransaction, Statement } from './types.ts';

/** The transaction that work runs in, and the guard at its end. */
export class OpenTransaction implements CompanyTransaction {
  readonly companyId: string;
  readonly #connection: PooledConnection;
  #prisma: CompanyPrisma | undefined;
  #underWay = 0;
  #isOpen = true;
  #settled: (() => void) | undefined;
  #atCommit: Statement[] = [];
  readonly #names: string[] | undefined;

  /** `names` takes the names of the statements that are sent, for whoever watches. */
  constructor(companyId: string, connection: PooledConnection, names?: string[]) {
    this.companyId = companyId;
    this.#connection = connection;
    this.#names = names;
  }

  // Prisma's dataloader merges the findUnique calls of one tick. It cannot mix companies: the client is this
  // connection's alone, and the connection is this transaction's alone while it is open.
  get prisma(): CompanyPrisma {
    this.#names?.push('prisma');
    this.#prisma ??= guardedPrisma(this.#connection.prisma, (start) => this.#track(start));
    return this.#prisma;
  }

  async query<Row>(statement: Statement): Promise<Row[]> {
    const result = await this.#track(() => this.#send(statement));
    return result.rows as Row[];
  }

  async execute(statement: Statement): Promise<number> {
    const result = await this.#track(() => this.#send(statement));
    return result.rowCount ?? 0;
  }

  atCommit(statement: Statement): void {
    if (!this.#isOpen) throw new TransactionMisuseError('The transaction has ended; a write came after it.');
    this.#atCommit.push(statement);
    this.#names?.push(statement.name ?? 'unnamed');
  }

  forgetAtCommit(): void {
    this.#atCommit = [];
  }

  /** What is to be sent with COMMIT, in its order. */
  get keptForCommit(): readonly Statement[] {
    return this.#atCommit;
  }

  /** Closes the door: whatever starts from now on throws. Answers how many queries are still under way. */
  close(): number {
    this.#isOpen = false;
    return this.#underWay;
  }

  /** Waits for the queries that are still under way; each has an end in the database's timeouts. */
  settle(): Promise<void> {
    if (this.#underWay === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#settled = resolve;
    });
  }

  #send(statement: Statement): Promise<pg.QueryResult> {
    this.#names?.push(statement.name ?? 'unnamed');
    const { nested } = this.#connection;
    return nested ? nested.then(() => this.#send(statement)) : this.#connection.send(statement);
  }

  #track<T>(start: () => PromiseLike<T>): Promise<T> {
    if (!this.#isOpen) {
      return Promise.reject(
        new TransactionMisuseError('The transaction has ended; a query came after it. Await it inside.'),
      );
    }
    this.#underWay += 1;
    const done = () => {
      this.#underWay -= 1;
      if (this.#underWay === 0) this.#settled?.();
    };
    const running = Promise.resolve(start());
    running.then(done, done);
    return running;
  }
}
