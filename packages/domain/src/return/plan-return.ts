import { invalidField, refuse } from '../refusal.ts';
import { type SaleLineState, unitsHeldEach } from '../sale/shipment.ts';
import type { Bundles } from '../stock/explode.ts';
import { unitsOf } from '../stock/explode.ts';
import type { ReservationLineState } from '../stock/reservation-state.ts';
import type { LevelKey, StockLine } from '../stock/types.ts';

/** To stock again, or to scrap. */
export type Disposition = 'restock' | 'scrap';

/** A line of a sale that comes back, in whole or in part. */
export interface AskedReturnLine {
  readonly saleLineNumber: number;
  /** Base units, or bundles. */
  readonly quantity: number;
  /** Default where it shipped from. */
  readonly warehouseId?: string | undefined;
  readonly disposition: Disposition;
}

/** A line of a return with the sale's line that it is of. */
export interface ReturnedLine<Line extends SaleLineState = SaleLineState> {
  readonly sold: Line;
  readonly warehouseId: string;
  readonly quantity: number;
  readonly disposition: Disposition;
  /** Where it stands in the input. */
  readonly path: string;
}

/** What is stocked, as it comes back. */
export interface ReturnedPart extends LevelKey {
  /** Base units. */
  readonly quantity: number;
  readonly disposition: Disposition;
  /** Where it was sold from: its demand is less there. */
  readonly soldFrom: string;
  readonly path: string;
}

/**
 * The lines of a sale that come back: of each at most what was shipped and has not come back. Two lines for one line of
 * the sale (some to stock, some to scrap) are one demand.
 */
export const returnedLines = <Line extends SaleLineState>(
  lines: readonly Line[],
  asked: readonly AskedReturnLine[],
): ReturnedLine<Line>[] => {
  const byNumber = new Map(lines.map((line) => [line.lineNumber, line]));
  const sums = new Map<number, number>();
  for (const { saleLineNumber, quantity } of asked) {
    sums.set(saleLineNumber, (sums.get(saleLineNumber) ?? 0) + quantity);
  }
  const fields = asked.flatMap(({ saleLineNumber }, index) => {
    const sold = byNumber.get(saleLineNumber);
    if (!sold) return [{ path: `lines.${index}.saleLineNumber`, message: 'The sale has no such line.' }];
    const left = sold.quantityShipped - sold.quantityReturned;
    if ((sums.get(saleLineNumber) ?? 0) <= left) return [];
    return [
      { path: `lines.${index}.quantity`, message: `Of this line ${left} were shipped and are not back yet.` },
    ];
  });
  if (fields.length > 0) throw refuse('VALIDATION_FAILED', { fields });
  return asked.flatMap(({ saleLineNumber, quantity, warehouseId, disposition }, index) => {
    const sold = byNumber.get(saleLineNumber);
    if (!sold) return [];
    const back = { quantity, disposition, path: `lines.${index}` };
    return [{ ...back, sold, warehouseId: warehouseId ?? sold.warehouseId }];
  });
};

/**
 * What is stocked of lines that come back: the components that the sale held for each bundle, whatever the bundle is made
 * of today. A sale that never held anything (an imported one) gives back what the bundle is made of today.
 * @param held lines of the sale's hold; empty for a sale without one
 * @param bundles today's, for a sale without a hold
 */
export const partsReturned = (
  returned: readonly ReturnedLine[],
  held: readonly ReservationLineState[],
  bundles: Bundles,
): ReturnedPart[] => {
  const heldFor = new Map<number, ReservationLineState[]>();
  for (const line of held) heldFor.set(line.askedLine, [...(heldFor.get(line.askedLine) ?? []), line]);
  return returned.flatMap(({ sold, quantity, ...line }) => {
    const own = heldFor.get(sold.lineNumber);
    const units = own
      ? own.map((each): [string, number] => [each.productId, unitsHeldEach(each, sold)])
      : [...unitsOf(sold.productId, bundles)];
    if (units.length === 0)
      throw invalidField(
        `${line.path}.saleLineNumber`,
        'This bundle has no components: nothing can come back.',
      );
    return units.map(([productId, each]) => ({
      productId,
      warehouseId: line.warehouseId,
      quantity: each * quantity,
      disposition: line.disposition,
      soldFrom: sold.warehouseId,
      path: line.path,
    }));
  });
};

interface Back {
  readonly returnId: string;
  /** ISO 8601. */
  readonly returnedAt: string;
}

/** The stock that moves for goods that came back. Scrap is checked like any other line and moves nothing. */
export const movesOfReturn = (
  parts: readonly Pick<ReturnedPart, 'productId' | 'warehouseId' | 'quantity' | 'disposition' | 'path'>[],
  { returnId, returnedAt }: Back,
): StockLine[] =>
  parts.map(({ productId, warehouseId, quantity, disposition, path }) => ({
    productId,
    warehouseId,
    kind: 'RETURN',
    onHandChange: disposition === 'restock' ? quantity : 0,
    reservedChange: 0,
    referenceType: 'sale_return',
    referenceId: returnId,
    occurredAt: returnedAt,
    path,
  }));
