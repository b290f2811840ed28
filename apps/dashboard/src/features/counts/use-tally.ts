import { type Count, newId } from '@stockflow/sdk';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo } from 'react';
import { countLinesQuery, countQuery } from '../../api/stock-queries.ts';
import { compareClocks, serverNow } from '../../app/server-clock.ts';
import { useOutbox, useParcels } from '../../parts/outbox/outbox-room.tsx';
import { type CountParcel, roundsBefore, type TallyLine, tallyOf } from './tally.ts';

/** How long a number may still change before it is sent, in milliseconds: scans of one product are one record. */
const STANDS_STILL_MS = 1_200;

/** A product, as far as a record needs it. */
export type Countable = Pick<TallyLine, 'productId' | 'sku' | 'name' | 'rounds'>;

/**
 * The lines of a count and how to record one. A record stands in the browser's storage before anything is sent, says
 * when it was counted, and goes from what was seen: it replaces nobody's number unseen.
 */
export function useTally(count: Count) {
  const client = useQueryClient();
  const { outbox, state } = useOutbox();
  const all = useParcels('count') as readonly CountParcel[];
  const query = useQuery(countLinesQuery(count.id));
  const parcels = useMemo(() => all.filter(({ input }) => input.countId === count.id), [all, count.id]);
  const lines = useMemo(() => tallyOf(query.data ?? [], parcels), [query.data, parcels]);
  useEffect(() => void compareClocks(), []);

  // Refused or taken in: the server knows more than this screen.
  const refused = parcels.filter(({ refusal }) => refusal !== null).length;
  const readAgain = useCallback(() => {
    void client.invalidateQueries({ queryKey: countLinesQuery(count.id).queryKey });
    void client.invalidateQueries({ queryKey: countQuery(count.id).queryKey });
  }, [client, count.id]);
  useEffect(() => {
    if (refused > 0) readAgain();
  }, [refused, readAgain]);
  const isFoundSent = query.data !== undefined && count.lineCount > query.data.length;
  useEffect(() => {
    if (isFoundSent) readAgain();
  }, [isFoundSent, readAgain]);

  const forget = useCallback(
    (productId: string) => {
      for (const parcel of parcels) {
        const isOpen = parcel.refusal !== null || !parcel.wasSent;
        if (isOpen && parcel.input.lines[0]?.productId === productId) outbox.drop(parcel.key);
      }
    },
    [outbox, parcels],
  );
  const record = useCallback(
    (product: Countable, quantity: number) => {
      const { productId, sku, name } = product;
      const expectedRounds = roundsBefore(product, parcels);
      const countedAt = new Date(Math.max(Date.parse(count.openedAt), serverNow())).toISOString();
      outbox.put({
        key: newId(),
        kind: 'count',
        subject: `${count.id}.${productId}`,
        input: { countId: count.id, lines: [{ productId, quantity, countedAt, expectedRounds }] },
        dueMs: Date.now() + STANDS_STILL_MS,
        draft: { sku, name },
      });
    },
    [outbox, parcels, count.id, count.openedAt],
  );
  return {
    query,
    lines,
    parcels,
    unsent: parcels.length - refused,
    isStuck: state.isWaiting,
    record,
    forget,
    readAgain,
  };
}

export type Tally = ReturnType<typeof useTally>;
