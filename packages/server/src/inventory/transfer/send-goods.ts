import {
  type CompanyTransaction,
  insertTransfer,
  type OpenTransfer,
  readAverageCosts,
  readStandings,
  recordEvents,
  settle,
  wireTransfer,
} from '@stockflow/db';
import {
  announced,
  arriving,
  costOfLeaving,
  invalidField,
  invalidReference,
  leaving,
  refuse,
} from '@stockflow/domain';
import type { shipTransferInput, Transfer } from '@stockflow/schemas';
import { uuidv7 } from 'uuidv7';
import type { z } from 'zod';
import { type Acting, postTransfer, transferEventData } from './post-transfer.ts';

type Input = z.output<typeof shipTransferInput>;

/** Sends goods off: to arrive at once, or to be on their way. The transfer's row is written before levels are locked. */
export const sendGoods = async (
  tx: CompanyTransaction,
  input: Input,
  { arrives, ...acting }: Acting & { arrives: 'at once' | 'later' },
): Promise<Transfer> => {
  const transfer = await planned(tx, input, { arrives, ...acting });
  const by = {
    actor: { type: acting.actor.kind, id: acting.actor.id },
    requestId: acting.requestId,
    now: acting.now,
  };
  if (!(await insertTransfer(tx, transfer, by))) {
    throw refuse(
      'STATE_CONFLICT',
      { state: 'exists', allowed: [] },
      'There is already a transfer with this id.',
    );
  }
  const lines = transfer.lines.flatMap((line, index) => [
    leaving(transfer, line, { notes: input.notes, expectedOnHand: input.lines[index]?.expectedOnHand }),
    arrives === 'later'
      ? announced(transfer, line)
      : arriving(transfer, line, { quantity: line.quantity, announcedUnits: 0, notes: input.notes }),
  ]);
  await postTransfer(tx, lines, acting);
  const type = arrives === 'later' ? 'transfer.shipped' : 'transfer.received';
  recordEvents(tx, [{ type, data: transferEventData(transfer) }], acting.now);
  return wireTransfer(transfer);
};

const planned = async (
  tx: CompanyTransaction,
  input: Input,
  { arrives, now }: Pick<Acting, 'now'> & { arrives: 'at once' | 'later' },
): Promise<OpenTransfer> => {
  const { fromWarehouseId, toWarehouseId } = input;
  const productIds = input.lines.map(({ productId }) => productId);
  const [standings, costs] = await settle<
    [Awaited<ReturnType<typeof readStandings>>, Awaited<ReturnType<typeof readAverageCosts>>]
  >([
    readStandings(tx, { productIds, warehouseIds: [fromWarehouseId, toWarehouseId] }),
    readAverageCosts(tx, fromWarehouseId, productIds),
  ]);
  refusePlaces(input, standings.warehouses);
  const unknown = productIds.flatMap((id, index) =>
    standings.products.has(id) ? [] : [{ path: `lines.${index}.productId`, what: 'product' }],
  );
  if (unknown.length > 0) throw invalidReference(unknown);
  return {
    id: input.id ?? uuidv7(),
    fromWarehouseId,
    toWarehouseId,
    status: arrives === 'later' ? 'in_transit' : 'received',
    notes: input.notes ?? null,
    shippedAt: now,
    closedAt: arrives === 'later' ? null : now,
    version: 1,
    lines: input.lines.map(({ productId, quantity }, index) => ({
      lineNumber: index + 1,
      productId,
      sku: standings.products.get(productId)?.sku ?? '',
      productName: standings.products.get(productId)?.name ?? '',
      quantity,
      quantityReceived: arrives === 'later' ? 0 : quantity,
      quantityMissing: 0,
      unitCost: costOfLeaving(costs.get(productId) ?? null),
    })),
  };
};

/** The kernel would name the line's warehouse; the caller has sent the places once, for all lines. */
const refusePlaces = (input: Input, warehouses: ReadonlyMap<string, { readonly active: boolean }>): void => {
  const places = ['fromWarehouseId', 'toWarehouseId'] as const;
  const unknown = places.filter((path) => !warehouses.has(input[path]));
  if (unknown.length > 0) throw invalidReference(unknown.map((path) => ({ path, what: 'warehouse' })));
  for (const path of places) {
    if (warehouses.get(input[path])?.active) continue;
    throw invalidField(path, 'This warehouse is not active: nothing comes in or goes out.');
  }
};
