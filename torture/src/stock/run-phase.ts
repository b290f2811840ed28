import { createStockflow } from '@stockflow/sdk';
import { checkHistory, type Unexplained } from '../history/check-history.ts';
import type { Call } from '../history/types.ts';
import { audit, soldOf } from '../ledger/audit.ts';
import { judgeRaces } from '../ledger/races.ts';
import { readRows } from '../ledger/read-rows.ts';
import type { Rows } from '../ledger/types.ts';
import { untilQuiet } from '../ledger/until-quiet.ts';
import type { Stage } from '../stage/stage.ts';
import { type Arena, type ArenaPlan, makeArena } from './arena.ts';
import type { PhaseResult, RunOptions, Violation } from './run-types.ts';
import type { PhaseName, WorkDone } from './work.ts';

/** A phase as it is to be run. */
export interface PhasePlan {
  readonly name: PhaseName;
  readonly arena: ArenaPlan;
  /** What each caller does so many times; of races and ids, what all processes do together. */
  readonly amount: number;
  readonly isShared?: boolean;
  /** Runs beside the callers and settles when they are to end; without it they end by themselves. */
  beside?(stage: Stage, answered: () => number): Promise<void>;
}

const NAMED_MAX = 10;
const CALLS_NAMED_MAX = 24;

/** Runs one phase on a company of its own, and holds what its callers saw against the rows. */
export const runPhase = async (stage: Stage, plan: PhasePlan, options: RunOptions): Promise<PhaseResult> => {
  const [url = ''] = stage.apis.urls;
  const arena = await makeArena(url, `torture-${plan.name}`, plan.arena);
  const began = performance.now();
  const done = await callersDo(stage, plan, { arena, options });
  const seconds = (performance.now() - began) / 1000;
  await untilQuiet(stage.database.adminUrl);
  const calls = done.flatMap((part) => part.calls);
  const rows = await readRows(stage.database.adminUrl, arena);
  const judged = judge(plan, { calls, rows, arena });
  const drift = await driftOf(stage, arena);
  return {
    phase: plan.name,
    seconds,
    callsPerSecond: Math.round(calls.length / seconds),
    ...countsOf(calls, done),
    groups: judged.groups,
    drift: drift.count,
    figures: { ...figuresOf(done), ...judged.figures },
    violations: [...judged.violations, ...drift.violations, ...toldWrong(plan, done, calls)],
  };
};

const callersDo = async (
  stage: Stage,
  { name, amount, isShared, beside }: PhasePlan,
  { arena, options }: { arena: Arena; options: RunOptions },
): Promise<readonly WorkDone[]> => {
  const { callers: processes } = stage;
  const shareOf = (whole: number, place: number) =>
    Math.floor((whole * (place + 1)) / processes.length) - Math.floor((whole * place) / processes.length);
  const answered = processes.map(() => 0);
  processes.forEach((child, place) => {
    child.onNote = (note) => {
      answered[place] = note.answered;
    };
  });
  const works = processes.map((child, place) =>
    child.ask({
      phase: name,
      arena,
      urls: stage.apis.urls,
      seed: options.seed,
      place,
      callers: shareOf(options.callers, place),
      amount: isShared ? shareOf(amount, place) : amount,
      sharesClock: stage.database.embedded,
    }),
  );
  const all = Promise.all(works);
  if (beside) {
    try {
      await Promise.race([beside(stage, () => answered.reduce((sum, count) => sum + count, 0)), all]);
    } finally {
      for (const child of processes) child.tell({ over: true });
    }
  }
  return all;
};

interface Judged {
  readonly groups: number;
  readonly figures: Readonly<Record<string, number>>;
  readonly violations: readonly Violation[];
}

const judge = (
  plan: PhasePlan,
  { calls, rows, arena }: { calls: Call[]; rows: Rows; arena: Arena },
): Judged => {
  if (plan.name === 'races') {
    const { problems, ...figures } = judgeRaces(calls, rows);
    const made = audit(
      calls.filter(({ operation }) => operation.kind === 'reserve'),
      withoutEnds(rows),
      arena.levels,
    );
    return { groups: 0, figures, violations: [...named(problems), ...named(made.problems)] };
  }
  const { problems, places, calls: known } = audit(calls, rows, arena.levels);
  const { groups, unexplained } = checkHistory(known, arena.levels, places);
  const sold = [...soldOf(rows.holds).values()].reduce((sum, units) => sum + units, 0);
  const violations = [...named(problems), ...unexplained.map(violationOf)];
  if (plan.name === 'storm') violations.push(...soldOut(sold, arena));
  return { groups, figures: { sold, holds: rows.holds.length, movements: rows.ledger.length }, violations };
};

