import type { AlertTurn, LevelKey } from '@stockflow/domain';
import { type CompanyTransaction, type Database, type Statement, uuidArray } from '../connection/index.ts';
import { lockPlain, type PlaceRow } from '../stock/engine/lock-places.ts';
import { settle } from '../stock/settle.ts';
import { type RewatchedLevel, rememberedOf, SYSTEM, writeRewatched } from './rewatch-levels.ts';

/** Alerts that are woken in one transaction. */
const WAKE_MAX = 200;

/** A snoozed alert whose time may be up, and the level that it is of. */
interface Snoozed extends LevelKey {
  readonly alertId: string;
}

/**
 * Wakes snoozed alerts whose time is up by the database's clock, in transactions of at most 200: levels locked first, in the
 * order of their key, then the alerts; what is due is asked again under the lock. Answers when the next one is due, or
 * null. Nothing depends on it: a snooze whose time is up counts as over wherever alerts are read.
 */
export const wakeSnoozed = async (database: Database, companyId: string): Promise<Date | null> => {
  for (;;) {
    const due = await database.readInCompany<Snoozed>(companyId, dueSnoozes(companyId));
    if (due.length > 0) await wake(database, companyId, due);
    if (due.length < WAKE_MAX) break;
  }
  const [next] = await database.readInCompany<{ at: Date | null }>(companyId, nextSnooze(companyId));
  return next?.at ?? null;
};

const wake = (database: Database, companyId: string, due: readonly Snoozed[]): Promise<void> =>
  database.inCompany(companyId, async (tx) => {
    const [levels, alerts] = await settle<[PlaceRow[], Snoozed[]]>([lockPlain(tx, due), lockDue(tx, due)]);
    const levelOf = new Map(levels.map((row) => [`${row.productId}/${row.warehouseId}`, rememberedOf(row)]));
    const woken = alerts.map(({ alertId, productId, warehouseId }): RewatchedLevel => {
      const level = levelOf.get(`${productId}/${warehouseId}`);
      if (!level) throw new Error('a snoozed alert is of a level that is not there');
      const { alert } = level;
      const turn: AlertTurn = {
        kind: 'woken',
        alertId,
        productId,
        warehouseId,
        isNew: false,
        available: level.onHand - level.reserved,
        threshold: alert.threshold,
      };
      return { productId, warehouseId, alert: { ...alert, wakeBelow: null }, turn };
    });
    writeRewatched(tx, woken, { actor: SYSTEM, requestId: 'snooze', now: new Date() });
  });

/** Reads the company's snoozed alerts along the index by state: there are few. */
const dueSnoozes = (companyId: string): Statement => ({
  name: 'snoozes-due',
  text: `select id as "alertId", product_id as "productId", warehouse_id as "warehouseId"
         from alerts
         where company_id = $1 and state = 'snoozed' and snoozed_until <= clock_timestamp()
         order by snoozed_until
         limit ${WAKE_MAX}`,
  values: [companyId],
});

const nextSnooze = (companyId: string): Statement => ({
  name: 'snoozes-next',
  text: `select min(snoozed_until) as at from alerts
         where company_id = $1 and state = 'snoozed' and snoozed_until is not null`,
  values: [companyId],
});

const lockDue = (tx: CompanyTransaction, due: readonly Snoozed[]): Promise<Snoozed[]> =>
  tx.query<Snoozed>({
    name: 'snoozes-lock',
    text: `select id as "alertId", product_id as "productId", warehouse_id as "warehouseId"
           from alerts
           where company_id = $1 and id = any($2::uuid[]) and state = 'snoozed'
             and snoozed_until <= clock_timestamp()
           order by id
           for no key update`,
    values: [tx.companyId, uuidArray(due.map(({ alertId }) => alertId))],
  });
