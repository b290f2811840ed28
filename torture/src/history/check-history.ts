import { findOrder } from './find-order.ts';
import { StockModel } from './stock-model.ts';
import type { Call, LedgerPlaces, LevelFigures, LevelName, Operation } from './types.ts';

/** A group of levels whose calls no order explains, with what a person needs to see why. */
export interface Unexplained {
  readonly levels: readonly LevelName[];
  readonly calls: number;
  readonly explained: number;
  /** True when the search gave up; then it is not known to be wrong. */
  readonly undecided: boolean;
  /** The calls that could have come next where the best order got stuck. */
  readonly stuck: readonly Call[];
  readonly state: string;
}

/** What the checker found over a whole history. */
export interface HistoryVerdict {
  readonly groups: number;
  readonly calls: number;
  readonly unexplained: readonly Unexplained[];
}

/**
 * Splits the calls into groups that share no level, for an order of the whole exists just when each group has one, and
 * looks for an order of each.
 * @param levels as they were before the first call
 * @param places where the ledger has what the calls did; without it any order will do
 */
export const checkHistory = (
  calls: readonly Call[],
  levels: Readonly<Record<LevelName, LevelFigures>>,
  places?: LedgerPlaces,
): HistoryVerdict => {
  const groups = groupsOf(calls);
  const unexplained = groups.flatMap(({ levels: names, calls: members }) => {
    const start = Object.fromEntries(names.flatMap((name) => (levels[name] ? [[name, levels[name]]] : [])));
    const verdict = findOrder(members, new StockModel(start, places));
    if (verdict.kind === 'explained') return [];
    const undecided = verdict.kind === 'undecided';
    const { explained, stuck, state } = undecided ? { explained: 0, stuck: [], state: '' } : verdict;
    return [{ levels: names, calls: members.length, explained, undecided, stuck, state }];
  });
  return { groups: groups.length, calls: calls.length, unexplained };
};

interface Group {
  readonly levels: LevelName[];
  readonly calls: Call[];
}

/** Calls that touch a level in common are of one group, over any number of steps. */
export const groupsOf = (calls: readonly Call[]): Group[] => {
  const touched = levelsTouched(calls);
  const above = new Map<LevelName, LevelName>();
  const rootOf = (name: LevelName): LevelName => {
    const next = above.get(name) ?? name;
    if (next === name) return name;
    const root = rootOf(next);
    above.set(name, root);
    return root;
  };
  for (const names of touched) {
    for (const name of names) {
      if (!above.has(name)) above.set(name, name);
      above.set(rootOf(name), rootOf(names[0] ?? name));
    }
  }
  const groups = new Map<LevelName, Group>();
  for (const name of above.keys()) {
    const group = groups.get(rootOf(name)) ?? { levels: [], calls: [] };
    group.levels.push(name);
    groups.set(rootOf(name), group);
  }
  calls.forEach((call, index) => {
    const [first] = touched[index] ?? [];
    if (first !== undefined) groups.get(rootOf(first))?.calls.push(call);
  });
  return [...groups.values()];
};

/** The levels of each call; whoever ends a hold touches what it holds. */
const levelsTouched = (calls: readonly Call[]): LevelName[][] => {
  const held = new Map<string, LevelName[]>();
  for (const { operation } of calls) {
    if (operation.kind !== 'reserve') continue;
    held.set(
      operation.holdId,
      operation.lines.map(({ level }) => level),
    );
  }
  return calls.map(({ operation }) => touchedBy(operation, held));
};

const touchedBy = (operation: Operation, held: ReadonlyMap<string, LevelName[]>): LevelName[] => {
  switch (operation.kind) {
    case 'reserve':
    case 'move':
      return operation.lines.map(({ level }) => level);
    case 'commit':
    case 'release':
      return held.get(operation.holdId) ?? [];
    case 'set':
      return [operation.level];
    case 'read':
      return [...operation.levels];
    case 'available':
      return operation.units.map(({ level }) => level);
  }
};
