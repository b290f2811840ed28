import { type CompanyTransaction, type LockedSaleLine, postStock, requireAccepted } from '@stockflow/db';
import type { StockLine } from '@stockflow/domain';
import type { Actor } from '../core/actor.ts';

/** Who acts on a sale, and when. */
export interface Acting {
  readonly actor: Actor;
  readonly requestId: string;
  readonly now: Date;
}

/** What happens to the stock of a sale: promised, given back, or gone. */
type SaleMove = 'RESERVATION' | 'RELEASE' | 'SALE';

const CHANGES: Readonly<Record<SaleMove, { onHand: -1 | 0; reserved: -1 | 1 }>> = {
  RESERVATION: { onHand: 0, reserved: 1 },
  RELEASE: { onHand: 0, reserved: -1 },
  SALE: { onHand: -1, reserved: -1 },
};

/** The lines of a sale as stock moves for it. */
export const movesOf = (
  saleId: string,
  kind: SaleMove,
  lines: readonly Omit<LockedSaleLine, 'lineNumber'>[],
): StockLine[] =>
  lines.map(({ productId, warehouseId, quantity }) => ({
    productId,
    warehouseId,
    kind,
    onHandChange: CHANGES[kind].onHand * quantity,
    reservedChange: CHANGES[kind].reserved * quantity,
    referenceType: 'sale',
    referenceId: saleId,
  }));

/** Moves stock for one sale, all lines or none: throws the refusal. The sale's row is locked, or new. */
export const moveStock = async (
  tx: CompanyTransaction,
  lines: readonly StockLine[],
  { actor, requestId, now }: Acting,
): Promise<void> => {
  requireAccepted(
    await postStock(tx, {
      commands: [{ lines }],
      actor: { type: actor.kind, id: actor.id },
      requestId,
      now,
    }),
  );
};
