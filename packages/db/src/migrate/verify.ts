import pg from 'pg';
import { APP_ROLE } from './app-role.ts';
import { AppRoleError } from './errors.ts';

interface Findings {
  who: string;
  powers: string[];
  owned: string[];
  openTables: string[];
  mayRead: boolean;
  mayChangeLedger: boolean;
}

// One look at the catalogue, as the application itself. Powers count that come by membership, too: a role is one
// SET ROLE away from whatever it is a member of.
const FINDINGS = `
  with mine as (select oid, rolname, rolsuper, rolbypassrls from pg_roles where pg_has_role(current_user, oid, 'MEMBER')),
  tables as (select c.oid, c.relname, c.relowner, c.relrowsecurity and c.relforcerowsecurity as is_walled
               from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p'))
  select current_user as who,
         array(select rolname || case when rolsuper then ' is superuser' else ' bypasses row-level security' end
                 from mine where rolsuper or rolbypassrls) as powers,
         array(select relname::text from tables where relowner in (select oid from mine)) as owned,
         array(select relname::text from tables where not is_walled and has_table_privilege(oid, 'select, insert, update, delete'))
           as "openTables",
         coalesce(has_table_privilege(to_regclass('public.companies'), 'select'), false) as "mayRead",
         coalesce(has_table_privilege(to_regclass('public.inventory_history'), 'update, delete, truncate'), false) as "mayChangeLedger"`;

/**
 * Refuses to go on unless the wall between companies stands for whoever `appUrl` logs in as: no power to pass it, no
 * table owned, row-level security forced on every table that it can reach, and a ledger that cannot be rewritten.
 */
export async function verifyAppRole(appUrl: string): Promise<void> {
  const found = await readFindings(appUrl);
  const wrongs = [
    ...found.powers,
    ...found.owned.map((table) => `it owns the table ${table}`),
    ...found.openTables.map((table) => `the table ${table} has no forced row-level security`),
    ...(found.mayChangeLedger ? ['it may change the ledger'] : []),
    ...(found.mayRead ? [] : [`it may not read the tables: grant ${APP_ROLE} to "${found.who}"`]),
  ];
  if (wrongs.length === 0) return;
  throw new AppRoleError(
    `StockFlow does not start as the database role ${found.who}, since the wall between companies would not hold:\n` +
      `${wrongs.map((wrong) => `  - ${wrong}`).join('\n')}\n` +
      `Use a role that owns nothing and is a member of ${APP_ROLE} and of nothing else.`,
  );
}

async function readFindings(appUrl: string): Promise<Findings> {
  const client = new pg.Client({ connectionString: appUrl, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<Findings>(FINDINGS);
    return rows[0] as Findings;
  } catch (cause) {
    throw new AppRoleError(`The application's role cannot use the database: ${(cause as Error).message}`, {
      cause,
    });
  } finally {
    await client.end();
  }
}
