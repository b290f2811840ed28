import {
  type AlertAsk,
  changeOfAlert,
  levelKeyOf,
  notFound,
  type RememberedLevel,
  refuseAlertVersion,
  refuseSnooze,
  wokenAlert,
} from '@stockflow/domain';
import { readActive } from '../catalogue/references.ts';
import { type CompanyTransaction, uuidArray } from '../connection/index.ts';
import { lockPlain, type PlaceRow } from '../stock/engine/lock-places.ts';
import { settle } from '../stock/settle.ts';
import { ALERT, type AlertRow, isDueAt } from './alert-row.ts';
import { rememberedOf, SYSTEM } from './rewatch-levels.ts';
import { type AlertStep, writeSteps } from './write-steps.ts';
import type { Turning } from './write-turns.ts';

/** What a person asks of alerts. */
export interface AlertsAsked extends Turning {
  readonly alertIds: readonly string[];
  readonly ask: AlertAsk;
  /** The person's words to it. */
  readonly notes: string | null;
  /** Of one alert. */
  readonly expectedVersion: number | undefined;
}

type LockedAlert = AlertRow & { readonly isDue: boolean; readonly clock: Date };

/**
 * Does to alerts what a person asks, to all of them or to none; answers them in the order in which they were named.
 * Walk: which levels they are of (that never changes); the levels are locked in the order of their key and then the
 * alerts, in one flush, so neither the stock kernel nor another person turns them meanwhile; the rule decides; levels,
 * alerts, history and events are written with COMMIT. A snooze whose time is up by the database's clock has ended, though
 * nobody has written it: that is written first.
 * Refuses: NOT_FOUND for an unknown or foreign id; VALIDATION_FAILED for a snooze that ends in the past or too late;
 * VERSION_CONFLICT; STATE_CONFLICT.
 * @example await changeAlerts(tx, { alertIds, ask: { kind: 'acknowledge' }, notes: null, actor, requestId, now })
 */
export const changeAlerts = async (tx: CompanyTransaction, asked: AlertsAsked): Promise<AlertRow[]> => {
  const { ask, now, expectedVersion } = asked;
  const { alerts, levels } = await lockAlerts(tx, asked.alertIds);
  const [first] = alerts.values();
  if (ask.kind === 'snooze' && first) refuseSnooze(ask.until, first.clock);
  const steps: AlertStep[] = [];
  const after = asked.alertIds.map((id) => {
    const { isDue, clock: _, ...row } = alerts.get(id) ?? missing();
    const { alert: memory, ...level } = levels.get(levelKeyOf(row)) ?? missing();
    const available = level.onHand - level.reserved;
    const at = { now, available, threshold: memory.threshold, level: memory };
    const alert: AlertRow = isDue ? { ...wokenAlert(row), updatedAt: now } : row;
    refuseAlertVersion(alert, expectedVersion);
    const memoryNow = { phase: memory.phase, wakeBelow: isDue ? null : memory.wakeBelow };
    if (isDue) {
      const by = { actor: SYSTEM, requestId: asked.requestId, notes: null };
      steps.push({ ...at, ...by, kind: 'woken', alert, remembers: memoryNow });
    }
    const change = changeOfAlert(alert, ask, { ...memoryNow, available, now });
    if (!change) return alert;
    const changed = { ...change.alert, updatedAt: now };
    const { actor, requestId, notes } = asked;
    steps.push({
      ...at,
      actor,
      requestId,
      notes,
      kind: change.kind,
      alert: changed,
      remembers: change.level,
    });
    return changed;
  });
  writeSteps(tx, steps, now);
  return after;
};

const missing = (): never => {
  throw new Error('an alert or its level is gone between two statements of one transaction');
};

/** Alerts by id and their levels by key, all of them locked: levels first. */
const lockAlerts = async (
  tx: CompanyTransaction,
  alertIds: readonly string[],
): Promise<{ alerts: Map<string, LockedAlert>; levels: Map<string, RememberedLevel> }> => {
  const ids = uuidArray([...alertIds]);
  const keys = await tx.query<{ productId: string; warehouseId: string }>({
    name: 'alerts-levels',
    text: `select product_id as "productId", warehouse_id as "warehouseId" from alerts
           where company_id = $1 and id = any($2::uuid[])`,
    values: [tx.companyId, ids],
  });
  if (keys.length < alertIds.length) throw notFound('alert');
  const [places, rows] = await settle<[PlaceRow[], LockedAlert[]]>([
    lockPlain(tx, keys),
    tx.query<LockedAlert>({
      name: 'alerts-lock',
      text: `select ${ALERT}, ${isDueAt('clock_timestamp()')} as "isDue", clock_timestamp() as clock from alerts a
             where a.company_id = $1 and a.id = any($2::uuid[])
             order by a.id
             for no key update`,
      values: [tx.companyId, ids],
    }),
  ]);
  return {
    alerts: new Map(rows.map((row) => [row.id, row])),
    levels: new Map(places.map(rememberedOf).map((level) => [levelKeyOf(level), level])),
  };
};

/** True when alerts may be given to this user: one of the company who may sign in. */
export const isActiveUser = async (tx: CompanyTransaction, userId: string): Promise<boolean> =>
  (await readActive(tx, 'users', [userId])).get(userId) === true;
