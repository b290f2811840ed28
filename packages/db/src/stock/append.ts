import { type AlertTurn, type LevelKey, type LevelState, levelKeyOf } from '@stockflow/domain';
import { figuresOver } from '../alert/figures.ts';
import { notifyOfAlerts, turnParts } from '../alert/write-turns.ts';
import type { CompanyTransaction, Statement } from '../connection/index.ts';
import type { LedgerMovement, Moving } from './movements.ts';
import { oneStatement } from './one-statement.ts';

interface Appended {
  readonly movements: readonly LedgerMovement[];
  /** The levels that moved, as they are after the last movement. */
  readonly levels: readonly LevelState[];
  /** What they did to alerts. */
  readonly turns: readonly AlertTurn[];
  readonly moving: Moving;
  /** Levels whose demand changes besides, whether or not they move. */
  readonly demandOf?: readonly LevelKey[] | undefined;
}

/**
 * Appends movements to the ledger and sets the levels to what they came to: the only one that writes either table. The
 * levels are locked, so what was decided over them still holds.
 *
 * Levels are written by INSERT … ON CONFLICT although they are there: it finds each by the primary key whatever the
 * statistics say (2,000 levels: 31 ms; UPDATE … FROM 24 ms, with a plan that is only as good as they are).
 */
export const appendParts = (
  companyId: string,
  {
    movements,
    levels,
    now,
    demandOf = [],
  }: Pick<Appended, 'movements' | 'levels' | 'demandOf'> & { readonly now: Date },
): Statement[] => {
  const over = [...lowLevels(levels, movements), ...demandOf];
  return [
    ...(movements.length > 0 ? [ledgerPart(companyId, movements)] : []),
    levelsPart(companyId, levels, now),
    ...(over.length > 0 ? [figuresOver(companyId, over)] : []),
  ];
};

/** Those that are low, or were before one of the movements: what the low-stock list keeps of them is over. */
const lowLevels = (levels: readonly LevelState[], movements: readonly LedgerMovement[]): LevelKey[] => {
  const watched = new Map(levels.flatMap((level) => (level.alert ? [[levelKeyOf(level), level.alert]] : [])));
  const low = levels.filter(({ alert, onHand, reserved }) => alert && onHand - reserved <= alert.threshold);
  const wasLow = movements.filter((movement) => {
    const alert = watched.get(levelKeyOf(movement));
    return alert && movement.onHandBefore - movement.reservedBefore <= alert.threshold;
  });
  return [...low, ...wasLow];
};

/**
 * Appends as above with what that did to alerts, in one statement that is sent with COMMIT: what reads levels or ledger later in the transaction does
 * not see it.
 */
export const append = (tx: CompanyTransaction, { turns, moving, ...appended }: Appended): void => {
  const { actor, requestId, now } = moving;
  const turned = turns.map((turn) => ({ ...turn, actor, requestId, now }));
  const parts = [...appendParts(tx.companyId, { ...appended, now }), ...turnParts(tx.companyId, turned)];
  tx.atCommit(oneStatement(tx.companyId, parts));
  if (turns.length > 0) notifyOfAlerts(tx);
};

const ledgerPart = (companyId: string, movements: readonly LedgerMovement[]): Statement => ({
  name: 'ledger',
  text: `insert into inventory_history (
               company_id, product_id, warehouse_id, sequence, id, kind, on_hand_change, reserved_change,
               on_hand_before, on_hand_after, reserved_before, reserved_after, unit_cost, reason, reference_type,
               reference_id, notes, actor_type, actor_id, request_id, occurred_at, recorded_at)
             select $1, product, warehouse, seq, id, kind, on_hand, reserved, on_hand_before, on_hand_before + on_hand,
                    reserved_before, reserved_before + reserved, cost, reason, ref_type, ref, notes, actor_type, actor,
                    request, at, recorded
             from json_to_recordset($2::json) as movement (
               product uuid, warehouse uuid, seq integer, id uuid, kind movement_kind, on_hand integer, reserved integer,
               on_hand_before integer, reserved_before integer, cost numeric, reason text, ref_type text, ref uuid,
               notes text, actor_type text, actor uuid, request text, at timestamptz, recorded timestamptz)`,
  values: [companyId, JSON.stringify(movements.map(ledgerRow))],
});

/** Short names, nothing that is null, nothing that follows: half of what an append costs is the text of its movements. */
const ledgerRow = (movement: LedgerMovement) => ({
  product: movement.productId,
  warehouse: movement.warehouseId,
  seq: movement.sequence,
  id: movement.id,
  kind: movement.kind,
  on_hand: movement.onHandChange,
  reserved: movement.reservedChange,
  on_hand_before: movement.onHandBefore,
  reserved_before: movement.reservedBefore,
  cost: movement.unitCost ?? undefined,
  reason: movement.reason ?? undefined,
  ref_type: movement.referenceType ?? undefined,
  ref: movement.referenceId ?? undefined,
  notes: movement.notes ?? undefined,
  actor_type: movement.actorType,
  actor: movement.actorId ?? undefined,
  request: movement.requestId,
  at: movement.occurredAt,
  recorded: movement.recordedAt,
});

const levelsPart = (companyId: string, levels: readonly LevelState[], now: Date): Statement => ({
  name: 'levels',
  text: `insert into inventory as level (
             company_id, product_id, warehouse_id, on_hand, reserved, incoming, version, average_cost, last_cost,
             alert_id, alert_phase, alert_wake_below, updated_at)
           select $1, product, warehouse, on_hand, reserved, incoming, version, average, last, alert, phase, wake, $3
           from json_to_recordset($2::json) as after (
             product uuid, warehouse uuid, on_hand integer, reserved integer, incoming integer, version integer,
             average numeric, last numeric, alert uuid, phase text, wake integer)
           on conflict (company_id, product_id, warehouse_id) do update
             set on_hand = excluded.on_hand, reserved = excluded.reserved, incoming = excluded.incoming, version = excluded.version,
                 average_cost = excluded.average_cost, last_cost = excluded.last_cost, updated_at = excluded.updated_at,
                 alert_id = coalesce(excluded.alert_id, level.alert_id), alert_phase = excluded.alert_phase,
                 alert_wake_below = excluded.alert_wake_below`,
  values: [companyId, JSON.stringify(levels.map(levelRow)), now],
});

const levelRow = (level: LevelState) => ({
  product: level.productId,
  warehouse: level.warehouseId,
  on_hand: level.onHand,
  reserved: level.reserved,
  incoming: level.incoming,
  version: level.version,
  average: level.averageCost ?? undefined,
  last: level.lastCost ?? undefined,
  alert: level.alert?.id ?? undefined,
  phase: level.alert?.phase ?? undefined,
  wake: level.alert?.wakeBelow ?? undefined,
});
