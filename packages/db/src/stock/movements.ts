import {
  type DecidedMovement,
  type LevelState,
  levelKeyOf,
  type StockDecision,
  wireMoney,
} from '@stockflow/domain';
import type { Movement, StockChanged, StockLevel } from '@stockflow/schemas';
import { uuidv7 } from 'uuidv7';
import type { NewEvent } from '../event/index.ts';

/** Who moves stock: a user or an API key, by its id; or the system itself, which has none. */
export interface StockActor {
  readonly type: 'user' | 'api_key' | 'system';
  readonly id: string | null;
}

/** Who moves stock, in which request, and when. */
export interface Moving {
  readonly actor: StockActor;
  readonly requestId: string;
  readonly now: Date;
}

/** A movement as the ledger keeps it: what is told, and the request that did it. */
export type LedgerMovement = Movement & { readonly requestId: string };

/** A decided movement as the ledger will say it. */
export const movementOf = (
  { line, ...figures }: DecidedMovement,
  { actor, requestId, now }: Moving,
): LedgerMovement => ({
  id: uuidv7(),
  productId: line.productId,
  warehouseId: line.warehouseId,
  kind: line.kind,
  onHandChange: line.onHandChange,
  reservedChange: line.reservedChange,
  ...figures,
  unitCost: line.unitCost === undefined ? null : wireMoney(line.unitCost),
  reason: line.reason ?? null,
  referenceType: line.referenceType ?? null,
  referenceId: line.referenceId ?? null,
  notes: line.notes ?? null,
  actorType: actor.type,
  actorId: actor.id,
  requestId,
  occurredAt: line.occurredAt ?? now.toISOString(),
  recordedAt: now.toISOString(),
});

/** A level in wire form. */
export const levelOf = ({
  productId,
  warehouseId,
  onHand,
  reserved,
  incoming,
  version,
}: LevelState): StockLevel => ({
  productId,
  warehouseId,
  onHand,
  reserved,
  available: onHand - reserved,
  incoming,
  version,
});

/** What a write did, in wire form. */
export const changeOf = (
  movements: readonly LedgerMovement[],
  levels: readonly LevelState[],
): StockChanged => ({
  movements: movements.map(({ requestId: _, ...movement }) => movement),
  levels: levels.map(levelOf),
});

/** Nothing was ever there: a level that a line touches without a change (a set to 0) is not made. */
export const isEmpty = ({ version, incoming, onHand }: LevelState): boolean =>
  version === 0 && incoming === 0 && onHand === 0;

/** The levels that are not what they were, as the last decision left them. */
export const levelsChanged = (
  was: { get(key: string): LevelState | undefined },
  decisions: readonly StockDecision[],
): LevelState[] => {
  const levels = decisions.flatMap((decision) => (decision.accepted ? decision.levels : []));
  return [...new Map(levels.map((level) => [levelKeyOf(level), level])).entries()].flatMap(([key, level]) => {
    const before = was.get(key);
    return before === level || (!before && isEmpty(level)) ? [] : [level];
  });
};

/** Movements in one event: an import of thousands is told in several. */
const EVENT_MOVEMENTS_MAX = 100;

/** What the outbox says of movements that belong together. */
export const stockChangedEvents = (movements: readonly LedgerMovement[]): NewEvent[] => {
  const [first] = movements;
  if (!first) return [];
  const events: NewEvent[] = [];
  for (let at = 0; at < movements.length; at += EVENT_MOVEMENTS_MAX) {
    events.push({
      type: 'stock.changed',
      data: {
        movements: movements.slice(at, at + EVENT_MOVEMENTS_MAX).map((movement) => ({
          productId: movement.productId,
          warehouseId: movement.warehouseId,
          kind: movement.kind,
          sequence: movement.sequence,
          onHandChange: movement.onHandChange,
          reservedChange: movement.reservedChange,
          onHandAfter: movement.onHandAfter,
          reservedAfter: movement.reservedAfter,
        })),
        referenceType: first.referenceType,
        referenceId: first.referenceId,
        actorType: first.actorType,
        actorId: first.actorId,
      },
    });
  }
  return events;
};
