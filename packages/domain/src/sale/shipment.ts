import type { CompleteSaleInput } from '@stockflow/schemas';
import { invalidField, refuse } from '../refusal.ts';
import { openOf } from '../stock/reservation.ts';
import type { ReservationLineState } from '../stock/reservation-state.ts';
import type { LevelKey, StockLine } from '../stock/types.ts';

/** How far a line of a sale has come. Base units, or bundles where one was sold. */
export interface SaleLineState extends LevelKey {
  readonly lineNumber: number;
  readonly quantity: number;
  readonly quantityShipped: number;
  readonly quantityReturned: number;
}

/** What leaves now, and what becomes of the rest. */
export type AskedShipment = Required<Pick<CompleteSaleInput, 'rest'>> & Pick<CompleteSaleInput, 'lines'>;

/** What happens to one line of a hold. */
export interface ShippedPart {
  /** The held line as it is afterwards. */
  readonly held: ReservationLineState;
  /** Base units that leave. */
  readonly shipped: number;
  /** Base units that are given back. */
  readonly released: number;
  /** Where the sale's line stands in the input; in the sale when the input names none. */
  readonly path: string;
}

/** What a shipment does to a sale and to what is held for it. */
export interface Shipment {
  /** Quantities shipped so far, by line number; of lines of which something leaves now. */
  readonly quantityShipped: ReadonlyMap<number, number>;
  /** The parts of the hold that change. */
  readonly parts: readonly ShippedPart[];
  /** True when nothing is held any more. */
  readonly isLast: boolean;
}

/** Every sale line must have room for what leaves, and something must happen; then what is held is divided. */
export const planShipment = (
  lines: readonly SaleLineState[],
  held: readonly ReservationLineState[],
  { lines: asked, rest }: AskedShipment,
): Shipment => {
  const leaving = asked
    ? askedOf(lines, asked)
    : new Map(lines.map((line) => [line.lineNumber, unshipped(line)]));
  const units = [...leaving.values()].reduce((sum, quantity) => sum + quantity, 0);
  if (units === 0 && rest === 'keep') {
    throw invalidField(
      'lines',
      "Nothing would be shipped. Give back the rest with rest 'release', or name a quantity.",
    );
  }
  const places = new Map(asked?.map(({ lineNumber }, index) => [lineNumber, `lines.${index}`]));
  return divide(lines, held, { leaving, keepsRest: rest === 'keep', places });
};

/** Gives back all that is still held: nothing leaves. */
export const planRelease = (
  lines: readonly SaleLineState[],
  held: readonly ReservationLineState[],
): Shipment => divide(lines, held, { leaving: new Map(), keepsRest: false, places: new Map() });

const unshipped = ({ quantity, quantityShipped }: SaleLineState): number => quantity - quantityShipped;

const askedOf = (
  lines: readonly SaleLineState[],
  asked: NonNullable<AskedShipment['lines']>,
): Map<number, number> => {
  const byNumber = new Map(lines.map((line) => [line.lineNumber, line]));
  const fields = asked.flatMap(({ lineNumber, quantity }, index) => {
    const line = byNumber.get(lineNumber);
    if (!line) return [{ path: `lines.${index}.lineNumber`, message: 'The sale has no such line.' }];
    if (quantity <= unshipped(line)) return [];
    return [
      { path: `lines.${index}.quantity`, message: `Of this line ${unshipped(line)} have not left yet.` },
    ];
  });
  if (fields.length > 0) throw refuse('VALIDATION_FAILED', { fields });
  return new Map(asked.map(({ lineNumber, quantity }) => [lineNumber, quantity]));
};

interface Division {
  /** What leaves of each sale line, by its number. */
  readonly leaving: ReadonlyMap<number, number>;
  readonly keepsRest: boolean;
  readonly places: ReadonlyMap<number, string>;
}

const divide = (
  lines: readonly SaleLineState[],
  held: readonly ReservationLineState[],
  { leaving, keepsRest, places }: Division,
): Shipment => {
  const byNumber = new Map(lines.map((line) => [line.lineNumber, line]));
  const isHeld = new Set(held.map(({ askedLine }) => askedLine));
  for (const [lineNumber, quantity] of leaving) {
    if (quantity > 0 && !isHeld.has(lineNumber))
      throw new Error(`nothing is held for line ${lineNumber} of the sale`);
  }
  const parts = held.map((line) => {
    const sold = byNumber.get(line.askedLine);
    if (!sold) throw new Error('something is held for a line that the sale does not have');
    const shipped = unitsHeldEach(line, sold) * (leaving.get(line.askedLine) ?? 0);
    const released = keepsRest ? 0 : openOf(line) - shipped;
    const after = {
      ...line,
      quantityCommitted: line.quantityCommitted + shipped,
      quantityReleased: line.quantityReleased + released,
    };
    return {
      held: after,
      shipped,
      released,
      path: places.get(line.askedLine) ?? `lines.${line.askedLine - 1}`,
    };
  });
  return {
    quantityShipped: new Map(
      lines.flatMap(({ lineNumber, quantityShipped }) => {
        const now = leaving.get(lineNumber) ?? 0;
        return now > 0 ? [[lineNumber, quantityShipped + now] as const] : [];
      }),
    ),
    parts: parts.filter(({ shipped, released }) => shipped > 0 || released > 0),
    isLast: parts.every((part) => openOf(part.held) === 0),
  };
};

/** Base units that were held of a component for each bundle sold; 1 where the product itself was sold. */
export const unitsHeldEach = (
  held: ReservationLineState,
  { quantity }: Pick<SaleLineState, 'quantity'>,
): number => held.quantity / quantity;

/** The stock that moves for a shipment: what leaves was reserved, what is given back only is free again. */
export const movesOfShipment = (
  saleId: string,
  { parts }: Shipment,
  notes: string | undefined,
): StockLine[] =>
  parts.flatMap(({ held, shipped, released, path }) => {
    const { productId, warehouseId } = held;
    const line = { productId, warehouseId, referenceType: 'sale', referenceId: saleId, notes, path };
    return [
      ...(shipped > 0
        ? [{ ...line, kind: 'SALE' as const, onHandChange: -shipped, reservedChange: -shipped }]
        : []),
      ...(released > 0
        ? [{ ...line, kind: 'RELEASE' as const, onHandChange: 0, reservedChange: -released }]
        : []),
    ];
  });

/** How a hold of which nothing is open any more has ended: `released` when nothing of it was ever shipped. */
export const endOfHold = (held: readonly ReservationLineState[]): 'committed' | 'released' =>
  held.some(({ quantityCommitted }) => quantityCommitted > 0) ? 'committed' : 'released';
