import type { Model, Undo } from './find-order.ts';
import type {
  Call,
  Conflict,
  HoldLine,
  LedgerPlaces,
  LevelFigures,
  LevelName,
  MoveLine,
  Shortage,
} from './types.ts';

/** What a call would do to one level. */
interface Demand {
  onHand: number;
  reserved: number;
  lines: number;
}

type HoldState = 'active' | 'committed' | 'released';

/**
 * What stock is, in a hundred lines that share nothing with the engine: levels, holds, and which answer fits which state.
 * Where the ledger says at which sequence a call stands, it fits there and nowhere else: of many orders that might explain
 * the answers this leaves those that the ledger tells.
 */
export class StockModel implements Model<Call> {
  readonly #levels: Map<LevelName, LevelFigures>;
  readonly #holds = new Map<string, { state: HoldState; readonly lines: readonly HoldLine[] }>();
  readonly #places: LedgerPlaces;

  /** @param levels as they were before the first call; a level that is not here has never been */
  constructor(levels: Readonly<Record<LevelName, LevelFigures>>, places: LedgerPlaces = new Map()) {
    this.#levels = new Map(Object.entries(levels));
    this.#places = places;
  }

  changesNothing({ operation, answer }: Call): boolean {
    return operation.kind === 'read' || operation.kind === 'available' || answer?.ok === false;
  }

  key(): string {
    return [...this.#levels].map(([name, level]) => `${name}:${textOf(level)}`).join(' ');
  }

  apply(call: Call): Undo | null {
    if (call.answer?.ok === false) return this.#refuses(call) ? nothing : null;
    const { operation } = call;
    switch (operation.kind) {
      case 'read':
        return operation.levels.every((name) => this.#shows(call, name)) ? nothing : null;
      case 'available':
        return call.answer?.ok && call.answer.available === this.#makable(operation.units) ? nothing : null;
      case 'reserve':
        return this.#reserves(call, operation);
      case 'commit':
      case 'release':
        return this.#ends(call, operation);
      case 'move':
        return this.#moves(call, demandsOfMove(operation.lines), operation.lines);
      case 'set':
        return this.#moves(call, ...this.#setAsMove(operation));
    }
  }

  #level(name: LevelName): LevelFigures {
    return this.#levels.get(name) ?? { onHand: 0, reserved: 0, version: 0 };
  }

  #reserves(call: Call, { holdId, lines }: { holdId: string; lines: readonly HoldLine[] }): Undo | null {
    if (this.#holds.has(holdId)) return null;
    const undo = this.#write(call, demandsOfHold(lines));
    if (!undo) return null;
    this.#holds.set(holdId, { state: 'active', lines });
    return () => {
      this.#holds.delete(holdId);
      undo();
    };
  }

  #ends(call: Call, { kind, holdId }: { kind: 'commit' | 'release'; holdId: string }): Undo | null {
    const hold = this.#holds.get(holdId);
    if (hold?.state !== 'active') return null;
    const undo = this.#write(call, demandsOfEnd(kind, hold.lines));
    if (!undo) return null;
    hold.state = kind === 'commit' ? 'committed' : 'released';
    return () => {
      hold.state = 'active';
      undo();
    };
  }

  #moves(call: Call, demands: Map<LevelName, Demand>, lines: readonly MoveLine[]): Undo | null {
    if (this.#conflicts(lines).length > 0) return null;
    return this.#write(call, demands);
  }

  #setAsMove(operation: { level: LevelName; onHand: number; expected: number | null }) {
    const { level, onHand, expected } = operation;
    const line = { level, change: onHand - this.#level(level).onHand, expected: expected ?? undefined };
    const lines: readonly MoveLine[] = [line];
    return [line.change === 0 ? new Map<LevelName, Demand>() : demandsOfMove(lines), lines] as const;
  }

