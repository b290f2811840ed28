import { foldName } from '@stockflow/domain';
import { uuidv7 } from 'uuidv7';
import type { Database } from '../connection/index.ts';
import type { Prisma } from '../generated/client.ts';

/** The ids of a seeded company. */
export interface SeededCompany {
  companyId: string;
  userId: string;
  categoryId: string;
  warehouseId: string;
  supplierId: string;
  email: string;
}

export interface SeedOverrides {
  companyId?: string;
  /** The owner's address; left out, one that nobody has. */
  email?: string;
  company?: Partial<Prisma.CompanyUncheckedCreateInput>;
  warehouseName?: string;
  categoryName?: string;
}

/** A hash of nobody's password: in the right form, so that the CHECK takes it. */
const NO_PASSWORD = '$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5bm9ib2R5$bm9ib2R5bm9ib2R5bm9ib2R5bm9ib2R5bm9ib2Q';

/** The least a company needs: an owner, a category, a warehouse, a supplier. */
export async function seedCompany(database: Database, overrides: SeedOverrides = {}): Promise<SeededCompany> {
  const companyId = overrides.companyId ?? uuidv7();
  const email = overrides.email ?? `owner-${uuidv7()}@example.com`;
  const ids = { userId: uuidv7(), categoryId: uuidv7(), warehouseId: uuidv7(), supplierId: uuidv7() };
  const warehouse = overrides.warehouseName ?? 'Main warehouse';
  const category = overrides.categoryName ?? 'General';
  await database.inCompany(companyId, async ({ prisma }) => {
    await prisma.company.create({
      data: { id: companyId, name: 'Test company', email, ...overrides.company },
    });
    await prisma.user.create({
      data: {
        companyId,
        id: ids.userId,
        email,
        passwordHash: NO_PASSWORD,
        firstName: 'Ada',
        lastName: 'Owner',
        role: 'owner',
      },
    });
    await prisma.emailClaim.createMany({
      data: [
        { scope: 'company', email: overrides.company?.email ?? email, companyId },
        { scope: 'user', email, companyId, userId: ids.userId },
      ],
    });
    await prisma.productCategory.create({
      data: { companyId, id: ids.categoryId, name: category, nameKey: foldName(category) },
    });
    await prisma.warehouse.create({
      data: { companyId, id: ids.warehouseId, name: warehouse, nameKey: foldName(warehouse) },
    });
    await prisma.supplier.create({ data: { companyId, id: ids.supplierId, name: 'Test supplier' } });
  });
  return { companyId, ...ids, email };
}