/** Of the races only how their holds were made: how they ended is judged by itself. */
const withoutEnds = ({ ledger, holds }: Rows): Rows => ({
  ledger: ledger.filter(({ kind }) => kind === 'RESERVATION'),
  holds,
});

/** Far more wanted than there was, and nothing was given back: then all of it is sold, to the unit. */
const soldOut = (sold: number, arena: Arena): Violation[] => {
  const stock = Object.values(arena.levels).reduce((sum, { onHand }) => sum + onHand, 0);
  return sold === stock ? [] : [{ what: `the storm sold ${sold} of ${stock} units` }];
};

const named = (problems: readonly string[]): Violation[] => {
  const more = problems.length - NAMED_MAX;
  return [
    ...problems.slice(0, NAMED_MAX).map((what) => ({ what })),
    ...(more > 0 ? [{ what: `and ${more} more of this kind` }] : []),
  ];
};

const violationOf = ({ levels, calls, explained, undecided, stuck, state }: Unexplained): Violation => {
  const where = `${calls} calls on ${levels.join(', ')}`;
  if (undecided) return { what: `undecided: the search for an order of ${where} was given up` };
  const shown = stuck.slice(0, CALLS_NAMED_MAX).map((call) => JSON.stringify(call));
  const more = stuck.length > CALLS_NAMED_MAX ? [`and ${stuck.length - CALLS_NAMED_MAX} more`] : [];
  return {
    what: `no order explains ${where}: ${explained} at most, and then none of ${stuck.length} fits`,
    detail: [`state (on hand/reserved/version): ${state}`, ...shown, ...more],
  };
};

const driftOf = async (stage: Stage, arena: Arena): Promise<{ count: number; violations: Violation[] }> => {
  const [baseUrl = ''] = stage.apis.urls;
  const stockflow = createStockflow({ baseUrl, apiKey: arena.apiKey });
  const { driftCount, drifts } = await stockflow.inventory.verify();
  if (driftCount === 0) return { count: 0, violations: [] };
  const detail = drifts.slice(0, NAMED_MAX).map((drift) => JSON.stringify(drift));
  return { count: driftCount, violations: [{ what: `verify finds ${driftCount} drifts`, detail }] };
};

/** What callers must never be told, and what the phase itself found. */
const toldWrong = (
  { name, amount }: PhasePlan,
  done: readonly WorkDone[],
  calls: readonly Call[],
): Violation[] => {
  const violations = [
    ...named(done.flatMap((part) => part.surprises)),
    ...named(done.flatMap((part) => part.violations)),
  ];
  const cut = done.reduce((sum, part) => sum + part.counts.cut, 0);
  if (name !== 'kills' && cut > 0)
    violations.push({ what: `${cut} requests were cut or UNAVAILABLE although nothing was killed` });
  // A phase in which nothing was refused, or nothing was done, has tried nothing.
  const wantsRefusals = name !== 'races' && amount > 0;
  if (wantsRefusals && !calls.some(({ answer }) => answer?.ok === false))
    violations.push({ what: 'nothing was refused: this phase has tried nothing' });
  return violations;
};

const countsOf = (calls: readonly Call[], done: readonly WorkDone[]) => {
  const unanswered = calls.filter(({ answer }) => answer === null).length;
  const cut = done.reduce((sum, part) => sum + part.counts.cut, 0);
  return {
    calls: calls.length,
    acknowledged: calls.filter(({ answer }) => answer?.ok).length,
    refused: calls.filter(({ answer }) => answer?.ok === false).length,
    unanswered,
    // Each request that was cut is sent again, but for the last one of a call that was left so.
    retried: Math.max(0, cut - unanswered),
  };
};

const figuresOf = (done: readonly WorkDone[]): Record<string, number> => {
  const figures: Record<string, number> = {};
  for (const part of done) {
    for (const [name, value] of Object.entries(part.figures)) figures[name] = (figures[name] ?? 0) + value;
  }
  return figures;
};
