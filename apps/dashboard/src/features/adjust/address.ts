import { idOf, present, type RawSearch } from '../../app/address.ts';

/** What the address of the adjusting screen holds: the product in hand. */
export interface AdjustSearch {
  product?: string;
}

export const readAdjustSearch = (raw: RawSearch): AdjustSearch => present({ product: idOf(raw.product) });
