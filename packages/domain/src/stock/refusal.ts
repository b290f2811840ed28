import type { Shortage } from '@stockflow/schemas';
import { type Refusal, refuse } from '../refusal.ts';
import type { StockProblem } from './types.ts';

const NAMED_IN_WORDS = 3;

/** A command's problem as a refusal, with the SKUs that people know the products by. */
export const stockRefusal = (problem: StockProblem, skuOf: (productId: string) => string | null): Refusal => {
  switch (problem.kind) {
    case 'field':
      return refuse('VALIDATION_FAILED', { fields: [...problem.fields] });
    case 'conflict':
      return refuse('VERSION_CONFLICT', {
        conflicts: problem.conflicts.map(({ productId, ...rest }) => ({ id: productId, ...rest })),
      });
    case 'short':
      return shortRefusal(problem.shortages.map((short) => ({ sku: skuOf(short.productId), ...short })));
  }
};

/** Short stock, said in one sentence and in details. */
export const shortRefusal = (shortages: Shortage[]): Refusal<'INSUFFICIENT_STOCK'> => {
  const named = shortages.slice(0, NAMED_IN_WORDS).map(wordsOf).join('; ');
  const more = shortages.length - NAMED_IN_WORDS;
  return refuse(
    'INSUFFICIENT_STOCK',
    { shortages },
    `There is not enough stock. ${named}${more > 0 ? `; and ${more} more` : ''}.`,
  );
};

const wordsOf = ({ sku, productId, requested, available }: Shortage): string =>
  `${sku ?? productId}: ${requested} asked for, ${available} available`;
