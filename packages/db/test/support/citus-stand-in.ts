import { asAdmin, citusScript } from '../../src/testing/index.ts';

export interface Spread {
  table: string;
  key: string;
  beside: string;
}

/**
 * Hears what the script says to Citus, on a PostgreSQL without it: proves that the script runs, in an order that goes, with
 * tables that there are. It refuses a foreign key to a table that is not spread yet, as Citus does, and knows nothing else.
 */
export const createStandIn = async (
  adminUrl: string,
): Promise<{ script: string; spread(): Promise<Spread[]> }> => {
  await asAdmin(adminUrl, (client) =>
    client.query(`
      create table if not exists pg_dist_partition (
        place serial, logicalrelid regclass primary key, key text not null, beside text not null);
      create or replace function create_distributed_table(what regclass, by text, colocate_with text) returns void
      language plpgsql as $$
      begin
        if exists (
          select from pg_constraint
          where contype = 'f' and conrelid = what and confrelid <> what
            and confrelid not in (select logicalrelid from pg_dist_partition)) then
          raise exception '% points at a table that is not distributed', what;
        end if;
        insert into pg_dist_partition (logicalrelid, key, beside) values (what, by, colocate_with);
      end $$`),
  );
  return {
    script: citusScript().replace(`select from pg_extension where extname = 'citus'`, 'select'),
    spread: () =>
      asAdmin(adminUrl, async (client) => {
        const { rows } = await client.query<Spread>(
          `select logicalrelid::text as table, key, beside from pg_dist_partition order by place`,
        );
        return rows;
      }),
  };
};
