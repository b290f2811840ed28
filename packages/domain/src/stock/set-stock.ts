import { refuse } from '../refusal.ts';
import { type LevelKey, levelKeyOf, type StockLine } from './types.ts';
import type { StockWorld } from './world.ts';

/** One level as it shall be. */
export interface SetLine extends LevelKey {
  /** On hand as it shall be, base units. */
  readonly onHand: number;
  /** On hand as it must be before; null overwrites whatever is there. */
  readonly expectedOnHand: number | null;
  readonly notes?: string | undefined;
  readonly occurredAt?: string | undefined;
}

/**
 * Corrections that bring levels to what they shall be. A level that is so already has a line that changes nothing: its
 * expectation is still checked.
 * Throws VALIDATION_FAILED where a level is named twice: it cannot be two things.
 */
export const planSet = (world: Pick<StockWorld, 'levels'>, lines: readonly SetLine[]): StockLine[] => {
  const seen = new Set<string>();
  const twice = lines.flatMap((line, index) => {
    const key = levelKeyOf(line);
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [
      { path: `lines.${index}.onHand`, message: 'This product and warehouse were set before in this call.' },
    ];
  });
  if (twice.length > 0) throw refuse('VALIDATION_FAILED', { fields: twice });
  return lines.map(({ onHand, expectedOnHand, ...line }) => ({
    ...line,
    kind: 'ADJUSTMENT',
    reason: 'correction',
    onHandChange: onHand - (world.levels.get(levelKeyOf(line))?.onHand ?? 0),
    reservedChange: 0,
    expectedOnHand: expectedOnHand ?? undefined,
  }));
};
