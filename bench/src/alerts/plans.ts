import { randomUUID } from 'node:crypto';
import { type Database, keepFigures, openDatabase, type Statement } from '@stockflow/db';
import { type KeepOptions, keptData } from './data/cache.ts';
import type { MadeCompany } from './data/generate.ts';
import { doorsOf } from './doors.ts';
import { recording, type Sent } from './recording.ts';

/** How PostgreSQL would run a statement, as the application's role behind the wall. */
export interface PlanFound {
  /** The statement's name. */
  readonly statement: string;
  /** For these values, or for any: the plan that a prepared statement has from its sixth run on if it is no dearer. */
  readonly plan: 'custom' | 'generic';
  /** Tables and indexes that are read from end to end, and are not small. There shall be none. */
  readonly scanned: readonly string[];
  /** Tables and indexes that would still be read from end to end if they were large: nothing finds their rows. None either. */
  readonly unfound: readonly string[];
  /**
   * Tables of a few pages that are read from end to end because that is cheaper than an index, with their pages: allowed, for
   * `unfound` says that PostgreSQL has an index for when they grow.
   */
  readonly small: readonly string[];
  /** Indexes that are read by the company alone: all of its rows, or of a partial index all that are in it. For the reader to judge. */
  readonly companyWide: readonly string[];
  /** All tables without an index, and all indexes, that are read. */
  readonly reads: readonly string[];
}

/** Pages of 8 kB up to which a table is small: one index look-up reads two to four. */
const SMALL_PAGES = 16;

/** A node of `EXPLAIN (FORMAT JSON)`, as far as it is looked at. */
interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Plans?: readonly PlanNode[];
}

/**
 * Plans of every statement that the alerts' doors, what keeps their figures, and a sale that turns an alert send: gathered
 * while they are called, then explained. The sale is real, and is given back by a receipt.
 */
export const alertPlans = async (options: KeepOptions): Promise<PlanFound[]> => {
  const kept = await keptData(options);
  const database = openDatabase({ url: kept.appUrl, poolMax: 3, statementTimeoutMs: 600_000 });
  try {
    const [company] = kept.data.companies;
    if (!company) throw new Error('the data has no company');
    return await plansOf(database, company, new Date(kept.data.now));
  } finally {
    await database.close();
    await kept.close();
  }
};

/** The plans of one company's alert statements. */
export const plansOf = async (database: Database, company: MadeCompany, now: Date): Promise<PlanFound[]> => {
  const sent = new Map<string, Sent>();
  const spied = recording(database, (statement) => sent.set(statement.name ?? statement.text, statement));
  const doors = await doorsOf(database, company, now, spied);
  await useAlerts(doors);
  await whilePending(database, company, () => doors.alerts.lowStock({ limit: 10 }));
  await keepFigures(spied, company.id, now);
  await turnAnAlert(doors, database, company);
  const found: PlanFound[] = [];
  for (const statement of sent.values()) {
    if (!isExplained(statement)) continue;
    for (const plan of ['custom', 'generic'] as const) found.push(await explained(database, statement, plan));
  }
  return found;
};

type Doors = Awaited<ReturnType<typeof doorsOf>>;

/** What alerts are used for. A door that comes is called here, and its statements are looked at. */
const useAlerts = async (doors: Doors): Promise<void> => {
  const first = await doors.alerts.lowStock({ limit: 10 });
  const [alert] = first.alerts;
  if (!alert || first.nextCursor === null) throw new Error('the data has too few alerts');
  await doors.alerts.lowStock({ limit: 10, cursor: first.nextCursor });
  const suppliers = first.alerts.flatMap(({ supplier }) => (supplier ? [supplier.id] : []));
  const { items: categories } = await doors.categories.list({ limit: 5 });
  await doors.alerts.lowStock({
    limit: 10,
    demand: 'any',
    severity: 'critical',
    recentSalesDays: 30,
    warehouseIds: [alert.warehouse.id],
    categoryIds: categories.map(({ id }) => id),
    supplierIds: suppliers.slice(0, 3),
  });
};

/** As it is between a change of thresholds and the moment when every level knows of it: the list goes by the thresholds. */
const whilePending = async (
  database: Database,
  { id }: MadeCompany,
  work: () => Promise<unknown>,
): Promise<void> => {
  const pending = (text: string) => database.inCompany(id, (tx) => tx.execute({ text, values: [id] }));
  await pending(`insert into threshold_changes (company_id, scope, scope_id, id, requested_at)
                 values ($1, 'company', $1, gen_random_uuid(), now())`);
  try {
    await work();
  } finally {
    await pending('delete from threshold_changes where company_id = $1');
  }
};

