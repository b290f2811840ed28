import {
  type CompanyTransaction,
  ensureLevels,
  insertProducts,
  type NewEvent,
  type NewProduct,
  postStock,
  readKnownReferences,
  readTaken,
  recordEvents,
  requireAccepted,
} from '@stockflow/db';
import {
  foldSku,
  type KnownReferences,
  type ProductProblem,
  problemsOfBatch,
  problemsOfReferences,
  problemsOfTaken,
  refusalOfProblems,
} from '@stockflow/domain';
import type { Product } from '@stockflow/schemas';
import type { Actor } from '../core/actor.ts';

/** A product that is to be made, with where its first stock lies. */
export type GivenProduct = NewProduct & { warehouseId?: string | undefined; initialQuantity: number };

interface Adding {
  actor: Actor;
  requestId: string;
  now: Date;
  /** Where the product with this index stands in the caller's input; empty when it is the input. */
  at: (index: number) => string;
}

/**
 * Adds products with their levels and first ledger lines; all, or it throws one refusal that names every problem.
 * Few statements, however many products: references, products, levels, stock.
 */
export const addProducts = async (
  tx: CompanyTransaction,
  given: readonly GivenProduct[],
  adding: Adding,
): Promise<Product[]> => {
  const pathOf = (index: number, field: string) => [adding.at(index), field].filter(Boolean).join('.');
  const refuseAll = (problems: ProductProblem[]) => {
    if (problems.length > 0) throw refusalOfProblems(problems, given, pathOf);
  };
  const known = await readKnown(tx, given);
  const problems = [...problemsOfBatch(given), ...problemsOfReferences(given, known)];
  if (problems.length > 0) refuseAll([...problems, ...(await takenNow(tx, given))]);
  const { products, ...taken } = await insertProducts(tx, given.map(withoutStock), adding.now);
  refuseAll(problemsOfTaken(taken));
  await addStock(tx, given, adding);
  recordEvents(tx, products.map(createdEvent), adding.now);
  return products;
};

const createdEvent = ({ id, sku, isBundle }: Product): NewEvent => ({
  type: 'product.created',
  data: { productId: id, sku, isBundle },
});

const readKnown = (tx: CompanyTransaction, given: readonly GivenProduct[]): Promise<KnownReferences> =>
  readKnownReferences(tx, {
    categoryIds: given.flatMap(({ categoryId }) => categoryId ?? []),
    parentIds: given.flatMap(({ parentId }) => parentId ?? []),
    warehouseIds: given.flatMap(({ warehouseId }) => warehouseId ?? []),
  });

// Only for the words of a refusal that is certain already: the insert itself finds out under the unique key.
const takenNow = async (
  tx: CompanyTransaction,
  given: readonly GivenProduct[],
): Promise<ProductProblem[]> => {
  const taken = await readTaken(tx, given);
  return given.flatMap((product, index) =>
    problemsOfTaken({
      takenSkus: taken.skuKeys.has(foldSku(product.sku)) ? [index] : [],
      takenIds: taken.ids.has(product.id) ? [index] : [],
    }),
  );
};

const withoutStock = ({ warehouseId: _, initialQuantity: __, ...product }: GivenProduct): NewProduct =>
  product;

const addStock = async (
  tx: CompanyTransaction,
  given: readonly GivenProduct[],
  adding: Adding,
): Promise<void> => {
  const { actor, requestId, now, at } = adding;
  const placed = given.flatMap(({ warehouseId, id, initialQuantity, cost }, index) =>
    warehouseId === undefined
      ? []
      : [{ productId: id, warehouseId, initialQuantity, unitCost: cost ?? undefined, path: at(index) }],
  );
  // A movement of nothing is none: an empty level is only made. The others the kernel makes itself.
  await ensureLevels(
    tx,
    placed.filter(({ initialQuantity }) => initialQuantity === 0),
  );
  const stocked = placed.filter(({ initialQuantity }) => initialQuantity > 0);
  if (stocked.length === 0) return;
  const lines = stocked.map(({ initialQuantity, ...line }) => ({
    ...line,
    kind: 'INITIAL_STOCK' as const,
    onHandChange: initialQuantity,
    reservedChange: 0,
    referenceType: 'product',
    referenceId: line.productId,
  }));
  const by = { type: actor.kind, id: actor.id };
  requireAccepted(await postStock(tx, { commands: [{ lines }], actor: by, requestId, now }));
};
