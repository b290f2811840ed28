/** One way of doing a thing, measured against the others of its bench in the same run. */
export interface Contender {
  name: string;
  /** Runs for about so long and answers the calls that it made and the CPU time of the process that is measured. */
  run(ms: number): Promise<Ran>;
}

/** What a contender made of its time. */
export interface Ran {
  calls: number;
  /** How long it was at it, where it had to prepare something that does not count; else all of its time counts. */
  elapsedMs?: number;
  cpuMicros?: number;
  p50Ms?: number;
  p99Ms?: number;
}

/** Contenders that are measured against each other, the first being the floor. */
export interface Bench {
  contenders: [Contender, ...Contender[]];
  /** What its figures are held to. */
  bars?(results: readonly Result[]): Bar[];
  close(): Promise<void>;
}

/** A figure and what it must reach. */
export interface Bar {
  what: string;
  bar: string;
  figure: string;
  holds: boolean;
}

export interface Result {
  name: string;
  /** Median over the rounds. */
  callsPerSecond: number;
  /** CPU a call of the process that is measured: this one, or the server. Null where that is neither. */
  cpuMicrosPerCall: number | null;
  /** Median and 99th percentile of one call in milliseconds, each the median over the rounds, where it was measured. */
  p50Ms: number | null;
  p99Ms: number | null;
  /** callsPerSecond over that of the floor, median of the rounds' own ratios. */
  ratio: number;
}

const median = (values: number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
};

/** Holds contenders, by their names, to a part of the floor's calls, or to so many times as many. */
export const shareOfFloor =
  (least: Readonly<Record<string, number>>) =>
  (results: readonly Result[]): Bar[] =>
    Object.entries(least).map(([wanted, bar]) => {
      const ratio = results.find(({ name }) => name === wanted)?.ratio;
      if (ratio === undefined) throw new Error(`nothing here is called ${wanted}`);
      return {
        what: `${wanted}, of the floor's calls`,
        bar: `at least ${bar}`,
        figure: ratio.toFixed(2),
        holds: ratio >= bar,
      };
    });

/** Whole, or three digits of what is slow. */
const rounded = (rate: number): number => (rate >= 100 ? Math.round(rate) : Number(rate.toPrecision(3)));

/**
 * Runs the contenders in turn, round after round, the first one being the floor: on a shared machine a ratio
 * of neighbours in time says more than two figures taken minutes apart.
 */
export const inRounds = async (
  contenders: readonly [Contender, ...Contender[]],
  { rounds, ms, onRound }: { rounds: number; ms: number; onRound: (round: number) => void },
): Promise<Result[]> => {
  const rates = contenders.map(() => [] as number[]);
  const cpu = contenders.map(() => [] as number[]);
  const p50 = contenders.map(() => [] as number[]);
  const p99 = contenders.map(() => [] as number[]);
  // A first round that is not counted: connections open, statements are prepared, code is compiled.
  for (let round = 0; round <= rounds; round += 1) {
    onRound(round);
    for (const [index, contender] of contenders.entries()) {
      const began = performance.now();
      const ran = await contender.run(round === 0 ? ms / 2 : ms);
      if (round === 0) continue;
      const { calls, cpuMicros, p50Ms, p99Ms, elapsedMs = performance.now() - began } = ran;
      rates[index]?.push(calls / (elapsedMs / 1000));
      if (cpuMicros !== undefined) cpu[index]?.push(cpuMicros / calls);
      if (p50Ms !== undefined) p50[index]?.push(p50Ms);
      if (p99Ms !== undefined) p99[index]?.push(p99Ms);
    }
  }
  return contenders.map(({ name }, index) => ({
    name,
    callsPerSecond: rounded(median(rates[index] ?? [])),
    cpuMicrosPerCall: cpu[index]?.length ? Math.round(median(cpu[index])) : null,
    p50Ms: p50[index]?.length ? median(p50[index]) : null,
    p99Ms: p99[index]?.length ? median(p99[index]) : null,
    ratio: median((rates[index] ?? []).map((rate, round) => rate / (rates[0]?.[round] ?? Number.NaN))),
  }));
};

/** Calls `work` from so many callers at once until the time is over, and tells how long calls took. */
export const timedCalls = async (
  count: number,
  ms: number,
  work: () => Promise<unknown>,
): Promise<Required<Omit<Ran, 'cpuMicros'>>> => {
  const began = performance.now();
  const took: number[] = [];
  const caller = async () => {
    while (performance.now() < began + ms) {
      const from = performance.now();
      await work();
      took.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: count }, caller));
  const elapsedMs = performance.now() - began;
  took.sort((a, b) => a - b);
  const at = (share: number): number => took[Math.floor(took.length * share)] ?? 0;
  return { calls: took.length, elapsedMs, p50Ms: at(0.5), p99Ms: at(0.99) };
};

/** A contender that calls `work` from so many callers at once. */
export const callers = (name: string, count: number, work: () => Promise<unknown>): Contender => ({
  name,
  async run(ms) {
    const until = performance.now() + ms;
    const before = process.cpuUsage();
    let calls = 0;
    const caller = async () => {
      while (performance.now() < until) {
        await work();
        calls += 1;
      }
    };
    await Promise.all(Array.from({ length: count }, caller));
    const { user, system } = process.cpuUsage(before);
    return { calls, cpuMicros: user + system };
  },
});
