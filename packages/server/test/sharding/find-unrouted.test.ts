import { describe, expect, test } from 'vitest';
import { findUnrouted, type Tables } from './find-unrouted.ts';

const tables: Tables = {
  distributed: new Map([
    ['companies', 'id'],
    ['products', 'company_id'],
    ['inventory', 'company_id'],
  ]),
  local: new Set(['email_claims']),
  nodeBound: new Set(['pg_current_xact_id']),
  volatile: new Set(['clock_timestamp']),
};

describe('what is tied to the company of the call', () => {
  test.each([
    'select * from products where company_id = $1 and id = $2',
    'select * from products p join inventory i on i.company_id = p.company_id and i.product_id = p.id where p.company_id = $1::uuid',
    'select * from products p left join inventory i on i.company_id = p.company_id where p.company_id = $1',
    'select * from companies c join products p on p.company_id = c.id where c.id = $1',
    'select (select count(*) from inventory i where i.company_id = p.company_id) from products p where p.company_id = $1',
    'with low as (select * from inventory where company_id = $1) select * from low join products p on p.company_id = $1',
    'insert into products (company_id, id) values ($1, $2) on conflict (company_id, id) do update set name = $3',
    'insert into products (id, company_id) select p.id, p.company_id from products p where p.company_id = $1',
    'update inventory i set on_hand = 1 from products p where i.company_id = $1 and p.company_id = i.company_id',
    'delete from inventory where company_id = $1',
    'select * from products where company_id = $1 and id = $2 for update',
    'select * from products where company_id = $1 union all select * from products where company_id = $1',
    'select pg_current_xact_id()',
    'select * from email_claims where email = $1',
  ])('%s', async (sql) => {
    expect(await findUnrouted(sql, tables)).toEqual([]);
  });
});

describe('what would be asked of every node, or refused', () => {
  const untied = (table: string, alias = table) => `${table} (${alias}) is not tied to a company`;
  test.each([
    ['select * from products where id = $1', untied('products')],
    ['select * from products where company_id = $1 or id = $2', untied('products')],
    ['select * from products where not company_id = $1', untied('products')],
    ['select * from products where company_id <> $1', untied('products')],
    ['select * from products where company_id = any($1)', untied('products')],
    ['select * from products p, inventory i where p.company_id = $1', untied('inventory', 'i')],
    [
      'select * from products p left join inventory i on p.company_id = $1 and i.company_id = $1',
      untied('products', 'p'),
    ],
    [
      'select (select count(*) from inventory i where i.product_id = p.id) from products p where p.company_id = $1',
      untied('inventory', 'i'),
    ],
    ['select * from products where company_id = $1 union all select * from products', untied('products')],
    [
      'with all_of as (select * from products) select * from all_of where company_id = $1',
      untied('products'),
    ],
    ['update products set name = $1 where id = $2', untied('products')],
    ['delete from products using inventory i where i.company_id = $1', untied('products')],
    ['select * from products where id = $1 for update', untied('products')],
    ['insert into products (id) values ($1)', 'a row of products is written without company_id'],
    [
      'insert into products (company_id) select id from companies where name = $1',
      'a row of products is written whose company_id is not that of the call',
    ],
    [
      'insert into products (company_id, id) values ($1, $2) on conflict (id) do nothing',
      'ON CONFLICT on products leaves out company_id',
    ],
    ['update products set company_id = $2 where company_id = $1', 'company_id of products is changed'],
    [
      'update products set seen = clock_timestamp() where company_id = $1',
      'clock_timestamp() is volatile, in a change of products',
    ],
    [
      'select pg_current_xact_id() from products where company_id = $1',
      'pg_current_xact_id() speaks of the node it runs on, and would run where the shard is',
    ],
    [
      'select 1 from email_claims e join products p on p.company_id = $1',
      'joins a table of one node (email_claims) with distributed ones',
    ],
    ['select * from nowhere', 'nowhere is no table that is known'],
  ])('%s', async (sql, fault) => {
    expect(await findUnrouted(sql, tables)).toContain(fault);
  });
});
