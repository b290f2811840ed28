import { StockflowError } from '@stockflow/sdk';
import type { Findings } from '../attack.ts';

export type Outcome = 'acknowledged' | 'refused' | 'unknown';

/** After all its tries a call may end so; it may have been done. */
const MAYBE: ReadonlySet<string> = new Set(['CONNECTION_FAILED', 'TIMED_OUT', 'UNAVAILABLE']);
/** What callers of one another's things may be told by rule. */
const BY_RULE: ReadonlySet<string> = new Set([
  'INSUFFICIENT_STOCK',
  'STATE_CONFLICT',
  'RESERVATION_EXPIRED',
  'VERSION_CONFLICT',
]);

/** What callers were told of what they asked for, by names that the books have too, such as `sale 0193…`. */
export class Claims {
  readonly outcomes = new Map<string, Outcome>();
  readonly #findings: Findings;

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  /** Makes a call; null when it was refused by rule, or nobody knows what became of it. */
  async claim<T>(name: string, call: () => Promise<T>): Promise<T | null> {
    this.outcomes.set(name, 'unknown');
    try {
      const answer = await call();
      this.outcomes.set(name, 'acknowledged');
      return answer;
    } catch (error) {
      const code = error instanceof StockflowError ? error.code : '';
      if (BY_RULE.has(code)) this.outcomes.set(name, 'refused');
      else this.#findings.expect(MAYBE.has(code), `${name}: a caller was told ${String(error)}`);
      return null;
    }
  }

  count(outcome: Outcome): number {
    return [...this.outcomes.values()].filter((one) => one === outcome).length;
  }

  /** Acknowledged is there, once; refused is not; what was not answered is there once or not at all; nothing else is there. */
  holdAgainst(books: ReadonlyMap<string, number>): void {
    for (const [name, outcome] of this.outcomes) {
      const times = books.get(name) ?? 0;
      const fits =
        outcome === 'acknowledged' ? times === 1 : outcome === 'refused' ? times === 0 : times <= 1;
      this.#findings.expect(fits, `${name} was ${outcome} and is there ${times} times`);
    }
    for (const name of books.keys())
      this.#findings.expect(this.outcomes.has(name), `${name} is there and nobody asked for it`);
  }
}