  /** Writes levels where there is enough, the ledger has it here, and the answer shows what comes out. */
  #write(call: Call, demands: ReadonlyMap<LevelName, Demand>): Undo | null {
    if (this.#shortages(demands).length > 0) return null;
    const places = this.#places.get(call.id);
    const was: [LevelName, LevelFigures | undefined][] = [];
    const undo = () => {
      for (const [name, figures] of was) {
        if (figures) this.#levels.set(name, figures);
        else this.#levels.delete(name);
      }
    };
    for (const [name, demand] of demands) {
      const level = this.#level(name);
      const place = places?.get(name);
      if (places && (!place || place.first !== level.version + 1)) {
        undo();
        return null;
      }
      was.push([name, this.#levels.get(name)]);
      this.#levels.set(name, {
        onHand: level.onHand + demand.onHand,
        reserved: level.reserved + demand.reserved,
        version: level.version + (place?.count ?? demand.lines),
      });
    }
    const shown = call.answer?.ok ? Object.keys(call.answer.levels ?? {}) : [];
    if (shown.every((name) => this.#shows(call, name))) return undo;
    undo();
    return null;
  }

  #shows(call: Call, name: LevelName): boolean {
    const shown = call.answer?.ok ? call.answer.levels?.[name] : undefined;
    return shown !== undefined && textOf(shown) === textOf(this.#level(name));
  }

  #makable(units: readonly HoldLine[]): number {
    const each = units.map(({ level, quantity }) => {
      const { onHand, reserved } = this.#level(level);
      return Math.floor((onHand - reserved) / quantity);
    });
    return Math.max(0, Math.min(...each));
  }

  #refuses({ operation, answer }: Call): boolean {
    if (!answer || answer.ok) return false;
    switch (operation.kind) {
      case 'reserve':
        return same(answer.shortages, this.#shortages(demandsOfHold(operation.lines)));
      case 'commit':
      case 'release':
        return this.#refusesEnd(operation.holdId, answer);
      case 'move':
        return this.#refusesMove(operation.lines, demandsOfMove(operation.lines), answer);
      case 'set': {
        const [demands, lines] = this.#setAsMove(operation);
        return this.#refusesMove(lines, demands, answer);
      }
      default:
        return false;
    }
  }

  #refusesEnd(holdId: string, { code, state }: { code: string; state?: string }): boolean {
    const hold = this.#holds.get(holdId);
    if (!hold) return code === 'NOT_FOUND';
    return code === 'STATE_CONFLICT' && hold.state !== 'active' && hold.state === state;
  }

  #refusesMove(
    lines: readonly MoveLine[],
    demands: ReadonlyMap<LevelName, Demand>,
    answer: { shortages?: readonly Shortage[]; conflicts?: readonly Conflict[] },
  ): boolean {
    const conflicts = this.#conflicts(lines);
    if (conflicts.length > 0) return same(answer.conflicts, conflicts);
    return same(answer.shortages, this.#shortages(demands));
  }

  #shortages(demands: ReadonlyMap<LevelName, Demand>): Shortage[] {
    return [...demands].flatMap(([level, demand]) => {
      const { onHand, reserved } = this.#level(level);
      if (reserved + demand.reserved < 0)
        return [{ level, requested: -demand.reserved, available: reserved }];
      if (reserved + demand.reserved <= onHand + demand.onHand) return [];
      return [{ level, requested: demand.reserved - demand.onHand, available: onHand - reserved }];
    });
  }

  #conflicts(lines: readonly MoveLine[]): Conflict[] {
    return lines.flatMap(({ level, expected }) => {
      const current = this.#level(level).onHand;
      return expected === undefined || expected === current ? [] : [{ level, expected, current }];
    });
  }
}

const nothing: Undo = () => {};

const textOf = ({ onHand, reserved, version }: LevelFigures): string => `${onHand}/${reserved}/${version}`;

const demandsOf = <Line extends { level: LevelName }>(
  lines: readonly Line[],
  of: (line: Line) => { onHand: number; reserved: number },
): Map<LevelName, Demand> => {
  const demands = new Map<LevelName, Demand>();
  for (const line of lines) {
    const demand = demands.get(line.level) ?? { onHand: 0, reserved: 0, lines: 0 };
    const { onHand, reserved } = of(line);
    demand.onHand += onHand;
    demand.reserved += reserved;
    demand.lines += 1;
    demands.set(line.level, demand);
  }
  return demands;
};

const demandsOfHold = (lines: readonly HoldLine[]) =>
  demandsOf(lines, ({ quantity }) => ({ onHand: 0, reserved: quantity }));

const demandsOfEnd = (kind: 'commit' | 'release', lines: readonly HoldLine[]) =>
  demandsOf(lines, ({ quantity }) => ({ onHand: kind === 'commit' ? -quantity : 0, reserved: -quantity }));

const demandsOfMove = (lines: readonly MoveLine[]) =>
  demandsOf(lines, ({ change }) => ({ onHand: change, reserved: 0 }));

/** Equal as sets: the order in which an answer names levels says nothing. An empty list is no refusal. */
const same = (told: readonly object[] | undefined, true_: readonly { level: LevelName }[]): boolean => {
  if (!told || told.length === 0 || told.length !== true_.length) return false;
  const texts = (list: readonly object[]) =>
    list.map((entry) => JSON.stringify(Object.entries(entry).sort())).sort();
  return texts(told).join() === texts(true_).join();
};
