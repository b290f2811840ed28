import { cpus } from 'node:os';
import { randomOf } from '../random.ts';
import { type Ends, openStage, type Stage } from '../stage/stage.ts';
import { killAtRandom } from './killer.ts';
import { killsPlan } from './phases/kills.ts';
import { racesPlan } from './phases/races.ts';
import { sameIdPlan } from './phases/same-id.ts';
import { bundlesPlan, churnPlan, duplicatesPlan, ordersPlan, stormPlan } from './phases/storms.ts';
import { type PhasePlan, runPhase } from './run-phase.ts';
import type { PhaseResult, RunOptions, RunResult, Violation } from './run-types.ts';

export interface Running {
  readonly ends: Ends;
  progress(line: string): void;
}

/** Attacks the stock engine from all sides, one phase after the other. */
export const tortureStock = async (options: RunOptions, { ends, progress }: Running): Promise<RunResult> => {
  const began = performance.now();
  const stage = await openStage(
    {
      databaseUrl: options.databaseUrl,
      processes: options.processes,
      random: randomOf(Date.now(), 'ports'),
    },
    ends,
  );
  const { database, apis } = stage;
  const durability = await database.durability();
  progress(
    `PostgreSQL ${database.version} (${durability}), two API processes, ${options.processes} of callers`,
  );
  if (!database.embedded)
    progress('DATABASE_URL is set: that PostgreSQL is not killed, only API processes are.');
  const kills = { api: 0, postgres: 0 };
  const phases: PhaseResult[] = [];
  for (const plan of plansOf(options, { kills, ends, progress })) {
    progress(`${plan.name} …`);
    const result = await runPhase(stage, plan, options);
    phases.push(result);
    progress(
      `${plan.name}: ${result.calls} calls in ${result.seconds.toFixed(1)} s, ${result.violations.length || 'no'} violations`,
    );
    if (result.violations.length > 0) {
      // What is broken can take forever; and the first thing that broke is what is to be looked at.
      progress('What did not hold is told below; the phases after it are not run.');
      break;
    }
  }
  const isWhole = phases.at(-1)?.phase === 'kills';
  const conflictsSeen = await database.conflictsSeen();
  const { databaseUrl: _, ...told } = options; // it holds a password
  return {
    options: told,
    conditions: {
      node: process.version,
      cores: cpus().length,
      cpu: cpus()[0]?.model ?? 'unknown',
      postgres: database.version,
      durability,
    },
    phases,
    kills,
    conflictsSeen,
    seconds: (performance.now() - began) / 1000,
    violations: [
      ...conflictsOf(conflictsSeen),
      ...serversOf(apis),
      ...(isWhole ? killsMissed(options, kills) : []),
    ],
  };
};

interface Beside extends Running {
  readonly kills: { api: number; postgres: number };
}

/** The phases with how much each does; of a quick run an eighth. */
const plansOf = (options: RunOptions, { kills, ends, progress }: Beside): PhasePlan[] => {
  const scale = options.quick ? 2 : 16;
  const { callers } = options;
  const steps = 15 * scale;
  return [
    { name: 'storm', arena: stormPlan(Math.floor((callers * steps) / 4)), amount: steps },
    { name: 'churn', arena: churnPlan, amount: steps },
    { name: 'orders', arena: ordersPlan(callers * scale), amount: steps },
    { name: 'duplicates', arena: duplicatesPlan(callers * 5 * scale), amount: steps },
    { name: 'bundles', arena: bundlesPlan(callers * 4 * scale), amount: steps },
    { name: 'same-id', arena: sameIdPlan, amount: 2 * scale },
    { name: 'races', arena: racesPlan(options.races), amount: options.races, isShared: true },
    {
      name: 'kills',
      arena: killsPlan,
      amount: options.kills,
      beside: async ({ database, apis }: Stage, answered) => {
        const done = await killAtRandom({
          kills: options.kills,
          database,
          apis,
          random: randomOf(options.seed, 'killer'),
          answered,
          onKill: (count) => {
            if (count % 5 === 0 || count === options.kills) progress(`  ${count} of ${options.kills} kills`);
          },
          isOver: () => ends.isRunning,
        });
        Object.assign(kills, done);
      },
    },
  ];
};

const conflictsOf = (seen: number): Violation[] =>
  seen === 0
    ? []
    : [
        {
          what: `PostgreSQL saw ${seen} deadlocks or serialization failures: locks are taken in one order, so there are none`,
        },
      ];

const serversOf = ({ logged, unexpectedEnds }: Stage['apis']): Violation[] => [
  ...unexpectedEnds.map((what) => ({ what })),
  ...(logged.length > 0 ? [{ what: 'API processes logged errors', detail: logged }] : []),
];

const killsMissed = (
  { kills: asked }: RunOptions,
  { api, postgres }: { api: number; postgres: number },
): Violation[] =>
  api + postgres >= asked ? [] : [{ what: `only ${api + postgres} of ${asked} kills were done` }];
