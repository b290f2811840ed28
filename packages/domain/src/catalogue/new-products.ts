import type { FieldProblem } from '@stockflow/schemas';
import { invalidReference, type Refusal, refuse } from '../refusal.ts';
import { foldSku } from './fold.ts';
import { isOwnAncestor, OWN_VARIANT_WORDS } from './parents.ts';

/** What the rules look at in a product that is to be made. */
export interface NewProductIdentity {
  readonly id: string;
  readonly sku: string;
  readonly parentId?: string | null | undefined;
  readonly categoryId?: string | null | undefined;
  readonly warehouseId?: string | undefined;
}

/** What the new products point at, as far as the company has it; the value says whether it is active. */
export interface KnownReferences {
  readonly categories: ReadonlyMap<string, boolean>;
  readonly warehouses: ReadonlyMap<string, boolean>;
  readonly parents: ReadonlyMap<string, boolean>;
}

/** What is wrong with one field of one new product. */
export interface ProductProblem {
  readonly index: number;
  readonly field: 'id' | 'sku' | 'parentId' | 'categoryId' | 'warehouseId';
  /** `unknown`: it points at nothing. `taken`: another product has it. `invalid`: anything else. */
  readonly kind: 'unknown' | 'taken' | 'invalid';
  /** For `unknown` the name of what is not there, else the whole sentence. */
  readonly words: string;
}

/** What is wrong within the batch, whatever is stored: a SKU or an id twice, and circles of variants. */
export const problemsOfBatch = (products: readonly NewProductIdentity[]): ProductProblem[] => [
  ...repeated(products, 'sku', (product) => foldSku(product.sku)),
  ...repeated(products, 'id', (product) => product.id),
  ...circles(products),
];

/** What points at nothing, or at what is no longer in use. A parent may stand in the same batch. */
export const problemsOfReferences = (
  products: readonly NewProductIdentity[],
  known: KnownReferences,
): ProductProblem[] => {
  const ids = new Set(products.map(({ id }) => id));
  return products.flatMap(({ categoryId, warehouseId, parentId }, index) => {
    const problems: ProductProblem[] = [];
    const add = (field: ProductProblem['field'], kind: ProductProblem['kind'], words: string) =>
      problems.push({ index, field, kind, words });
    const category = categoryId ? known.categories.get(categoryId) : true;
    if (category === undefined) add('categoryId', 'unknown', 'category');
    if (category === false) add('categoryId', 'invalid', INACTIVE_CATEGORY_WORDS);
    const warehouse = warehouseId ? known.warehouses.get(warehouseId) : true;
    if (warehouse === undefined) add('warehouseId', 'unknown', 'warehouse');
    if (warehouse === false) add('warehouseId', 'invalid', INACTIVE_WAREHOUSE_WORDS);
    if (parentId && !ids.has(parentId) && !known.parents.has(parentId)) add('parentId', 'unknown', 'product');
    return problems;
  });
};

/** Said of a category that is out of use. */
export const INACTIVE_CATEGORY_WORDS = 'This category is deactivated: choose another, or activate it again.';
/** Said of a warehouse that new stock should lie in. */
export const INACTIVE_WAREHOUSE_WORDS = 'This warehouse is not active: nothing comes in or goes out.';

/** SKUs and ids that other products of the company have. */
export const problemsOfTaken = (taken: { takenSkus: number[]; takenIds: number[] }): ProductProblem[] => [
  ...taken.takenSkus.map((index) =>
    problem(index, 'sku', 'taken', 'Another product of this company has this SKU.'),
  ),
  ...taken.takenIds.map((index) => problem(index, 'id', 'taken', 'There is already a product with this id.')),
];

const problem = (
  index: number,
  field: ProductProblem['field'],
  kind: ProductProblem['kind'],
  words: string,
): ProductProblem => ({ index, field, kind, words });

/**
 * One refusal that names every problem. All of one kind have that kind's own code (INVALID_REFERENCE, SKU_TAKEN,
 * STATE_CONFLICT for an id); mixed ones are VALIDATION_FAILED, whose details can name them all at once.
 * @param pathOf where a field stands in the caller's input, such as `products.3.sku`
 */
export const refusalOfProblems = (
  problems: readonly ProductProblem[],
  products: readonly NewProductIdentity[],
  pathOf: (index: number, field: string) => string,
): Refusal => {
  const inOrder = problems.toSorted((a, b) => a.index - b.index);
  if (inOrder.every(({ kind }) => kind === 'unknown')) {
    return invalidReference(
      inOrder.map(({ index, field, words }) => ({ path: pathOf(index, field), what: words })),
    );
  }
  const fields = inOrder.map(({ index, field, kind, words }): FieldProblem => {
    const message = kind === 'unknown' ? `There is no such ${words} in this company.` : words;
    return { path: pathOf(index, field), message };
  });
  if (inOrder.every(({ kind }) => kind === 'taken')) return takenRefusal(inOrder, products, fields);
  return refuse('VALIDATION_FAILED', { fields });
};

const takenRefusal = (
  problems: readonly ProductProblem[],
  products: readonly NewProductIdentity[],
  fields: FieldProblem[],
): Refusal => {
  const skus = problems.flatMap(({ index, field }) => (field === 'sku' ? (products[index]?.sku ?? []) : []));
  const [sku, ...more] = skus;
  if (sku === undefined) {
    const words =
      problems.length === 1
        ? 'There is already a product with this id.'
        : 'There are already products with these ids.';
    return refuse('STATE_CONFLICT', { state: 'exists', allowed: [] }, words);
  }
  const words = `Another product of this company has the SKU ${sku}`;
  return refuse(
    'SKU_TAKEN',
    { sku, ...(products.length > 1 && { skus }), fields },
    more.length === 0 ? `${words}.` : `${words}; ${more.length} more of these SKUs are taken.`,
  );
};

const repeated = (
  products: readonly NewProductIdentity[],
  field: 'sku' | 'id',
  keyOf: (product: NewProductIdentity) => string,
): ProductProblem[] => {
  const firstIndexOf = new Map<string, number>();
  return products.flatMap((product, index) => {
    const first = firstIndexOf.get(keyOf(product));
    if (first !== undefined)
      return [problem(index, field, 'invalid', `Stands in this call twice: first at products.${first}.`)];
    firstIndexOf.set(keyOf(product), index);
    return [];
  });
};

// Nothing but its own batch can be a variant of a new product, so every new circle lies inside the batch.
const circles = (products: readonly NewProductIdentity[]): ProductProblem[] => {
  const parentOf = new Map(products.map(({ id, parentId }) => [id, parentId ?? null]));
  return products.flatMap(({ id }, index) =>
    isOwnAncestor(id, parentOf) ? [problem(index, 'parentId', 'invalid', OWN_VARIANT_WORDS)] : [],
  );
};
