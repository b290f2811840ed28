import Table from 'cli-table3';
import type { Recorded } from './record.ts';
import type { PhaseResult, RunResult, Violation } from './stock/run-types.ts';

const figure = (value: number): string => value.toLocaleString('en');

/** The whole run as tables, and below them what was violated. */
export const tablesOf = (result: RunResult): string => {
  const { phases, kills, conflictsSeen, conditions, seconds, options } = result;
  const rows = new Table({
    head: [
      '',
      's',
      'calls',
      'calls/s',
      'acknowledged',
      'refused',
      'retried',
      'no answer',
      'drift',
      'violations',
    ],
    style: { head: [], border: [] },
    colAligns: ['left', ...Array.from({ length: 9 }, () => 'right' as const)],
  });
  for (const phase of phases) rows.push(rowOf(phase));
  rows.push(rowOf(totalOf(result)));
  const races = phases.find(({ phase }) => phase === 'races')?.figures;
  const lines = [
    rows.toString(),
    races &&
      `Races for one hold: ${figure(races.races ?? 0)}. Won by commit ${figure(races.committed ?? 0)}, by release ${figure(races.released ?? 0)}, by expiry ${figure(races.expired ?? 0)}.`,
    `Kills: ${kills.api + kills.postgres} (API processes ${kills.api}, PostgreSQL ${kills.postgres}).`,
    `Deadlocks and serialization failures that PostgreSQL saw: ${conflictsSeen}.`,
    `${conditions.cores} cores (${conditions.cpu}), Node ${conditions.node}, PostgreSQL ${conditions.postgres} (${conditions.durability}), ${options.callers} callers in ${options.processes} processes, seed ${options.seed}, ${seconds.toFixed(0)} s.`,
  ];
  return lines.filter(Boolean).join('\n');
};

/** What was violated, with what of the history shows it; empty when nothing was. */
export const violationsOf = ({ phases, violations }: RunResult): string => {
  const all = [
    ...phases.flatMap((phase) => phase.violations.map((violation) => lineOf(phase.phase, violation))),
    ...violations.map((violation) => lineOf('run', violation)),
  ];
  return all.join('\n');
};

/** The run as a row of docs/reliability.md. */
export const recordOf = (result: RunResult): Recorded => {
  const { kills, phases, seconds } = result;
  const all = totalOf(result);
  const races = phases.find(({ phase }) => phase === 'races')?.figures.races ?? 0;
  const killed = `${kills.api} kills of API processes, ${kills.postgres} of PostgreSQL`;
  const rounds = `${figure(all.calls)} calls, ${killed}, ${figure(races)} races for one hold`;
  return { attack: 'stock', rounds, seconds, violations: all.violations.length };
};

/** True when something that must not be was seen. */
export const isViolated = (result: RunResult): boolean =>
  result.violations.length > 0 || result.phases.some(({ violations }) => violations.length > 0);

const lineOf = (where: string, { what, detail = [] }: Violation): string =>
  [`VIOLATED in ${where}: ${what}`, ...detail.map((line) => `    ${line}`)].join('\n');

const rowOf = (row: PhaseResult): string[] => [
  row.phase,
  row.seconds.toFixed(1),
  ...[
    row.calls,
    row.callsPerSecond,
    row.acknowledged,
    row.refused,
    row.retried,
    row.unanswered,
    row.drift,
  ].map(figure),
  figure(row.violations.length),
];

const totalOf = ({ phases, violations }: RunResult): PhaseResult => {
  const sum = (of: (phase: PhaseResult) => number) => phases.reduce((total, phase) => total + of(phase), 0);
  const [calls, seconds] = [sum((phase) => phase.calls), sum((phase) => phase.seconds)];
  return {
    phase: 'all',
    seconds,
    calls,
    callsPerSecond: Math.round(calls / seconds),
    acknowledged: sum((phase) => phase.acknowledged),
    refused: sum((phase) => phase.refused),
    unanswered: sum((phase) => phase.unanswered),
    retried: sum((phase) => phase.retried),
    groups: sum((phase) => phase.groups),
    drift: sum((phase) => phase.drift),
    figures: {},
    violations: [...phases.flatMap((phase) => phase.violations), ...violations],
  };
};
