import type { TransferStatus } from '@stockflow/schemas';
import { divideRounded, partsOf, textOf, UNIT_PRICE_DECIMALS } from '../money.ts';
import { invalidField, refuse } from '../refusal.ts';
import type { StockLine } from '../stock/types.ts';

/** One product of a transfer. Base units. */
export interface TransferLineState {
  readonly lineNumber: number;
  readonly productId: string;
  readonly quantity: number;
  readonly quantityReceived: number;
  readonly quantityMissing: number;
  /** What one base unit cost at the origin, where known. */
  readonly unitCost: string | null;
}

/** A transfer as it is, under lock. */
export interface TransferState {
  readonly id: string;
  readonly fromWarehouseId: string;
  readonly toWarehouseId: string;
  readonly status: TransferStatus;
  readonly version: number;
  readonly lines: readonly TransferLineState[];
}

/** Units of a line that left and are neither there nor given up. */
export const inTransit = ({ quantity, quantityReceived, quantityMissing }: TransferLineState): number =>
  Math.max(0, quantity - quantityReceived - quantityMissing);

/** What becomes of a transfer: stock that moves, and its lines after it. */
export interface TransferChange {
  readonly lines: readonly StockLine[];
  readonly transfer: TransferState;
}

const moving = ({ id }: Pick<TransferState, 'id'>, line: TransferLineState, notes: string | undefined) => ({
  productId: line.productId,
  referenceType: 'transfer',
  referenceId: id,
  notes,
  path: `lines.${line.lineNumber - 1}`,
});

/** How a line leaves its origin; expectations are the caller's compare-and-set. */
export const leaving = (
  transfer: TransferState,
  line: TransferLineState,
  { notes, expectedOnHand }: { notes?: string | undefined; expectedOnHand?: number | undefined },
): StockLine => ({
  ...moving(transfer, line, notes),
  warehouseId: transfer.fromWarehouseId,
  kind: 'TRANSFER_OUT',
  onHandChange: -line.quantity,
  reservedChange: 0,
  expectedOnHand,
});

/** Goods on their way: nothing at the destination yet but the news of them. */
export const announced = (transfer: TransferState, line: TransferLineState): StockLine => ({
  ...moving(transfer, line, undefined),
  warehouseId: transfer.toWarehouseId,
  kind: 'TRANSFER_IN',
  onHandChange: 0,
  reservedChange: 0,
  incomingChange: line.quantity,
});

/** Units that come in; those that were announced are not on their way any more. */
export const arriving = (
  transfer: TransferState,
  line: TransferLineState,
  {
    quantity,
    announcedUnits,
    notes,
  }: { quantity: number; announcedUnits: number; notes?: string | undefined },
): StockLine => ({
  ...moving(transfer, line, notes),
  warehouseId: transfer.toWarehouseId,
  kind: 'TRANSFER_IN',
  onHandChange: quantity,
  reservedChange: 0,
  incomingChange: -announcedUnits,
  unitCost: line.unitCost ?? undefined,
});

/** What arrived of one line. */
export interface ArrivedLine {
  readonly lineNumber: number;
  readonly quantity: number;
}

/**
 * Receives what arrived: all that is in transit, or what `lines` say, which may be more than left. With `close` the rest is
 * missing and not waited for any more. It is closed by itself once nothing is in transit.
 */
export const receiveTransfer = (
  transfer: TransferState,
  {
    lines: arrived,
    close,
    notes,
  }: { lines?: readonly ArrivedLine[] | undefined; close: boolean; notes?: string | undefined },
): TransferChange => {
  refuseUnlessInTransit(transfer, 'received');
  const quantityOf = arrivedOf(transfer, arrived);
  const stock: StockLine[] = [];
  const lines = transfer.lines.map((line) => {
    const quantity = quantityOf(line);
    const waiting = inTransit(line);
    const missing = close ? Math.max(0, waiting - quantity) : 0;
    const announcedUnits = Math.min(quantity, waiting) + missing;
    if (quantity > 0 || announcedUnits > 0)
      stock.push(arriving(transfer, line, { quantity, announcedUnits, notes }));
    return {
      ...line,
      quantityReceived: line.quantityReceived + quantity,
      quantityMissing: line.quantityMissing + missing,
    };
  });
  if (stock.length === 0 && !close)
    throw invalidField('lines', 'Nothing would arrive. Say close: true to give up the rest.');
  const isOver = lines.every((line) => inTransit(line) === 0);
  return {
    lines: stock,
    transfer: {
      ...transfer,
      lines,
      status: isOver ? 'received' : 'in_transit',
      version: transfer.version + 1,
    },
  };
};

/** Takes the goods back to where they came from; only while none of them has arrived. */
export const cancelTransfer = (transfer: TransferState, notes: string | undefined): TransferChange => {
  refuseUnlessInTransit(transfer, 'cancelled');
  if (transfer.lines.some(({ quantityReceived }) => quantityReceived > 0)) {
    throw refuse(
      'STATE_CONFLICT',
      { state: 'partly_received', allowed: ['in_transit'] },
      'Some of it has arrived. Receive the rest, or close it with what is missing, and send it back.',
    );
  }
  return {
    lines: transfer.lines.flatMap((line): StockLine[] => [
      { ...announced(transfer, line), incomingChange: -line.quantity },
      {
        ...moving(transfer, line, notes),
        warehouseId: transfer.fromWarehouseId,
        kind: 'TRANSFER_IN',
        onHandChange: line.quantity,
        reservedChange: 0,
        unitCost: line.unitCost ?? undefined,
      },
    ]),
    transfer: {
      ...transfer,
      status: 'cancelled',
      version: transfer.version + 1,
      lines: transfer.lines.map((line) => ({ ...line, quantityMissing: line.quantity })),
    },
  };
};

const refuseUnlessInTransit = ({ status }: TransferState, participle: string): void => {
  if (status === 'in_transit') return;
  throw refuse(
    'STATE_CONFLICT',
    { state: status, allowed: ['in_transit'] },
    `This transfer is ${status}; only one in transit can be ${participle}.`,
  );
};

const arrivedOf = (transfer: TransferState, arrived: readonly ArrivedLine[] | undefined) => {
  if (!arrived) return inTransit;
  arrived.forEach(({ lineNumber }, index) => {
    if (transfer.lines.some((line) => line.lineNumber === lineNumber)) return;
    throw invalidField(`lines.${index}.lineNumber`, 'The transfer has no such line.');
  });
  const quantities = new Map(arrived.map(({ lineNumber, quantity }) => [lineNumber, quantity]));
  return ({ lineNumber }: TransferLineState): number => quantities.get(lineNumber) ?? 0;
};

const AVERAGE_DECIMALS = 6;

/** A level's average cost, six decimals, as the cost of a unit that leaves it, four; null stays unknown. */
export const costOfLeaving = (averageCost: string | null): string | null =>
  averageCost === null
    ? null
    : textOf(
        divideRounded(
          partsOf(averageCost, AVERAGE_DECIMALS),
          10n ** BigInt(AVERAGE_DECIMALS - UNIT_PRICE_DECIMALS),
        ),
        UNIT_PRICE_DECIMALS,
      );

/** Refuses a change of a row that has changed since the caller read it. */
export const refuseVersion = (
  row: { readonly id: string; readonly version: number },
  expectedVersion: number | undefined,
): void => {
  if (expectedVersion === undefined || expectedVersion === row.version) return;
  throw refuse('VERSION_CONFLICT', {
    conflicts: [{ id: row.id, expected: expectedVersion, current: row.version }],
  });
};
