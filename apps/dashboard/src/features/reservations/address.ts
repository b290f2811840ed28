import type { ListReservationsInput } from '@stockflow/sdk';
import { idOf, oneOf, present, type RawSearch } from '../../app/address.ts';

export const RESERVATION_STATUSES = ['active', 'committed', 'released', 'expired'] as const;

/** What the address of the reservations holds. Without a state it shows what is held now. */
export interface ReservationsSearch {
  status?: (typeof RESERVATION_STATUSES)[number] | 'all';
  warehouse?: string;
  product?: string;
}

export const readReservationsSearch = (raw: RawSearch): ReservationsSearch =>
  present({
    status: oneOf([...RESERVATION_STATUSES, 'all'] as const, raw.status),
    warehouse: idOf(raw.warehouse),
    product: idOf(raw.product),
  });

/** The question that these filters ask. */
export const reservationsFilter = (
  search: ReservationsSearch,
): Omit<ListReservationsInput, 'cursor' | 'limit'> => {
  const status = search.status ?? 'active';
  return present({
    status: status === 'all' ? undefined : status,
    warehouseId: search.warehouse,
    productId: search.product,
  });
};
