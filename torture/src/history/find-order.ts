/** A call as the search sees it: when it ran, and nothing of what it means. */
export interface Interval {
  readonly startedAt: number;
  /** Null: its answer was never seen. */
  readonly endedAt: number | null;
}

/** Takes back what `apply` did. */
export type Undo = () => void;

/**
 * What the calls act on: one state that is changed and changed back. `apply` lets the call happen now, or answers null
 * where its answer does not fit the state.
 */
export interface Model<Call> {
  apply(call: Call): Undo | null;
  /** True for a call that changes nothing whenever it fits: a read, a refusal. */
  changesNothing(call: Call): boolean;
  /** The state as one text: equal states have equal texts. */
  key(): string;
}

/** What the search came to. */
export type Verdict<Call> =
  | { readonly kind: 'explained'; readonly order: readonly Call[]; readonly steps: number }
  | {
      readonly kind: 'unexplained';
      /** The most calls that any order explained before it got stuck. */
      readonly explained: number;
      /** Those that could have come next there, none of which led on. */
      readonly stuck: readonly Call[];
      /** The state at that point. */
      readonly state: string;
      readonly steps: number;
    }
  /** More ways than the search may try: neither right nor wrong. */
  | { readonly kind: 'undecided'; readonly steps: number };

/** States that are tried before the search gives up. */
const STEPS_MAX = 2_000_000;

/**
 * Looks for one order of all calls that respects real time (a call that ended before another began comes first) and in
 * which each has the answer that its caller saw: Wing and Gong's search, with Lowe's memory of what was tried, a
 * set of calls done and the state they led to. Calls without an answer come anywhere after their start, or not at all.
 * A call that changes nothing is taken as soon as it fits: whatever order has it later is as good with it here.
 * Pure: the model is left as it was found only where the verdict is `unexplained` or `undecided`.
 */
export const findOrder = <Call extends Interval>(
  calls: readonly Call[],
  model: Model<Call>,
  stepsMax = STEPS_MAX,
): Verdict<Call> => new Search(calls, model).run(stepsMax);

interface Choice {
  /** Calls that may come next, the one that ended first before the others. */
  readonly options: readonly number[];
  next: number;
  /** How many calls were done when the choice was made. */
  readonly depth: number;
}

class Search<Call extends Interval> {
  readonly #calls: readonly Call[];
  readonly #model: Model<Call>;
  readonly #ends: readonly number[];
  /** The calls not done yet, in the order of their start, as a ring of indexes; the last place is its head. */
  readonly #after: Int32Array;
  readonly #before: Int32Array;
  readonly #head: number;
  readonly #trail: { readonly index: number; readonly undo: Undo }[] = [];
  readonly #seen = new Set<string>();
  #answersLeft: number;
  #best = { explained: -1, stuck: [] as Call[], state: '' };

  constructor(calls: readonly Call[], model: Model<Call>) {
    this.#calls = [...calls].sort((a, b) => a.startedAt - b.startedAt);
    this.#model = model;
    this.#ends = this.#calls.map(({ endedAt }) => endedAt ?? Number.POSITIVE_INFINITY);
    this.#head = calls.length;
    const places = calls.length + 1;
    this.#after = Int32Array.from({ length: places }, (_, index) => (index + 1) % places);
    this.#before = Int32Array.from({ length: places }, (_, index) => (index + places - 1) % places);
    this.#answersLeft = this.#calls.filter(({ endedAt }) => endedAt !== null).length;
  }

  run(stepsMax: number): Verdict<Call> {
    const choices: Choice[] = [];
    for (let steps = 0; steps < stepsMax; steps += 1) {
      this.#takeWhatChangesNothing();
      if (this.#answersLeft === 0) {
        return { kind: 'explained', order: this.#trail.map(({ index }) => this.#at(index)), steps };
      }
      if (this.#isNew()) choices.push({ options: this.#options(), next: 0, depth: this.#trail.length });
      if (!this.#takeNext(choices)) return { kind: 'unexplained', ...this.#best, steps };
    }
    this.#backTo(0);
    return { kind: 'undecided', steps: stepsMax };
  }

  /** Goes on with the next option of the latest choice that has one; false when none is left. */
  #takeNext(choices: Choice[]): boolean {
    for (let choice = choices.at(-1); choice; choice = choices.at(-1)) {
      this.#backTo(choice.depth);
      while (choice.next < choice.options.length) {
        const index = choice.options[choice.next] ?? 0;
        choice.next += 1;
        if (this.#take(index)) return true;
      }
      choices.pop();
    }
    this.#backTo(0);
    return false;
  }

  #takeWhatChangesNothing(): void {
    for (let isSettled = false; !isSettled; ) {
      isSettled = true;
      for (const index of this.#candidates()) {
        if (this.#ends[index] === Number.POSITIVE_INFINITY) continue;
        if (this.#model.changesNothing(this.#at(index)) && this.#take(index)) isSettled = false;
      }
    }
  }

  #options(): number[] {
    return this.#candidates()
      .filter((index) => !this.#model.changesNothing(this.#at(index)))
      .sort((a, b) => (this.#ends[a] ?? 0) - (this.#ends[b] ?? 0) || a - b);
  }

  /** The calls that no other call, not done yet, has ended before. Those come early in the order of their start. */
  #candidates(): number[] {
    const found: number[] = [];
    let firstEnd = Number.POSITIVE_INFINITY;
    for (let index = this.#first(); index !== this.#head; index = this.#after[index] ?? 0) {
      if (this.#at(index).startedAt > firstEnd) break;
      found.push(index);
      firstEnd = Math.min(firstEnd, this.#ends[index] ?? 0);
    }
    return found;
  }

  #first(): number {
    return this.#after[this.#head] ?? 0;
  }

  /** Notes the point where the search stands; false when it stood here before. */
  #isNew(): boolean {
    const open = this.#candidates();
    const state = this.#model.key();
    // All calls behind the last candidate are open as well, so these name the whole set of what is done.
    const key = `${open.join(',')}|${state}`;
    if (this.#seen.has(key)) return false;
    this.#seen.add(key);
    if (this.#trail.length > this.#best.explained) {
      this.#best = { explained: this.#trail.length, stuck: open.map((index) => this.#at(index)), state };
    }
    return true;
  }

  #take(index: number): boolean {
    const undo = this.#model.apply(this.#at(index));
    if (!undo) return false;
    const [before, after] = [this.#before[index] ?? 0, this.#after[index] ?? 0];
    this.#after[before] = after;
    this.#before[after] = before;
    if (this.#ends[index] !== Number.POSITIVE_INFINITY) this.#answersLeft -= 1;
    this.#trail.push({ index, undo });
    return true;
  }

  #backTo(depth: number): void {
    while (this.#trail.length > depth) {
      const last = this.#trail.pop();
      if (!last) return;
      last.undo();
      const [before, after] = [this.#before[last.index] ?? 0, this.#after[last.index] ?? 0];
      this.#after[before] = last.index;
      this.#before[after] = last.index;
      if (this.#ends[last.index] !== Number.POSITIVE_INFINITY) this.#answersLeft += 1;
    }
  }

  #at(index: number): Call {
    const call = this.#calls[index];
    if (!call) throw new Error(`there is no call ${index}`);
    return call;
  }
}
