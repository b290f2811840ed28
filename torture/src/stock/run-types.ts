/** How much is done: what a person asked for, with its defaults. */
export interface RunOptions {
  readonly seed: number;
  /** Less of everything: about a minute. */
  readonly quick: boolean;
  readonly kills: number;
  /** Callers at once, over all processes. */
  readonly callers: number;
  readonly processes: number;
  readonly races: number;
  readonly databaseUrl?: string | undefined;
}

/** What one phase came to. */
export interface PhaseResult {
  readonly phase: string;
  readonly seconds: number;
  readonly callsPerSecond: number;
  readonly calls: number;
  readonly acknowledged: number;
  readonly refused: number;
  /** Calls whose answer was never seen. */
  readonly unanswered: number;
  /** Requests that were sent again with the same id. */
  readonly retried: number;
  /** Levels that share no call, and were checked each by itself. */
  readonly groups: number;
  readonly drift: number;
  readonly figures: Readonly<Record<string, number>>;
  readonly violations: readonly Violation[];
}

/** Something that must not be. */
export interface Violation {
  readonly what: string;
  /** Of the history, what a person needs to see it. */
  readonly detail?: readonly string[];
}

export interface RunResult {
  readonly options: Omit<RunOptions, 'databaseUrl'>;
  readonly conditions: Readonly<Record<string, string | number>>;
  readonly phases: readonly PhaseResult[];
  readonly kills: { readonly api: number; readonly postgres: number };
  readonly conflictsSeen: number;
  readonly seconds: number;
  /** Beside those of the phases. */
  readonly violations: readonly Violation[];
}
