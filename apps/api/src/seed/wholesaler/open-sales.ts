import type { CatalogueProduct } from './catalogue.ts';
import { randomOf } from './chance.ts';
import type { PlannedLevel } from './level.ts';
import { type Customer, customersOf } from './people.ts';
import { PLACES, type Place } from './places.ts';

/** A sale that is still under way at the end: confirmed (its stock is reserved) or a draft. */
export interface OpenSale {
  externalId: string;
  status: 'confirmed' | 'draft';
  channel: string;
  customer: Customer;
  notes: string | undefined;
  lines: { product: CatalogueProduct; place: Place; quantity: number }[];
}

const NOTES: Record<number, string> = {
  1: 'Deliver before 10:00, ring at the yard gate',
  4: 'Waits for payment in advance',
  9: 'Offer for the summer terrace, to be called back',
};

/** Nine confirmed and four drafts, of goods that there are more than enough of. */
export function openSalesOf(levels: readonly PlannedLevel[]): OpenSale[] {
  const random = randomOf('open sales');
  const customers = random.shuffle(customersOf());
  const plenty = random.shuffle(
    levels.filter(({ fate, endStock, threshold }) => fate.kind === 'healthy' && endStock > threshold * 2 + 6),
  );
  return Array.from({ length: 13 }, (_, index) => {
    const place = PLACES[index % 3]!;
    const chosen = plenty
      .filter((level) => level.place === place)
      .slice(index * 5, index * 5 + random.int(2, 5));
    return {
      externalId: `A-${20_001 + index}`,
      status: index < 9 ? 'confirmed' : 'draft',
      channel: random.pick(['web', 'phone', 'email', 'field sales']),
      customer: customers[index]!,
      notes: NOTES[index],
      lines: chosen.map(({ product, endStock, threshold }) => ({
        product,
        place,
        quantity: Math.min(
          endStock - threshold - 1,
          Math.max(1, Math.round(product.typicalQuantity * random.spread(0.4))),
        ),
      })),
    };
  });
}
