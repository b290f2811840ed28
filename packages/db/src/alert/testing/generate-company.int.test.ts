import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type VerifyRow, verifyLedgerStatement } from '../../stock/index.ts';
import {
  asAdmin,
  createTestDatabase,
  generateCompany,
  seedCompany,
  type TestDatabase,
} from '../../testing/index.ts';
import { compareAlerts, readLowStock } from '../index.ts';

let on: TestDatabase;
beforeAll(async () => {
  on = await createTestDatabase();
});
afterAll(() => on.drop());

describe('a generated company', () => {
  test('is as the doors would have left it: no drift in ledger, demand and alerts', async () => {
    const { companyId } = await seedCompany(on.database, { company: { timeZone: 'America/New_York' } });
    const size = { products: 60, warehouses: 5, lines: 3_000 };
    await asAdmin(on.adminUrl, (client) => generateCompany(client, companyId, size));
    const [verified] = await on.database.readInCompany<VerifyRow>(
      companyId,
      verifyLedgerStatement(companyId, {}),
    );
    expect(verified).toMatchObject({ levelsChecked: 300, movementsChecked: 3_300, driftCount: 0 });
    const compared = await on.database.inCompany(companyId, (tx) => compareAlerts(tx, new Date(), 5));
    expect(compared).toMatchObject({ levels: { levels: 300, drifting: 0 }, demand: { drifting: 0 } });
    expect(compared.demand.days).toBeGreaterThan(1_000);
    const filter = { demand: 'any' as const, windowEndsOn: null, now: new Date(), limit: 50 };
    const [row] = await readLowStock(on.database, companyId, filter);
    expect(row?.totalAlerts).toBeGreaterThan(0);
    expect(row?.totalAlerts).toBeLessThan(60);
  });
});
