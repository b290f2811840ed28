import type { Ends } from '../stage/stage.ts';

export interface GrowOptions {
  readonly quick: boolean;
  readonly seed: number;
}

/** What a part stands on: what it starts goes into `ends` at once. */
export interface GrowSetting {
  readonly ends: Ends;
  progress(line: string): void;
}

/** What one part has found. */
export interface PartResult {
  readonly part: string;
  readonly seconds: number;
  /** What was done, as figures for a person. */
  readonly figures: Readonly<Record<string, number | string>>;
  readonly violations: readonly string[];
  /** Why it was left out, where a program that it needs is not there. */
  readonly leftOut?: string;
}

/** Gathers what did not hold, in words. */
export class Findings {
  readonly violations: string[] = [];

  expect(holds: boolean, words: string): void {
    if (!holds) this.violations.push(words);
  }
}
