import type pg from 'pg';
import { compareAlerts } from '../alert/index.ts';
import type { Database } from '../connection/index.ts';
import { type VerifyRow, verifyLedgerStatement } from '../stock/index.ts';
import { type Finding, ok, problem, skipped, warning } from './finding.ts';

/** Companies that are looked into when none is named: those that changed last. */
const SAMPLE = 5;
/** Events that nobody has read. */
const UNREAD_WARNING = 100_000;

/**
 * The companies to look into: the named one, else those with the newest events, which only a superuser can list. Null when
 * nobody may look across companies.
 */
export const companiesToCheck = async (
  admin: pg.Client,
  companyId: string | undefined,
): Promise<string[] | null> => {
  if (companyId !== undefined) return [companyId];
  const { rows: who } = await admin.query<{ may: boolean }>(
    'select rolsuper or rolbypassrls as may from pg_roles where rolname = current_user',
  );
  if (!who[0]?.may) return null;
  const { rows } = await admin.query<{ id: string }>(
    `select c.id from companies c
     order by (select e.id from outbox_events e where e.company_id = c.id order by e.id desc limit 1) desc nulls last
     limit ${SAMPLE}`,
  );
  return rows.map(({ id }) => id);
};

const notAllowed = (check: string): Finding =>
  skipped(
    check,
    'the user of DATABASE_URL may not look across companies, as it should be',
    'Name one: npm run doctor -- --company ID',
  );

/** Do levels equal their ledgers, and what is kept for alerts the books? */
export const checkDrift = async (
  database: Database,
  companyIds: readonly string[] | null,
): Promise<Finding[]> => {
  if (companyIds === null) return [notAllowed('ledger'), notAllowed('alerts')];
  let levels = 0;
  let movements = 0;
  const drifting: string[] = [];
  const stale: string[] = [];
  for (const companyId of companyIds) {
    const [found] = await database.readInCompany<VerifyRow>(companyId, verifyLedgerStatement(companyId, {}));
    levels += found?.levelsChecked ?? 0;
    movements += found?.movementsChecked ?? 0;
    if (found && found.driftCount > 0) drifting.push(`${companyId}: ${found.driftCount}`);
    const kept = await database.inCompany(companyId, (tx) => compareAlerts(tx, new Date(), 1));
    const count = kept.demand.drifting + kept.levels.drifting;
    if (count > 0) stale.push(`${companyId}: ${count}`);
  }
  const of = `${companyIds.length} ${companyIds.length === 1 ? 'company' : 'companies'}`;
  return [
    drifting.length === 0
      ? ok('ledger', `${levels} levels of ${of} equal the ${movements} movements of their ledger`)
      : problem(
          'ledger',
          `levels that are not what their ledger says: ${drifting.join(', ')}`,
          'Look with inventory.verify before anything else; inventory.repair makes it right by a movement.',
        ),
    stale.length === 0
      ? ok('alerts', `what is kept for alerts of ${of} is what the books say`)
      : warning(
          'alerts',
          `levels or days of demand to be made right: ${stale.join(', ')}`,
          'The nightly comparison does it; at once: alerts.reconcile with repair.',
        ),
  ];
};

/** Are events being read? */
export const checkOutbox = async (
  admin: pg.Client,
  companyIds: readonly string[] | null,
): Promise<Finding> => {
  if (companyIds === null) return notAllowed('outbox');
  let unread = 0;
  let oldest: Date | null = null;
  for (const companyId of companyIds) {
    await admin.query(`begin read only; set local app.company_id = '${companyId}'`);
    const { rows } = await admin.query<{ unread: number; oldest: Date | null }>(
      `select count(*)::int as unread, min(occurred_at) as oldest
       from outbox_events where company_id = $1 and sequence is null`,
      [companyId],
    );
    await admin.query('commit');
    const [row] = rows;
    unread += row?.unread ?? 0;
    if (row?.oldest && (oldest === null || row.oldest < oldest)) oldest = row.oldest;
  }
  const since = oldest ? `, the oldest of ${oldest.toISOString()}` : '';
  const found = `${unread} events that nobody has read${since}`;
  return unread < UNREAD_WARNING
    ? ok('outbox', found)
    : warning(
        'outbox',
        found,
        'Whoever follows events.list has stopped, or there is nobody: read them, or leave them.',
      );
};
