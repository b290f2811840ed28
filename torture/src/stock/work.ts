import type { Call } from '../history/types.ts';
import type { Random } from '../random.ts';
import type { Arena } from './arena.ts';
import type { Caller } from './caller.ts';
import type { Line, LineCounts, Surprise } from './line.ts';

/** What a process of callers is asked to do. */
export interface WorkAsked {
  readonly phase: PhaseName;
  readonly arena: Arena;
  readonly urls: readonly string[];
  readonly seed: number;
  /** Which of the processes this is: from 0. */
  readonly place: number;
  /** Callers at once in this process. */
  readonly callers: number;
  /** How much each caller does, or each process where the phase has it so. */
  readonly amount: number;
  /** True where database and callers are on one machine: then they have one clock. */
  readonly sharesClock: boolean;
}

export type PhaseName =
  | 'storm'
  | 'churn'
  | 'orders'
  | 'duplicates'
  | 'bundles'
  | 'same-id'
  | 'races'
  | 'kills';

/** What it came to in one process. */
export interface WorkDone {
  readonly calls: readonly Call[];
  readonly counts: LineCounts;
  readonly surprises: readonly Surprise[];
  /** What the phase itself found wrong, beside what all phases look for. */
  readonly violations: readonly string[];
  /** Figures of the phase's own. */
  readonly figures: Readonly<Record<string, number>>;
}

/** What a phase's callers work with, in their process. */
export interface Work {
  readonly asked: WorkAsked;
  readonly arena: Arena;
  readonly line: Line;
  readonly random: Random;
  readonly callers: readonly Caller[];
  readonly violations: string[];
  readonly figures: Record<string, number>;
  record(call: Call): void;
  /** True once the phase was told to come to its end. */
  isOver(): boolean;
}

/** What a process of callers says by itself: how many calls of this phase were answered so far. */
export interface WorkNote {
  readonly answered: number;
}

/** What it is told: come to an end. */
export interface WorkTold {
  readonly over: true;
}

/** Lets every caller do its part, all at once. */
export const allAtOnce = async (
  work: Work,
  part: (caller: Caller, index: number) => Promise<void>,
): Promise<void> => {
  await Promise.all(work.callers.map(part));
};
