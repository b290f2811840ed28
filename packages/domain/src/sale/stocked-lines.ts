import { type FieldProblem, type MovementKind, QUANTITY_MAX } from '@stockflow/schemas';
import { invalidReference, type Refusal, refuse } from '../refusal.ts';
import { type AskedLine, type Bundles, type ExplodedLine, explode, isBeyondStock } from '../stock/explode.ts';
import { type Standings, standingRefusal, unsoldProblem } from '../stock/standing.ts';

/** Stock lines that a sale or return can come to, once its bundles are written out. */
export const SALE_STOCK_LINES_MAX = 5_000;

/** A line as it is asked for, and where it stands in the caller's input: `lines.0`. */
export interface AskedAt extends AskedLine {
  readonly path: string;
}

/** A line as stock moves for it, with the place of the line that it serves. */
export interface StockedLine extends ExplodedLine {
  readonly path: string;
}

/** The lines that stock moves for, or why they cannot be had. */
export type Stocked =
  | { readonly refusal: null; readonly lines: readonly StockedLine[] }
  | { readonly refusal: Refusal };

/** What asked lines are checked against. */
export type SaleStandings = Standings & { readonly bundles: Bundles };

/** What is to happen with the lines. */
export type SaleKind = Extract<MovementKind, 'RESERVATION' | 'SALE' | 'RETURN'>;

/**
 * Explodes the lines of a sale or return into what is stocked, and checks them: everything is there and may be sold, a
 * bundle is made of something at every depth, no component comes to more than a level holds. A refusal names the asked
 * line, whichever component it is about, and each field once.
 * @param kind a bundle that is no longer sold still comes back (RETURN)
 */
export const stockedLines = (
  asked: readonly AskedAt[],
  kind: SaleKind,
  standings: SaleStandings,
): Stocked => {
  const unknown = asked.flatMap((line) => unknownOf(line, standings));
  if (unknown.length > 0) return { refusal: invalidReference(unknown) };
  const exploded = explode(asked, standings.bundles);
  if (exploded.length > SALE_STOCK_LINES_MAX) return { refusal: tooMany(asked, exploded.length) };
  const lines = exploded.map((line) => ({ ...line, path: asked[line.askedLine - 1]?.path ?? '' }));
  const standing = standingRefusal({ lines: lines.map((line) => probeOf(line, kind)) }, standings);
  if (standing && !isFieldRefusal(standing)) return { refusal: standing };
  const fields = [
    ...asked.flatMap((line) => bundleProblem(line, kind, standings)),
    ...(standing?.details.fields ?? []),
    ...lines.filter(isBeyondStock).map(beyondStock),
  ];
  if (fields.length === 0) return { refusal: null, lines };
  const placeOf = new Map(asked.map(({ path }, index) => [path, index]));
  const place = ({ path }: FieldProblem) => placeOf.get(path.replace(/\.[^.]+$/, '')) ?? 0;
  fields.sort((a, b) => place(a) - place(b));
  return { refusal: oncePerField(refuse('VALIDATION_FAILED', { fields })) };
};

/** The refusal with each field named once: a bundle's line is checked for each of its components. */
export const oncePerField = (refusal: Refusal): Refusal => {
  if (!isFieldRefusal(refusal)) return refusal;
  const byPath = new Map<string, FieldProblem>();
  for (const field of refusal.details.fields) if (!byPath.has(field.path)) byPath.set(field.path, field);
  return refuse('VALIDATION_FAILED', { fields: [...byPath.values()] }, refusal.message);
};

const isFieldRefusal = (refusal: Refusal): refusal is Refusal<'VALIDATION_FAILED'> =>
  refusal.code === 'VALIDATION_FAILED';

const unknownOf = ({ productId, warehouseId, path }: AskedAt, standings: SaleStandings) => [
  ...(standings.products.has(productId) ? [] : [{ path: `${path}.productId`, what: 'product' }]),
  ...(standings.warehouses.has(warehouseId) ? [] : [{ path: `${path}.warehouseId`, what: 'warehouse' }]),
];

/** The bundle itself, and the bundles in it: what is stocked in them is checked as any other stock line. */
const bundleProblem = (line: AskedAt, kind: SaleKind, standings: SaleStandings): FieldProblem[] => {
  const words = bundleWords(line.productId, kind, standings);
  return words === null ? [] : [{ path: `${line.path}.productId`, message: words }];
};

const bundleWords = (id: string, kind: SaleKind, standings: SaleStandings): string | null => {
  const components = standings.bundles.get(id);
  const product = standings.products.get(id);
  if (!components || !product) return null;
  if (components.length === 0) return `${product.sku} is a bundle of nothing: give it components first.`;
  const own = kind === 'RETURN' ? null : unsoldProblem(product);
  if (own) return own;
  for (const { productId } of components) {
    const words = bundleWords(productId, kind, standings);
    if (words) return words;
  }
  return null;
};

const probeOf = ({ productId, warehouseId, path }: StockedLine, kind: SaleKind) => ({
  productId,
  warehouseId,
  kind,
  onHandChange: 0,
  reservedChange: 0,
  path,
});

const beyondStock = ({ path, quantity }: StockedLine): FieldProblem => ({
  path: `${path}.quantity`,
  message: `It would take ${quantity} units of a component, and a level holds at most ${QUANTITY_MAX}.`,
});

const tooMany = (asked: readonly AskedAt[], count: number): Refusal => {
  const path = asked[0]?.path.replace(/\.?[^.]+$/, '') ?? 'lines';
  const message = `It would come to ${count} stock lines, and at most ${SALE_STOCK_LINES_MAX} can move at once.`;
  return refuse('VALIDATION_FAILED', { fields: [{ path, message }] });
};
