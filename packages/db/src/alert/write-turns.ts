import type { AlertTurn } from '@stockflow/domain';
import { uuidv7 } from 'uuidv7';
import type { CompanyTransaction, Statement } from '../connection/index.ts';
import type { NewEvent } from '../event/index.ts';

/** Who turned alerts, in which request, and when. */
export interface Turning {
  readonly actor: { readonly type: 'user' | 'api_key' | 'system'; readonly id: string | null };
  readonly requestId: string;
  readonly now: Date;
}

/** What became of an alert, with whose doing it was. */
export type TurnedAlert = AlertTurn & Turning;

/** The state after each kind of turn. */
const STATE_AFTER = { opened: 'open', woken: 'open', resolved: 'resolved' } as const;

/** What the outbox says of turns. */
export const alertEvents = (turns: readonly AlertTurn[], { actor }: Pick<Turning, 'actor'>): NewEvent[] =>
  turns.map((turn) => ({
    type: `alert.${turn.kind}` as const,
    data: {
      alertId: turn.alertId,
      productId: turn.productId,
      warehouseId: turn.warehouseId,
      state: STATE_AFTER[turn.kind],
      available: turn.available,
      threshold: turn.threshold,
      ...(turn.kind === 'opened' && { reopened: !turn.isNew }),
      ...(turn.kind === 'resolved' && { resolution: turn.resolution ?? 'recovered' }),
      actorType: actor.type,
      actorId: actor.id,
    },
  }));

/**
 * Writes turns, in their order, as parts of the statement that appends to the ledger: the alerts as they are after the last
 * turn, and a row of history for each. The levels are locked, so nobody else turns these alerts.
 */
export const turnParts = (companyId: string, turns: readonly TurnedAlert[]): Statement[] => {
  if (turns.length === 0) return [];
  const ofAlert = new Map<string, TurnedAlert[]>();
  for (const turn of turns) ofAlert.set(turn.alertId, [...(ofAlert.get(turn.alertId) ?? []), turn]);
  const rows = [...ofAlert.values()].map(alertRow);
  const made = rows.filter(({ isNew }) => isNew);
  const known = rows.filter(({ isNew }) => !isNew);
  return [
    ...(made.length > 0 ? [insertAlerts(companyId, made)] : []),
    ...(known.length > 0 ? [updateAlerts(companyId, known)] : []),
    insertChanges(companyId, turns),
  ];
};

/** Tells whoever listens that alerts of this company changed. Sent with COMMIT, and heard only if that succeeds. */
export const notifyOfAlerts = (tx: CompanyTransaction): void =>
  tx.atCommit({
    name: 'alerts-notify',
    text: `select pg_notify('${ALERTS_CHANNEL}', $1)`,
    values: [tx.companyId],
  });

/** Where `notifyOfAlerts` speaks; the payload is the company's id. */
export const ALERTS_CHANNEL = 'stockflow_alerts';

const alertRow = (turns: readonly TurnedAlert[]) => {
  const last = turns.at(-1);
  if (!last) throw new Error('an alert without a turn was to be written');
  const opened = turns.findLast(({ kind }) => kind === 'opened');
  return {
    isNew: turns.some(({ isNew }) => isNew),
    id: last.alertId,
    product: last.productId,
    warehouse: last.warehouseId,
    state: STATE_AFTER[last.kind],
    openings: turns.filter(({ kind }) => kind === 'opened').length,
    opened_at: opened?.now,
    opened_available: opened?.available,
    opened_threshold: opened?.threshold ?? undefined,
    resolved_at: last.kind === 'resolved' ? last.now : undefined,
    resolution: last.kind === 'resolved' ? (last.resolution ?? 'recovered') : undefined,
    at: last.now,
  };
};

type AlertRow = ReturnType<typeof alertRow>;

const ALERT_ROW = `alert (id uuid, product uuid, warehouse uuid, state text, openings integer, opened_at timestamptz,
               opened_available integer, opened_threshold integer, resolved_at timestamptz, resolution text, at timestamptz)`;

// Short names: those of all parts of a statement are joined, and PostgreSQL keeps 63 characters.
const insertAlerts = (companyId: string, rows: readonly AlertRow[]): Statement => ({
  name: 'am',
  text: `insert into alerts (company_id, id, product_id, warehouse_id, state, openings, opened_at, opened_available,
                             opened_threshold, resolved_at, resolution, updated_at)
         select $1, id, product, warehouse, state, openings, opened_at, opened_available, opened_threshold, resolved_at,
                resolution, at
         from json_to_recordset($2::json) as ${ALERT_ROW}`,
  values: [companyId, JSON.stringify(rows)],
});

// What a person made of it belongs to one opening; whose task it is stays.
const updateAlerts = (companyId: string, rows: readonly AlertRow[]): Statement => ({
  name: 'at',
  text: `update alerts set
           state = turned.state, openings = alerts.openings + turned.openings,
           opened_at = coalesce(turned.opened_at, alerts.opened_at),
           opened_available = coalesce(turned.opened_available, alerts.opened_available),
           opened_threshold = coalesce(turned.opened_threshold, alerts.opened_threshold),
           acknowledged_at = case when turned.openings = 0 then alerts.acknowledged_at end,
           snoozed_until = null, snoozed_until_worse = false,
           resolved_at = turned.resolved_at, resolution = turned.resolution, resolution_notes = null,
           version = alerts.version + 1, updated_at = turned.at
         from (select alert.* from json_to_recordset($2::json) as ${ALERT_ROW}) as turned
         where alerts.company_id = $1 and alerts.id = turned.id`,
  values: [companyId, JSON.stringify(rows)],
});

const insertChanges = (companyId: string, turns: readonly TurnedAlert[]): Statement => ({
  name: 'ac',
  text: `insert into alert_changes (company_id, alert_id, id, kind, state, available, threshold, resolution, actor_type,
                                    actor_id, request_id, at)
         select $1, alert, id, kind, state, available, threshold, resolution, actor_type, actor, request, at
         from json_to_recordset($2::json) as change (
           alert uuid, id uuid, kind text, state text, available integer, threshold integer, resolution text,
           actor_type text, actor uuid, request text, at timestamptz)`,
  values: [companyId, JSON.stringify(turns.map(changeRow))],
});

const changeRow = (turn: TurnedAlert) => ({
  alert: turn.alertId,
  id: uuidv7(),
  kind: turn.kind,
  state: STATE_AFTER[turn.kind],
  available: turn.available,
  threshold: turn.threshold ?? undefined,
  resolution: turn.kind === 'resolved' ? (turn.resolution ?? 'recovered') : undefined,
  actor_type: turn.actor.type,
  actor: turn.actor.id ?? undefined,
  request: turn.requestId,
  at: turn.now,
});