/** A sale that takes all that a level has, and a receipt that gives it back: the alert opens and ends. */
const turnAnAlert = async (doors: Doors, database: Database, { id }: MadeCompany): Promise<void> => {
  const [level] = await database.readInCompany<{ productId: string; warehouseId: string; quantity: number }>(
    id,
    {
      text: `select product_id as "productId", warehouse_id as "warehouseId", on_hand as quantity
           from inventory where company_id = $1 and alert_threshold is not null and not is_low
           order by on_hand, product_id limit 1`,
      values: [id],
    },
  );
  if (!level) throw new Error('the data has no level with stock');
  const sale = await doors.sales.create({ idempotencyKey: randomUUID(), lines: [level] });
  await doors.sales.complete({ idempotencyKey: randomUUID(), saleId: sale.id });
  await doors.inventory.receive({ idempotencyKey: randomUUID(), lines: [level] });
};

/** Reading and writing rows; not what only locks or notifies, which has no plan to speak of. */
const isExplained = ({ text }: Statement): boolean => /^\s*(with|select|insert|update|delete)\b/i.test(text);

/** Explains a statement as it is, and as it were if a scan were to be avoided at all cost. */
export const explained = async (
  database: Database,
  sent: Sent,
  plan: PlanFound['plan'],
): Promise<PlanFound> => {
  const asIs = await explain(database, sent, { plan });
  const whole = asIs.filter(isWhole);
  const isSmall = ({ pages }: Read) => pages <= SMALL_PAGES;
  const withoutScans = await explain(database, sent, { plan, mayScan: false });
  return {
    statement: sent.name ?? sent.text,
    plan,
    scanned: named(whole.filter((read) => !isSmall(read))),
    unfound: named(withoutScans.filter(isWhole)),
    small: named(whole.filter(isSmall)).map(
      (name) => `${name} (${asIs.find((read) => read.name === name)?.pages})`,
    ),
    companyWide: named(withoutScans.filter(isCompanyWide)),
    reads: named(asIs),
  };
};

/** A table or an index that a plan reads. */
interface Read {
  readonly name: string;
  readonly type: string;
  readonly condition: string | undefined;
  readonly pages: number;
}

const isWhole = ({ type, condition }: Read): boolean => type === 'Seq Scan' || condition === undefined;

/** The wall itself gives every plan a condition on the company. */
const isCompanyWide = ({ type, condition = '' }: Read): boolean => {
  const columns = [...condition.matchAll(/\((?:\w+\.)?(\w+)(?:\([^)]*\))? (?:=|<|>|IS)/g)].map(
    ([, column]) => column,
  );
  return type !== 'Seq Scan' && columns.length > 0 && columns.every((column) => column === 'company_id');
};

const READING = new Set(['Seq Scan', 'Index Scan', 'Index Only Scan', 'Bitmap Index Scan']);

/** What the plan of a statement reads; with `mayScan` false PostgreSQL scans a table only where it has no other way. */
const explain = (
  database: Database,
  { companyId, text, values = [] }: Sent,
  { plan, mayScan = true }: { plan: PlanFound['plan']; mayScan?: boolean },
): Promise<Read[]> =>
  // Not in a transaction that only reads: what would write is explained, too.
  database.inCompany(companyId, async (tx) => {
    if (!mayScan) await tx.query({ text: 'set local enable_seqscan = off' });
    const [row] = await tx.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(
      plan === 'generic'
        ? { text: `explain (format json, generic_plan) ${text}` }
        : { text: `explain (format json) ${text}`, values },
    );
    const root = row?.['QUERY PLAN'][0]?.Plan;
    if (!root) throw new Error('EXPLAIN answered no plan');
    const nodes = nodesOf(root).filter((node) => READING.has(node['Node Type']));
    const reads = nodes.map((node) => ({
      name: node['Index Name'] ?? node['Relation Name'] ?? '',
      type: node['Node Type'],
      condition: node['Index Cond'],
    }));
    const sizes = await tx.query<{ name: string; pages: number }>({
      text: 'select relname as name, relpages as pages from pg_class where relname = any($1)',
      values: [reads.map(({ name }) => name)],
    });
    const pagesOf = new Map(sizes.map(({ name, pages }) => [name, pages]));
    return reads.map((read) => ({ ...read, pages: pagesOf.get(read.name) ?? 0 }));
  });

const named = (reads: readonly Read[]): string[] => [...new Set(reads.map(({ name }) => name))].toSorted();

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];
