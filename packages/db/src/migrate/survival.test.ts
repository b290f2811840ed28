import { expect, test } from 'vitest';
import { readMigrations } from './files.ts';
import { dangersIn } from './survival.ts';

/** The last migration before the first release: before it there is no version that could be running beside. */
const LAST_BEFORE_RELEASE = '20261123200000_low_list';

test('the version before survives every migration since the first release', () => {
  const dangers = readMigrations()
    .filter(({ name }) => name > LAST_BEFORE_RELEASE)
    .flatMap(({ name, sql }) =>
      dangersIn(sql).map(({ line, statement, why }) => `${name}:${line} ${statement} (${why})`),
    );
  expect(dangers).toEqual([]);
});

test.each([
  'drop table "sales"',
  'DROP FUNCTION f()',
  'alter table products drop column weight',
  'alter table products rename column name to title',
  'alter table products rename to articles',
  'alter table "products"\n  alter column price set data type numeric(12, 2)',
  'alter table products alter price type text',
  'alter table products alter column weight set not null',
  'alter table products alter column weight drop default',
  'alter table products add column colour text not null',
  'alter table products add constraint c check (price >= 0)',
  'create unique index i on products (company_id, barcode)',
  'create index i on products (barcode)',
  'revoke update on products from stockflow_app',
  'drop policy p on products',
  'truncate products',
])('is not survived: %s', (statement) => {
  expect(dangersIn(`${statement};`)).toHaveLength(1);
  expect(dangersIn(`-- previous version: has not used it since 1.4\n${statement};`)).toEqual([]);
  expect(dangersIn(`-- previous version:\n${statement};`)).toHaveLength(1);
});

test.each([
  'alter table products add column colour text',
  "alter table products add column colour text not null default 'none; drop table x'",
  'alter table products add constraint c check (price >= 0) not valid',
  'alter table products validate constraint c',
  'create table colours (company_id uuid not null, id uuid not null, primary key (company_id, id))',
  'create table colours (id uuid); create index i on colours (id); alter table colours add constraint c unique (id)',
  'create function f() returns void language sql as $$ drop table x; $$',
  '-- drop table products;\nselect 1',
  'grant select on products to stockflow_app',
])('is survived: %s', (statement) => {
  expect(dangersIn(`${statement};`)).toEqual([]);
});

test('a mark holds for the one statement below it', () => {
  const sql = '-- previous version: never read the first of these\ndrop table a;\ndrop table b;\n';
  expect(dangersIn(sql)).toMatchObject([{ line: 3, statement: 'drop table b' }]);
});
