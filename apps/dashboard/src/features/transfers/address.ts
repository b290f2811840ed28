import type { ListTransfersInput } from '@stockflow/sdk';
import { idOf, oneOf, present, type RawSearch } from '../../app/address.ts';

export const TRANSFER_STATUSES = ['in_transit', 'received', 'cancelled'] as const;

/** What the address of the list of transfers holds. Without a state it shows what is on its way. */
export interface TransfersSearch {
  status?: (typeof TRANSFER_STATUSES)[number] | 'all';
  from?: string;
  to?: string;
}

export const readTransfersSearch = (raw: RawSearch): TransfersSearch =>
  present({
    status: oneOf([...TRANSFER_STATUSES, 'all'] as const, raw.status),
    from: idOf(raw.from),
    to: idOf(raw.to),
  });

/** The question that these filters ask. */
export const transfersFilter = (search: TransfersSearch): Omit<ListTransfersInput, 'cursor' | 'limit'> => {
  const status = search.status ?? 'in_transit';
  return present({
    status: status === 'all' ? undefined : status,
    fromWarehouseId: search.from,
    toWarehouseId: search.to,
  });
};
