import type { Recorded } from './record.ts';
import type { Ends } from './stage/stage.ts';

export interface AttackOptions {
  /** Seconds instead of minutes: the form that runs among the tests. */
  readonly quick: boolean;
  /** What is drawn is drawn from it; the moments are the machine's. */
  readonly seed: number;
}

/** What an attack stands on: what it starts goes into `ends` at once. */
export interface AttackSetting {
  readonly ends: Ends;
  progress(line: string): void;
}

/** What one attack has found. */
export interface AttackResult {
  readonly attack: string;
  readonly seconds: number;
  /** What was done, as figures for a person. */
  readonly figures: Readonly<Record<string, number | string>>;
  readonly violations: readonly string[];
  /** Why it was left out, where a program that it needs is not there. */
  readonly leftOut?: string;
}

export type Attack = (options: AttackOptions, setting: AttackSetting) => Promise<AttackResult>;

const SAID_MAX = 40;

/** Gathers what did not hold, in words. */
export class Findings {
  readonly violations: string[] = [];

  expect(holds: boolean, words: string): void {
    if (holds) return;
    if (this.violations.length < SAID_MAX) this.violations.push(words);
    else this.violations[SAID_MAX] = 'and more';
  }
}

/** What was found, as lines for a person. */
export const reportOf = (results: readonly AttackResult[]): string =>
  results
    .map(({ attack, seconds, figures, violations, leftOut }) =>
      [
        `${attack}: ${leftOut ? `left out, ${leftOut}` : `${seconds.toFixed(0)} s, ${violations.length === 0 ? 'everything held' : 'VIOLATED'}`}`,
        ...Object.entries(figures).map(([name, figure]) => `  ${name}: ${figureOf(figure)}`),
        ...violations.map((violation) => `  ! ${violation}`),
      ].join('\n'),
    )
    .join('\n');

/** An attack as a row of docs/reliability.md. */
export const rowOf = ({ attack, seconds, figures, violations }: AttackResult): Recorded => {
  const said = Object.entries(figures).map(([name, figure]) =>
    typeof figure === 'number' ? `${figureOf(figure)} ${name}` : `${name} ${figure}`,
  );
  return { attack, rounds: said.join(', '), seconds, violations: violations.length };
};

const figureOf = (figure: number | string): string =>
  typeof figure === 'number' ? figure.toLocaleString('en') : figure;
