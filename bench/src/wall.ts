import { createTestDatabase, seedCompany } from '@stockflow/db/testing';
import pg from 'pg';
import { type Contender, callers } from './rounds.ts';

const CALLERS = 20;
const CONNECTIONS = 10;

/**
 * What the tenant wall costs: one row by its key, by a bare prepared statement of pg as a role that no wall
 * stops (the floor), in one flush behind the wall, in a transaction with SQL, and in one with Prisma.
 */
export const wall = async (): Promise<{
  contenders: [Contender, ...Contender[]];
  close(): Promise<void>;
}> => {
  const test = await createTestDatabase({ poolMax: CONNECTIONS });
  const { companyId, warehouseId } = await seedCompany(test.database);
  const floor = new pg.Pool({ connectionString: test.adminUrl, max: CONNECTIONS });
  const statement = {
    name: 'bench-warehouse',
    text: 'select id, name from warehouses where company_id = $1 and id = $2',
    values: [companyId, warehouseId],
  };
  return {
    contenders: [
      callers('pg, prepared, no wall (floor)', CALLERS, () => floor.query(statement)),
      callers('readInCompany, one flush', CALLERS, () => test.database.readInCompany(companyId, statement)),
      callers('inCompany, SQL', CALLERS, () =>
        test.database.inCompany(companyId, (tx) => tx.query(statement)),
      ),
      callers('inCompany, Prisma', CALLERS, () =>
        test.database.inCompany(companyId, (tx) =>
          tx.prisma.warehouse.findFirst({
            where: { companyId, id: warehouseId },
            select: { id: true, name: true },
          }),
        ),
      ),
    ],
    async close() {
      await floor.end();
      await test.drop();
    },
  };
};
