import { refuse } from '@stockflow/domain';
import type { Company } from '@stockflow/schemas';
import { markThresholds } from '../alert/mark-thresholds.ts';
import type { CompanyTransaction } from '../connection/index.ts';

type CompanyRow = Omit<Company, 'createdAt' | 'updatedAt'> & { createdAt: Date; updatedAt: Date };

/** What of a company can be set; by the names of the wire. */
export interface CompanyFields {
  name: string;
  email: string;
  phone: string | null;
  address: Company['address'];
  defaultLowStockThreshold: number;
  recentSalesWindowDays: number;
  criticalDays: number;
  reviewPeriodDays: number;
  alertHysteresis: number;
  currency: string;
  timeZone: string;
}

/** Changes to a company: undefined leaves a field, null clears it. */
export type CompanyChanges = { [Field in keyof CompanyFields]?: CompanyFields[Field] | undefined };

const COLUMN_OF: Record<keyof CompanyFields, string> = {
  name: 'name',
  email: 'email',
  phone: 'phone',
  address: 'address',
  defaultLowStockThreshold: 'default_low_stock_threshold',
  recentSalesWindowDays: 'recent_sales_window_days',
  criticalDays: 'critical_days',
  reviewPeriodDays: 'review_period_days',
  alertHysteresis: 'alert_hysteresis',
  currency: 'currency',
  timeZone: 'time_zone',
};

const FIELDS = Object.entries(COLUMN_OF).map(([field, column]) => `${column} as "${field}"`);
const COLUMNS = `id, ${FIELDS.join(', ')}, version, created_at as "createdAt", updated_at as "updatedAt"`;

const toCompany = ([row]: CompanyRow[]): Company => {
  if (!row) throw new Error('a company whose transaction this is has no row');
  return { ...row, createdAt: row.createdAt.toISOString(), updatedAt: row.updatedAt.toISOString() };
};

/** Adds the company whose transaction this is; false when there is one with this id already. */
export const insertCompany = async (
  tx: CompanyTransaction,
  company: Pick<CompanyFields, 'name' | 'email' | 'currency' | 'timeZone'>,
  now: Date,
): Promise<boolean> => {
  const inserted = await tx.query<{ id: string }>({
    name: 'company-insert',
    text: `insert into companies (id, name, email, currency, time_zone, created_at, updated_at)
           values ($1, $2, $3, $4, $5, $6, $6) on conflict (id) do nothing returning id`,
    values: [tx.companyId, company.name, company.email, company.currency, company.timeZone, now],
  });
  return inserted.length === 1;
};

/** The company whose transaction this is. */
export const readCompany = async (tx: CompanyTransaction): Promise<Company> =>
  toCompany(
    await tx.query<CompanyRow>({
      name: 'company-read',
      text: `select ${COLUMNS} from companies where id = $1`,
      values: [tx.companyId],
    }),
  );

/** The company under lock (`no key`: new rows that point at it are not held up). */
export const lockCompany = async (tx: CompanyTransaction): Promise<Company> =>
  toCompany(
    await tx.query<CompanyRow>({
      name: 'company-lock',
      text: `select ${COLUMNS} from companies where id = $1 for no key update`,
      values: [tx.companyId],
    }),
  );

/** Refuses with VERSION_CONFLICT and the current figure when the company is not the one that was read. */
export const expectCompanyVersion = (company: Company, expected: number | undefined): void => {
  if (expected === undefined || expected === company.version) return;
  throw refuse('VERSION_CONFLICT', { conflicts: [{ id: company.id, expected, current: company.version }] });
};

const stored = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : value;

interface CompanyUpdate {
  /** As it is under the lock. */
  readonly company: Company;
  readonly changes: CompanyChanges;
  readonly now: Date;
}

/** Changes the company, which the caller has locked. Without changes nothing happens, and the version stays. */
export const updateCompanyRow = async (
  tx: CompanyTransaction,
  { company, changes, now }: CompanyUpdate,
): Promise<Company> => {
  const fields = (Object.keys(COLUMN_OF) as (keyof CompanyFields)[]).filter(
    (field) => changes[field] !== undefined,
  );
  if (fields.length === 0) return company;
  const sets = fields.map((field, index) => `${COLUMN_OF[field]} = $${index + 3}`);
  const changed = toCompany(
    await tx.query<CompanyRow>({
      text: `update companies set version = version + 1, updated_at = $2, ${sets.join(', ')}
             where id = $1 returning ${COLUMNS}`,
      values: [tx.companyId, now, ...fields.map((field) => stored(changes[field]))],
    }),
  );
  const isOther =
    changed.defaultLowStockThreshold !== company.defaultLowStockThreshold ||
    changed.alertHysteresis !== company.alertHysteresis;
  if (isOther) markThresholds(tx, [{ scope: 'company', id: company.id }]);
  return changed;
};

/** Closes the company, which the caller has locked. */
export const closeCompanyRow = async (tx: CompanyTransaction, now: Date): Promise<void> => {
  await tx.execute({
    name: 'company-close',
    text: `update companies set closed_at = $2, updated_at = $2, version = version + 1
           where id = $1 and closed_at is null`,
    values: [tx.companyId, now],
  });
};
