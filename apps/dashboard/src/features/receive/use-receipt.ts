import { newId, type ReceiveStockInput } from '@stockflow/sdk';
import { useEffect, useMemo, useState } from 'react';
import { useKept } from '../../app/kept.ts';
import type { Parcel } from '../../parts/outbox/outbox.ts';
import { useOutbox, useParcels } from '../../parts/outbox/outbox-room.tsx';
import { EMPTY_RECEIPT, type Receipt, readReceipt } from './receipt.ts';

/** A receipt that was sent from this screen. */
export interface Booked {
  key: string;
  input: ReceiveStockInput;
}

/**
 * The receipt in hand and those on their way. What is sent moves from one to the other at once, so that scanning goes on
 * while the network does not; what the server refuses comes back to be mended.
 */
export function useReceipt() {
  const [receipt, change] = useKept('receipt', EMPTY_RECEIPT, readReceipt);
  const { outbox, state } = useOutbox();
  const parcels = useParcels('receipt') as readonly Parcel<ReceiveStockInput>[];
  const [last, setLast] = useState<Booked | null>(null);
  const [refusal, setRefusal] = useState<Parcel['refusal']>(null);
  const refused = parcels.find((parcel) => parcel.refusal !== null);
  const isFree = receipt.lines.length === 0;

  useEffect(() => {
    if (refused === undefined || !isFree) return;
    const back = readReceipt(refused.draft);
    if (back !== null) change((now) => ({ ...back, codes: now.codes }));
    setRefusal(refused.refusal);
    setLast(null);
    outbox.drop(refused.key);
  }, [refused, isFree, change, outbox]);

  const send = (input: ReceiveStockInput) => {
    const key = newId();
    setRefusal(null);
    setLast({ key, input });
    outbox.put({ key, kind: 'receipt', subject: key, input, dueMs: 0, draft: receipt });
    change((now) => ({ ...EMPTY_RECEIPT, codes: now.codes, hasCosts: now.hasCosts }));
  };
  const waiting = useMemo(() => parcels.filter((parcel) => parcel.refusal === null), [parcels]);
  const isOnItsWay = waiting.some(({ key }) => key === last?.key);
  return {
    receipt,
    change: (by: (now: Receipt) => Receipt) => change(by),
    send,
    refusal,
    waiting,
    isSending: state.isSending && waiting.length > 0,
    isStuck: state.isWaiting && waiting.length > 0,
    booked: last !== null && !isOnItsWay && !parcels.some(({ key }) => key === last.key) ? last : null,
    forgetBooked: () => setLast(null),
    retryNow: () => outbox.retryNow(),
  };
}
