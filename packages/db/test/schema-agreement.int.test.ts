import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asAdmin, createEmptyDatabase, createTestDatabase, type TestDatabase } from '../src/testing/index.ts';
import { schemaPath, sqlOfSchema } from '../src/testing/schema-engine.ts';
import { describeSchema } from './support/catalogue.ts';

/** What the migrations add to what schema.prisma can say. CHECKs stand in checks.int.test.ts, one by one. */
const handWritten = [
  'index supplier_products_one_primary_key',
  'index invitations_one_open_key',
  'index users_one_owner_key',
  'index reservations_due_idx',
  'index outbox_events_unnumbered_idx',
  'index outbox_events_alerts_idx',
  'index inventory_low_idx',
  'index low_stock_figures_listed_idx',
  'column inventory.is_low',
];

describe('schema.prisma and the migrated database', () => {
  let migrated: TestDatabase;
  let ofMigrations: string[];
  const schema = readFileSync(schemaPath, 'utf8');

  beforeAll(async () => {
    migrated = await createTestDatabase();
    ofMigrations = (await asAdmin(migrated.adminUrl, describeSchema)).filter(
      (line) => !line.includes('_prisma_migrations'),
    );
  });
  afterAll(() => migrated.drop());

  /** The lines that only one side has, each side's hand-written objects left out. */
  async function differences(text: string): Promise<string[]> {
    const sql = await sqlOfSchema(migrated.adminUrl, text);
    const scratch = await createEmptyDatabase();
    try {
      const ofSchema = await asAdmin(scratch.adminUrl, async (client) => {
        await client.query(sql);
        return describeSchema(client);
      });
      const expected = new Set(ofSchema);
      const actual = new Set(ofMigrations);
      return [
        ...ofSchema.filter((line) => !actual.has(line)).map((line) => `only in schema.prisma: ${line}`),
        ...ofMigrations
          .filter((line) => !expected.has(line) && !handWritten.some((name) => line.startsWith(`${name}:`)))
          .map((line) => `only in the migrations: ${line}`),
      ];
    } finally {
      await scratch.drop();
    }
  }

  test('agree in every column, key, index and enum', async () => {
    expect(await differences(schema)).toEqual([]);
  });

  test('what is hand-written is there', () => {
    const missing = handWritten.filter((name) => !ofMigrations.some((line) => line.startsWith(`${name}:`)));
    expect(missing).toEqual([]);
  });

  test.each([
    ['a type', /(weightGrams +)Int\?( +@map\("weight_grams"\))/, '$1BigInt?$2'],
    ['a null', /(categoryId +)String\?/, '$1String '],
    ['a default', '@default(90)', '@default(91)'],
    ['a unique key', '@@unique([companyId, skuKey])', ''],
    ['an index', '@@index([companyId, barcode])', ''],
    ['an enum value', '  discontinued\n', ''],
    [
      'the order of a key',
      '@@id([companyId, reservationId, lineNumber])',
      '@@id([reservationId, companyId, lineNumber])',
    ],
    ['what a foreign key does', /onDelete: NoAction/, 'onDelete: Cascade'],
    ['a column', /^.*@map\("review_period_days"\).*$/m, ''],
  ])('a difference of %s would be seen', async (_what, from, to) => {
    const changed = schema.replace(from, to);
    expect(changed).not.toBe(schema);
    expect((await differences(changed)).length).toBeGreaterThan(0);
  });
});
