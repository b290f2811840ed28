import { foldSku, type StockLine } from '@stockflow/domain';
import { uuidv7 } from 'uuidv7';
import type { CompanyTransaction } from '../../connection/index.ts';
import { asAdmin, createTestDatabase, seedCompany } from '../../testing/index.ts';
import { type PostOutcome, postStock } from '../ledger.ts';

export type Kernel = Awaited<ReturnType<typeof openKernel>>;

const LOCK =
  'select 1 from inventory where company_id = $1 and product_id = $2 and warehouse_id = $3 for update';

/** A database with one company, and the kernel without any door before it. */
export const openKernel = async () => {
  const db = await createTestDatabase({ poolMax: 10 });
  const { companyId, warehouseId } = await seedCompany(db.database);
  const inCompany = <T>(work: (tx: CompanyTransaction) => Promise<T>) =>
    db.database.inCompany(companyId, work);
  const levelValues = (productId: string, where = warehouseId) => [companyId, productId, where];
  return {
    drop: db.drop,
    database: db.database,
    appUrl: db.appUrl,
    way: db.way,
    asAdmin: (text: string) => asAdmin(db.adminUrl, (client) => client.query(text)),
    companyId,
    warehouseId,
    inCompany,
    warehouse: async (name: string): Promise<string> => {
      const id = uuidv7();
      await inCompany(({ prisma }) =>
        prisma.warehouse.create({ data: { companyId, id, name, nameKey: name.toLowerCase() } }),
      );
      return id;
    },
    /** Products in the order of their ids, which is the order of the locks. */
    products: (count: number) => inCompany((tx) => addProducts(tx, count)),
    line: (productId: string, onHandChange: number, more: Partial<StockLine> = {}): StockLine => ({
      productId,
      warehouseId,
      kind: 'RECEIPT',
      onHandChange,
      reservedChange: 0,
      ...more,
    }),
    post: (...commands: StockLine[][]) => inCompany((tx) => postStock(tx, posting(...commands))),
    levelOf: (productId: string) =>
      inCompany(({ prisma }) =>
        prisma.inventory.findFirst({
          where: { productId },
          select: { onHand: true, reserved: true, version: true },
        }),
      ),
    /** Does something in a transaction that stays open until the answer is called. */
    holding: (text: string, values: unknown[]) => hold(inCompany, text, values),
    /** Holds a level's lock until the answer is called. */
    holdingLevel: (productId: string, where?: string) => hold(inCompany, LOCK, levelValues(productId, where)),
    /** Whether the level's lock is free at this moment. */
    isFree: (productId: string): Promise<boolean> =>
      inCompany((tx) => tx.query({ text: `${LOCK} nowait`, values: levelValues(productId) })).then(
        () => true,
        () => false,
      ),
    /** Settles when somebody waits for a lock in this database. */
    somebodyWaits: () => waitForWaiting(inCompany),
  };
};

/** Commands of the system itself. */
export const posting = (...commands: StockLine[][]) => ({
  commands: commands.map((lines) => ({ lines })),
  actor: { type: 'system' as const, id: null },
  requestId: 'test',
  now: new Date(),
});

/** What became of a command, in one word. */
export const codeOf = (outcome: PostOutcome | undefined) =>
  outcome?.accepted ? 'accepted' : outcome?.refusal.code;

type InCompany = <T>(work: (tx: CompanyTransaction) => Promise<T>) => Promise<T>;

const addProducts = async ({ companyId, prisma }: CompanyTransaction, count: number): Promise<string[]> => {
  const ids = Array.from({ length: count }, () => uuidv7());
  await prisma.product.createMany({
    data: ids.map((id) => {
      const sku = `P-${id}`;
      return { companyId, id, sku, skuKey: foldSku(sku), name: sku, price: '1.00' };
    }),
  });
  return ids.sort();
};

const hold = async (inCompany: InCompany, text: string, values: unknown[]): Promise<() => Promise<void>> => {
  let letGo = () => {};
  const released = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let done: Promise<void> = Promise.resolve();
  await new Promise<void>((resolve, reject) => {
    done = inCompany(async (tx) => {
      await tx.execute({ text, values });
      resolve();
      await released;
    });
    done.catch(reject);
  });
  return () => {
    letGo();
    return done;
  };
};

const waitForWaiting = async (inCompany: InCompany): Promise<void> => {
  for (;;) {
    const [row] = await inCompany((tx) =>
      tx.query<{ waiting: string }>({
        text: `select count(*) as waiting from pg_stat_activity
               where datname = current_database() and wait_event_type = 'Lock'`,
        values: [],
      }),
    );
    if (Number(row?.waiting) > 0) return;
  }
};
