import pg from 'pg';
import { atAddressOf, openDatabase } from '../connection/index.ts';
import { appLogin } from '../migrate/app-role.ts';
import { verifyAppRole } from '../migrate/verify.ts';
import { checkDrift, checkOutbox, companiesToCheck } from './check-books.ts';
import { checkMigrations, checkWall } from './check-schema.ts';
import {
  checkActivity,
  checkClock,
  checkConnections,
  checkDurability,
  checkVersion,
} from './check-server.ts';
import { checkPooler, checkReplica } from './check-ways.ts';
import { type Finding, ok, problem, skipped } from './finding.ts';

export interface ExamineOptions {
  /** The database itself, past a pooler. */
  adminUrl: string;
  /** Where a pooler stands before it. */
  poolerUrl?: string | undefined;
  /** Where a streaming replica is. */
  replicaUrl?: string | undefined;
  /** Whether statements are to be prepared through the pooler. Default false. */
  isPrepared?: boolean | undefined;
  /** The application's own login, where it was set up by hand. */
  appUrl?: string | undefined;
  poolMax: number;
  /** API processes that share the database. */
  processes: number;
  /** The company whose books are compared; left out, the five that changed last, where one may look. */
  companyId?: string | undefined;
}

/** The longest that one statement may take: a doctor must not be what slows the patient. */
const STATEMENT_MS = 60_000;

/**
 * Looks at everything that StockFlow needs of its database, and changes nothing. Never throws: what cannot be looked at is a
 * finding, too.
 */
export async function examineDatabase(options: ExamineOptions): Promise<Finding[]> {
  const admin = new pg.Client({
    connectionString: options.adminUrl,
    application_name: 'stockflow doctor',
    connectionTimeoutMillis: 5_000,
    statement_timeout: STATEMENT_MS,
    options: '-c default_transaction_read_only=on',
  });
  admin.on('error', () => {});
  try {
    await admin.connect();
  } catch (error) {
    return [unreachable(options.adminUrl, error)];
  }
  try {
    const findings = [
      await attempt('database', () => checkVersion(admin)),
      await attempt('clock', () => checkClock(admin)),
      await attempt('durability', () => checkDurability(admin)),
      await attempt('connections', () => checkConnections(admin, options)),
      await attempt('activity', () => checkActivity(admin)),
      await attempt('migrations', () => checkMigrations(admin)),
      await attempt('row-level security', () => checkWall(admin)),
    ].flat();
    return [...findings, ...(await examineAsApp(admin, options))];
  } finally {
    await admin.end().catch(() => {});
  }
}

/** The role that the application connects as, and through it the books. */
async function examineAsApp(admin: pg.Client, options: ExamineOptions): Promise<Finding[]> {
  const login = await attempt('application role', () => checkRole(options));
  const appUrl = options.appUrl ?? appLogin(options.adminUrl);
  if (login.some(({ status }) => status !== 'ok') || appUrl === null) {
    return [...login, skipped('ledger', 'needs the application role', 'Repair what is said of it first.')];
  }
  const ways = await examineWays(admin, appUrl, options);
  const database = openDatabase({
    url: appUrl,
    poolMax: 1,
    statementTimeoutMs: STATEMENT_MS,
    applicationName: 'stockflow doctor',
  });
  try {
    const companyIds = await companiesToCheck(admin, options.companyId);
    return [
      ...login,
      ...ways,
      ...(await attempt('ledger', () => checkDrift(database, companyIds))),
      ...(await attempt('outbox', () => checkOutbox(admin, companyIds))),
    ];
  } catch (error) {
    return [...login, ...ways, failed('ledger', error)];
  } finally {
    await database.close();
  }
}

/** What stands beside the database, where something does. */
async function examineWays(admin: pg.Client, appUrl: string, options: ExamineOptions): Promise<Finding[]> {
  const { poolerUrl, replicaUrl, isPrepared = false } = options;
  const findings: Finding[] = [];
  if (poolerUrl !== undefined) {
    const url = atAddressOf(appUrl, poolerUrl);
    findings.push(...(await attempt('pooler', () => checkPooler(admin, { appUrl: url, isPrepared }))));
  }
  if (replicaUrl !== undefined) {
    const url = atAddressOf(appUrl, replicaUrl);
    findings.push(...(await attempt('replica', () => checkReplica(admin, url))));
  }
  return findings;
}

async function checkRole({ adminUrl, appUrl }: ExamineOptions): Promise<Finding> {
  const url = appUrl ?? appLogin(adminUrl);
  if (url === null) {
    return problem(
      'application role',
      'DATABASE_URL holds no password to derive that of the role from',
      'Set DATABASE_APP_URL to the URL of the role that you made.',
    );
  }
  await verifyAppRole(url);
  return ok(
    'application role',
    `${new URL(url).username} logs in, owns nothing, passes no wall and cannot change the ledger`,
  );
}

async function attempt(check: string, look: () => Promise<Finding | Finding[]>): Promise<Finding[]> {
  try {
    return [await look()].flat();
  } catch (error) {
    return [failed(check, error)];
  }
}

const failed = (check: string, error: unknown): Finding =>
  problem(check, (error as Error).message, 'Repair the cause and ask again.');

function unreachable(url: string, error: unknown): Finding {
  const host = URL.canParse(url) ? new URL(url).host : 'its address';
  const { message, code } = error as { message: string; code?: string };
  return problem(
    'database',
    `the database at ${host} cannot be reached: ${message || code}`,
    'Is it running, does DATABASE_URL name it, and does its pg_hba.conf let this machine in?',
  );
}
