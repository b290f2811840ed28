/** A transaction, or a query that stands in none. */
export interface TransactionFacts {
  readonly kind: 'read' | 'write' | 'shared';
  /** Names of the statements that were sent, in order, as far as they have names; it grows while the work runs. */
  readonly statements: string[];
}

/** A transaction of the gathering engine. */
export interface BatchFacts {
  /** Operations in it. */
  readonly operations: number;
  /** How long the one that came first has waited for its turn. */
  readonly waitedMs: number;
  /** What `mark` gave for each operation, where it gave something. */
  readonly marks: readonly unknown[];
}

/** Watches what the database is asked, for traces and metrics. Nothing is told when nobody watches. */
export interface DatabaseObserver {
  /** Runs `work`, which is one transaction, and answers or throws what it does. */
  transaction<T>(facts: TransactionFacts, work: () => Promise<T>): Promise<T>;
  /** Runs `work`, which is one gathered transaction. */
  batch<T>(facts: BatchFacts, work: () => Promise<T>): Promise<T>;
  /** What leads from a gathered transaction back to the operation that is submitted now. */
  mark(): unknown;
  /** Events were given numbers; the oldest of them had waited so long. */
  numbered(events: number, oldestMs: number): void;
  /** What is kept for alerts was compared with the books; so much of it differed. */
  reconciled(drift: { demand: number; levels: number }): void;
}
