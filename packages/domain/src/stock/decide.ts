import { QUANTITY_MAX } from '@stockflow/schemas';
import { costAfter } from './cost.ts';
import {
  type DecidedMovement,
  type LevelState,
  levelKeyOf,
  type StockCommand,
  type StockDecision,
  type StockLine,
  type StockProblem,
} from './types.ts';

/** The lines of one command for one level: one demand. */
interface Demand {
  readonly level: LevelState;
  readonly lines: { readonly line: StockLine; readonly index: number }[];
  onHandChange: number;
  reservedChange: number;
}

/** Levels by their key, as far as they are loaded. */
export interface LevelsByKey {
  get(key: string): LevelState | undefined;
}

/**
 * Decides commands over levels, in their order: what happens, or why not. A refused command touches nothing,
 * and the next one is decided as if it had never been.
 * @param levels every level that a line names, as it is under lock; a missing one is a bug and throws
 */
export const decide = (
  levels: readonly LevelState[],
  commands: readonly StockCommand[],
): readonly StockDecision[] => {
  const current = new Map(levels.map((level) => [levelKeyOf(level), level]));
  return commands.map((command) => {
    const decision = decideOne(current, command);
    if (decision.accepted) for (const level of decision.levels) current.set(levelKeyOf(level), level);
    return decision;
  });
};

/**
 * Decides one command. Its lines for one level are summed first, so that two lines of one item are one demand; a
 * refusal names every level that is short. Holds after every movement: 0 ≤ reserved ≤ on hand ≤ 2,147,483,647.
 * @param current every level that a line names; a missing one is a bug and throws
 */
export const decideOne = (current: LevelsByKey, command: StockCommand): StockDecision => {
  const demands = demandsOf(command, current);
  const problem = problemOf(demands);
  return problem ? { accepted: false, problem } : applyAll(demands, command.lines.length);
};

const demandsOf = (command: StockCommand, current: LevelsByKey): Demand[] => {
  const demands = new Map<string, Demand>();
  command.lines.forEach((line, index) => {
    const key = levelKeyOf(line);
    let demand = demands.get(key);
    if (!demand) {
      const level = current.get(key);
      if (!level) throw new Error(`the level ${key} was not loaded`);
      demand = { level, lines: [], onHandChange: 0, reservedChange: 0 };
      demands.set(key, demand);
    }
    demand.lines.push({ line, index });
    demand.onHandChange += line.onHandChange;
    demand.reservedChange += line.reservedChange;
  });
  return [...demands.values()];
};

// In the order in which a caller can act on them: what it believed is wrong, what it wants is not there.
const problemOf = (demands: readonly Demand[]): StockProblem | null => {
  const conflicts = demands.flatMap(conflictsOf);
  if (conflicts.length > 0) return { kind: 'conflict', conflicts };
  const shortages = demands.flatMap(shortageOf);
  if (shortages.length > 0) return { kind: 'short', shortages };
  const fields = demands.flatMap(overflowOf);
  return fields.length > 0 ? { kind: 'field', fields } : null;
};

const conflictsOf = ({ level, lines }: Demand) => {
  const { productId, warehouseId, onHand: current } = level;
  const expectations = new Set(lines.map(({ line }) => line.expectedOnHand));
  return [...expectations]
    .filter((expected): expected is number => expected !== undefined && expected !== current)
    .map((expected) => ({ productId, warehouseId, expected, current }));
};

const shortageOf = ({ level, onHandChange, reservedChange }: Demand) => {
  const { productId, warehouseId, onHand, reserved } = level;
  if (reserved + reservedChange < 0) {
    return [{ productId, warehouseId, requested: -reservedChange, available: reserved }];
  }
  // With reserved ≥ 0 this is also what on hand < 0 comes to.
  if (reserved + reservedChange > onHand + onHandChange) {
    return [
      { productId, warehouseId, requested: reservedChange - onHandChange, available: onHand - reserved },
    ];
  }
  return [];
};

const overflowOf = ({ level, lines, onHandChange }: Demand) => {
  const total = level.onHand + onHandChange;
  if (total <= QUANTITY_MAX) return [];
  return lines
    .filter(({ line }) => line.onHandChange > 0)
    .map(({ line, index }) => ({
      path: line.path ?? `lines.${index}`,
      message: `It would come to ${total} on hand, and a level holds at most ${QUANTITY_MAX}.`,
    }));
};

const applyAll = (demands: readonly Demand[], lineCount: number): StockDecision => {
  const movements = new Array<DecidedMovement | undefined>(lineCount).fill(undefined);
  const levels: LevelState[] = [];
  for (const demand of demands) {
    const after = applyDemand(demand, movements);
    if (!after) return { accepted: false, problem: { kind: 'field', fields: demand.lines.map(noOrder) } };
    levels.push(after);
  }
  return { accepted: true, movements: movements.filter((movement) => movement !== undefined), levels };
};

/**
 * Applies a level's lines one by one, in their order as far as each stands on its own; a line that would
 * break the rule half-way ("−5" before "+5" on a level of 3) waits until those after it have made room.
 * Null when no order is left: only sums near the largest quantity come to that.
 */
const applyDemand = (demand: Demand, movements: (DecidedMovement | undefined)[]): LevelState | null => {
  let level = withIncoming(demand);
  let waiting = demand.lines.filter(({ line }) => line.onHandChange !== 0 || line.reservedChange !== 0);
  while (waiting.length > 0) {
    const stillWaiting: Demand['lines'] = [];
    for (const entry of waiting) {
      const movement = moved(level, entry.line);
      if (!movement) {
        stillWaiting.push(entry);
        continue;
      }
      movements[entry.index] = movement;
      level = levelAfter(level, movement);
    }
    if (stillWaiting.length === waiting.length) return null;
    waiting = stillWaiting;
  }
  return level;
};

const withIncoming = ({ level, lines }: Demand): LevelState => {
  const change = lines.reduce((sum, { line }) => sum + (line.incomingChange ?? 0), 0);
  if (change === 0) return level;
  const incoming = level.incoming + change;
  if (incoming < 0) throw new Error('more came in than was on its way: a transfer was received twice');
  return { ...level, incoming };
};

const moved = (level: LevelState, line: StockLine): DecidedMovement | null => {
  const onHandAfter = level.onHand + line.onHandChange;
  const reservedAfter = level.reserved + line.reservedChange;
  if (reservedAfter < 0 || reservedAfter > onHandAfter || onHandAfter > QUANTITY_MAX) return null;
  return {
    line,
    sequence: level.version + 1,
    onHandBefore: level.onHand,
    onHandAfter,
    reservedBefore: level.reserved,
    reservedAfter,
  };
};

const levelAfter = (level: LevelState, movement: DecidedMovement): LevelState => ({
  ...level,
  onHand: movement.onHandAfter,
  reserved: movement.reservedAfter,
  version: movement.sequence,
  ...costAfter(level, movement.line),
});

const noOrder = ({ line, index }: Demand['lines'][number]) => ({
  path: line.path ?? `lines.${index}`,
  message:
    'No order of the lines for this product and warehouse keeps the level within bounds. Send them one by one.',
});
