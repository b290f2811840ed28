import { type CompanyTransaction, type OpenTransfer, postStock } from '@stockflow/db';
import { oncePerField, type StockLine, type TransferChange } from '@stockflow/domain';
import type { Actor } from '../../core/actor.ts';

/** Who acts on a transfer, and when. */
export interface Acting {
  readonly actor: Actor;
  readonly requestId: string;
  readonly now: Date;
}

/** Moves stock for one transfer, all lines or none: throws the refusal. The transfer's row is locked, or new. */
export const postTransfer = async (
  tx: CompanyTransaction,
  lines: readonly StockLine[],
  { actor, requestId, now }: Acting,
): Promise<void> => {
  if (lines.length === 0) return;
  const [outcome] = await postStock(tx, {
    commands: [{ lines }],
    actor: { type: actor.kind, id: actor.id },
    requestId,
    now,
  });
  // A line leaves here and arrives there: what is wrong with its product is said once.
  if (outcome && !outcome.accepted) throw oncePerField(outcome.refusal);
};

/** The transfer after a change, with what is told of it. */
export const changedTransfer = (
  before: OpenTransfer,
  { transfer }: TransferChange,
  now: Date,
): OpenTransfer => ({
  ...before,
  status: transfer.status,
  version: transfer.version,
  closedAt: transfer.status === 'in_transit' ? null : now,
  lines: before.lines.map((line, index) => ({ ...line, ...transfer.lines[index] })),
});

const EVENT_LINES_MAX = 100;

/** What the outbox says of a transfer. */
export const transferEventData = ({ id, status, fromWarehouseId, toWarehouseId, lines }: OpenTransfer) => ({
  transferId: id,
  status,
  fromWarehouseId,
  toWarehouseId,
  lineCount: lines.length,
  lines: lines.slice(0, EVENT_LINES_MAX).map((line) => ({
    lineNumber: line.lineNumber,
    productId: line.productId,
    quantity: line.quantity,
    quantityReceived: line.quantityReceived,
    quantityMissing: line.quantityMissing,
  })),
});
