import { type FieldProblem, QUANTITY_MAX, type Shortage } from '@stockflow/schemas';
import { invalidField, invalidReference, refuse } from '../refusal.ts';
import { allocate } from './allocate.ts';
import { decideOne } from './decide.ts';
import { explode } from './explode.ts';
import { shortRefusal } from './refusal.ts';
import type { ReservationChange } from './reservation.ts';
import type { ReservationLineState } from './reservation-state.ts';
import type { PlacedLine, ReserveRequest } from './reserve-request.ts';
import { unsoldProblem } from './standing.ts';
import { type LevelShortage, levelKeyOf, type StockLine } from './types.ts';
import { emptyLevel, type RankedWarehouse, type StockWorld } from './world.ts';

/** Lines that one reservation can hold, once bundles and splits are written out. */
export const RESERVATION_LINES_MAX = 2_000;

/**
 * Plans a reservation: which levels it holds, and the lines that hold them; all or none. Warehouses are chosen over
 * what is available after the lines that name theirs. Whether there is enough where a warehouse was named is for
 * `decideOne` to say, which sums over all lines.
 * Throws: INVALID_REFERENCE, VALIDATION_FAILED by field, INSUFFICIENT_STOCK when a line that names no warehouse is short,
 * with every line that is, STATE_CONFLICT when the id is taken.
 */
export const planReservation = (world: StockWorld, request: ReserveRequest): ReservationChange => {
  refuseUnknown(world, request);
  refuseUnsold(world, request);
  const candidates = candidatesOf(world, request);
  const { placed, shortages } = allocate(world, request, candidates);
  if (shortages.length > 0) {
    const all = [...shortNamed(world, request), ...shortages];
    throw shortRefusal(all.map((short) => withSku(world, short)));
  }
  const lines = linesOf(world, placed);
  const reservation = {
    id: request.id,
    status: 'active' as const,
    expiresAt: new Date(world.now.getTime() + request.ttlSeconds * 1000),
    referenceType: request.referenceType ?? null,
    referenceId: request.referenceId ?? null,
    notes: request.notes ?? null,
    createdAt: world.now,
    endedAt: null,
    lines,
  };
  return { lines: lines.map((line) => holding(request, line)), reservation };
};

const refuseUnknown = (world: StockWorld, { id, lines, warehouseIds = [] }: ReserveRequest): void => {
  if (world.reservations.has(id)) {
    throw refuse(
      'STATE_CONFLICT',
      { state: 'exists', allowed: [] },
      'There is already a reservation with this id.',
    );
  }
  const unknown = lines.flatMap(({ productId, warehouseId }, index) => [
    ...(world.products.has(productId) ? [] : [{ path: `lines.${index}.productId`, what: 'product' }]),
    ...(warehouseId === undefined || world.warehouses.has(warehouseId)
      ? []
      : [{ path: `lines.${index}.warehouseId`, what: 'warehouse' }]),
  ]);
  warehouseIds.forEach((warehouseId, index) => {
    if (!world.warehouses.has(warehouseId))
      unknown.push({ path: `warehouseIds.${index}`, what: 'warehouse' });
  });
  if (unknown.length > 0) throw invalidReference(unknown);
};

const CLOSED = 'This warehouse is not active: nothing comes in or goes out.';

const refuseUnsold = (world: StockWorld, { lines, warehouseIds = [] }: ReserveRequest): void => {
  const fields: FieldProblem[] = [];
  const isClosed = (id: string | undefined) => id !== undefined && world.warehouses.get(id)?.active === false;
  lines.forEach(({ productId, warehouseId }, index) => {
    const words = unsoldWords(world, productId);
    if (words) fields.push({ path: `lines.${index}.productId`, message: words });
    if (isClosed(warehouseId)) fields.push({ path: `lines.${index}.warehouseId`, message: CLOSED });
  });
  warehouseIds.forEach((id, index) => {
    if (isClosed(id)) fields.push({ path: `warehouseIds.${index}`, message: CLOSED });
  });
  if (fields.length > 0) throw refuse('VALIDATION_FAILED', { fields });
};

/** Of a bundle, itself and everything in it must be sold. */
const unsoldWords = (world: StockWorld, productId: string): string | null => {
  const product = world.products.get(productId);
  if (!product) throw new Error(`the product ${productId} was not loaded`);
  const own = unsoldProblem(product);
  if (own || !product.isBundle) return own;
  const components = world.bundles.get(productId) ?? [];
  if (components.length === 0) return `${product.sku} is a bundle of nothing: give it components first.`;
  for (const component of components) {
    const words = unsoldWords(world, component.productId);
    if (words) return words;
  }
  return null;
};

const candidatesOf = (world: StockWorld, { warehouseIds }: ReserveRequest): RankedWarehouse[] => {
  if (!warehouseIds) {
    const before = (a: RankedWarehouse, b: RankedWarehouse) =>
      a.priority - b.priority || (a.name < b.name ? -1 : 1);
    return [...world.warehouses.values()].filter(({ active }) => active).sort(before);
  }
  return [...new Set(warehouseIds)].flatMap((id) => world.warehouses.get(id) ?? []);
};

const linesOf = (world: StockWorld, placed: readonly PlacedLine[]): ReservationLineState[] => {
  const exploded = explode(placed, world.bundles);
  if (exploded.length > RESERVATION_LINES_MAX) {
    throw invalidField(
      'lines',
      `It would hold ${exploded.length} lines, and a reservation has at most ${RESERVATION_LINES_MAX}.`,
    );
  }
  return exploded.map(({ askedLine: place, ...line }, index) => {
    const askedLine = placed[place - 1]?.askedLine ?? place;
    if (line.quantity > QUANTITY_MAX) {
      throw invalidField(
        `lines.${askedLine - 1}.quantity`,
        `It would take ${line.quantity} units of a component, more than any level can hold.`,
      );
    }
    return { ...line, lineNumber: index + 1, askedLine, quantityCommitted: 0, quantityReleased: 0 };
  });
};

const holding = ({ id, notes }: ReserveRequest, line: ReservationLineState): StockLine => ({
  productId: line.productId,
  warehouseId: line.warehouseId,
  kind: 'RESERVATION',
  onHandChange: 0,
  reservedChange: line.quantity,
  referenceType: 'reservation',
  referenceId: id,
  notes,
  path: `lines.${line.askedLine - 1}`,
});

/** Where lines name their warehouse and it has too little: told beside the lines that no warehouse can serve. */
const shortNamed = (world: StockWorld, request: ReserveRequest): readonly LevelShortage[] => {
  const named = request.lines.flatMap(({ productId, warehouseId, quantity }, index): PlacedLine[] =>
    warehouseId === undefined ? [] : [{ askedLine: index + 1, productId, warehouseId, quantity }],
  );
  if (named.length === 0) return [];
  const lines = linesOf(world, named).map((line) => holding(request, line));
  const levels = new Map(
    lines.map((line) => [levelKeyOf(line), world.levels.get(levelKeyOf(line)) ?? emptyLevel(line)]),
  );
  const decision = decideOne(levels, { lines });
  return !decision.accepted && decision.problem.kind === 'short' ? decision.problem.shortages : [];
};

const withSku = (world: StockWorld, short: Omit<Shortage, 'sku'>): Shortage => ({
  ...short,
  sku: world.products.get(short.productId)?.sku ?? null,
});
