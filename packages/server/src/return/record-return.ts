import {
  addDemand,
  type CompanyTransaction,
  insertReturnItems,
  insertReturns,
  partsOfBundle,
  postWhole,
  recordEvents,
} from '@stockflow/db';
import {
  type DemandChange,
  movesOfReturn,
  type ReturnedPart,
  refuse,
  returnEventData,
  totalsOf,
  wireMoney,
} from '@stockflow/domain';
import type { SaleReturn } from '@stockflow/schemas';
import { uuidv7 } from 'uuidv7';
import type { Actor } from '../core/actor.ts';

/** Who takes goods back, in which request, and when. */
export interface Acting {
  readonly actor: Actor;
  readonly requestId: string;
  readonly now: Date;
}

/** What either kind of return says of itself. */
interface Head {
  readonly id?: string | undefined;
  readonly saleId: string | null;
  readonly externalId?: string | null | undefined;
  readonly channel: string;
  readonly notes?: string | null | undefined;
  readonly returnedAt?: string | undefined;
}

/** A return as it is going to be, with exact totals. Its lines are numbered in the order given. */
export const returnOf = (
  head: Head,
  lines: readonly Omit<SaleReturn['lines'][number], 'lineNumber'>[],
  now: Date,
): SaleReturn => ({
  id: head.id ?? uuidv7(),
  saleId: head.saleId,
  externalId: head.externalId ?? null,
  channel: head.channel,
  total: wireMoney(totalsOf(lines, '').total),
  notes: head.notes ?? null,
  returnedAt: head.returnedAt ?? now.toISOString(),
  createdAt: now.toISOString(),
  lines: lines.map((line, index) => ({
    ...line,
    lineNumber: index + 1,
    unitPrice: wireMoney(line.unitPrice),
  })),
});

/** What a return does besides its own rows. */
interface Effects {
  readonly parts: readonly Omit<ReturnedPart, 'soldFrom'>[];
  /** One for each part, in their order. */
  readonly demand: readonly DemandChange[];
}

/**
 * Records a return: its row, whose unique keys turn a second one away before any level is locked; then stock; then its
 * lines, demand and event with COMMIT. A sale's row is locked before it. STATE_CONFLICT when its id, or its external id
 * in its channel, is taken.
 */
export const recordReturn = async (
  tx: CompanyTransaction,
  back: SaleReturn,
  { parts, demand }: Effects,
  { actor, requestId, now }: Acting,
): Promise<void> => {
  const moving = { actor: { type: actor.kind, id: actor.id }, requestId, now };
  const inserted = await insertReturns(tx, [back], moving);
  if (inserted.length === 0) throw taken(back);
  const ofLine = demandOfLines(parts, demand);
  const moves = movesOfReturn(parts, { returnId: back.id, returnedAt: back.returnedAt });
  await postWhole(tx, moves, { ...moving, demandOf: demand });
  insertReturnItems(
    tx,
    back.lines.map((line, index) => ({
      ...line,
      returnId: back.id,
      saleId: back.saleId,
      parts: partsOfBundle(line.productId, ofLine.get(`lines.${index}`) ?? []),
    })),
  );
  addDemand(tx, demand);
  recordEvents(tx, [{ type: 'return.created', data: returnEventData(back) }], now);
};

/** The demand that each line takes back, by the line's path. */
const demandOfLines = (parts: Effects['parts'], demand: Effects['demand']) => {
  const ofLine = new Map<string, { productId: string; warehouseId: string; quantity: number }[]>();
  parts.forEach(({ path }, index) => {
    const change = demand[index];
    if (!change) throw new Error('a part that came back takes no demand back');
    const { productId, warehouseId, unitsReturned: quantity } = change;
    ofLine.set(path, [...(ofLine.get(path) ?? []), { productId, warehouseId, quantity }]);
  });
  return ofLine;
};

const taken = ({ id, externalId, channel }: SaleReturn) =>
  refuse(
    'STATE_CONFLICT',
    { state: 'exists', allowed: [] },
    externalId
      ? `There is already a return with the id ${id} or the external id "${externalId}" in the channel "${channel}".`
      : 'There is already a return with this id.',
  );
