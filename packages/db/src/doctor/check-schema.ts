import type pg from 'pg';
import { readMigrations } from '../migrate/files.ts';
import { readHistory } from '../migrate/history.ts';
import { type Finding, ok, problem } from './finding.ts';

/** Are all migrations of this version in, none failed, none changed, and none of a newer version? Changes nothing. */
export const checkMigrations = async (admin: pg.Client): Promise<Finding> => {
  const check = 'migrations';
  const { rows } = await admin.query<{ there: boolean }>(
    `select to_regclass('public._prisma_migrations') is not null as there`,
  );
  if (!rows[0]?.there) {
    return problem(check, 'there are no tables yet', 'Start StockFlow once: it lays them out.');
  }
  const files = readMigrations();
  const known = new Map(files.map((file) => [file.name, file]));
  const history = await readHistory(admin);
  const newer = history.filter(({ name }) => !known.has(name)).map(({ name }) => name);
  const failed = history.filter(({ isFinished }) => !isFinished).map(({ name }) => name);
  const changed = history
    .filter(({ name, checksum }) => known.get(name)?.isSameAs(checksum) === false)
    .map(({ name }) => name);
  const applied = new Set(history.map(({ name }) => name));
  const pending = files.filter(({ name }) => !applied.has(name)).map(({ name }) => name);
  if (newer.length > 0)
    return problem(
      check,
      `unknown to this version: ${newer.join(', ')}`,
      'Run the version that made them, or a newer one.',
    );
  if (failed.length > 0)
    return problem(
      check,
      `begun and not finished: ${failed.join(', ')}`,
      'Start StockFlow: it says why, and what to do.',
    );
  if (changed.length > 0)
    return problem(
      check,
      `changed after they were applied: ${changed.join(', ')}`,
      'Restore the files: git checkout prisma/migrations.',
    );
  if (pending.length > 0)
    return problem(
      check,
      `not applied: ${pending.join(', ')}`,
      'Start StockFlow with DATABASE_URL: it applies them.',
    );
  return ok(check, `all ${files.length} applied, none unknown`);
};

interface TableRow {
  name: string;
  isForced: boolean;
  policies: number;
}

/** Does every table that has a company in it refuse other companies' rows, to its owner as well? */
export const checkWall = async (admin: pg.Client): Promise<Finding> => {
  const check = 'row-level security';
  const { rows } = await admin.query<TableRow>(
    `select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as "isForced",
            (select count(*)::int from pg_policy where polrelid = c.oid) as policies
     from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
       and (c.relname = 'companies' or exists (
         select 1 from pg_attribute where attrelid = c.oid and attname = 'company_id' and not attisdropped))
     order by 1`,
  );
  if (rows.length === 0)
    return problem(check, 'there are no tables yet', 'Start StockFlow once: it lays them out.');
  const open = rows.filter(({ isForced, policies }) => !isForced || policies === 0).map(({ name }) => name);
  if (open.length === 0) return ok(check, `forced on all ${rows.length} tables of tenants`);
  return problem(
    check,
    `not forced, or without a policy, on: ${open.join(', ')}`,
    `Companies may see each other's rows. Stop StockFlow; then, for each: alter table ${open[0]} enable row level security; alter table ${open[0]} force row level security; and find out who changed it.`,
  );
};
