import { dayOf } from './days.ts';
import type { History } from './history.ts';
import { keyOf, type Place } from './places.ts';

/** Units of a product that customers took from a warehouse on one local day, or (sold 0) brought back. */
export interface Demand extends Place {
  day: number;
  sold: number;
  returned: number;
}

/**
 * Every unit ever sold or brought back, on the day that it counts for, by place.
 *
 * - What left a warehouse for a sale counts on the local day of the sale's date, whenever it was shipped or written down.
 *   Drafts and what is only reserved have not left; stock that left for no sale is no demand.
 * - What comes back of a known sale counts against that sale: on its day, where it was sold from, wherever the goods went
 *   and whether they are stock again or scrap.
 * - What comes back of no known sale counts on the day it came back, where it came back.
 * - Bundles count as their components: what was held for the sale, or what the bundle was made of when it left or came
 *   back, whatever it is made of today.
 */
export const demandOf = (history: History): Map<string, Demand[]> => {
  const byPlace = new Map<string, Demand[]>();
  for (const each of [...soldIn(history), ...returnedIn(history)]) {
    byPlace.set(keyOf(each), [...(byPlace.get(keyOf(each)) ?? []), each]);
  }
  return byPlace;
};

const soldIn = ({ company, movements, sales }: History): Demand[] => {
  const saleDates = new Map(sales.map(({ id, saleDate }) => [id, saleDate]));
  return movements
    .filter(({ kind }) => kind === 'SALE')
    .map(({ productId, warehouseId, onHandChange, referenceId }) => {
      const saleDate = saleDates.get(referenceId ?? '');
      if (!saleDate) throw new Error('stock left for a sale that is not there');
      const day = dayOf(saleDate, company.timeZone);
      return { productId, warehouseId, day, sold: -onHandChange, returned: 0 };
    });
};

const returnedIn = (history: History): Demand[] => {
  const { company, returnLines, sales, saleLines, heldLines } = history;
  return returnLines.flatMap((line) => {
    const sale = sales.find(({ id }) => id === line.saleId);
    const sold = saleLines.find(
      ({ saleId, lineNumber }) => saleId === line.saleId && lineNumber === line.saleLineNumber,
    );
    const day = dayOf(sale?.saleDate ?? line.returnedAt, company.timeZone);
    const warehouseId = sold?.warehouseId ?? line.warehouseId;
    const held = heldLines.filter(
      ({ saleId, askedLine }) =>
        sold !== undefined && saleId === sold.saleId && askedLine === sold.lineNumber,
    );
    const parts =
      held.length > 0 && sold
        ? held.map((each) => ({
            productId: each.productId,
            quantity: (each.quantity / sold.quantity) * line.quantity,
          }))
        : (line.parts ?? [line]);
    return parts.map(({ productId, quantity }) => ({
      productId,
      warehouseId,
      day,
      sold: 0,
      returned: quantity,
    }));
  });
};
