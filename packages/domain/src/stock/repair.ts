import { refuse } from '../refusal.ts';

/** What is on hand and reserved. Base units. */
export interface Figures {
  readonly onHand: number;
  readonly reserved: number;
}

/** What a level shows, and what others say that it should. */
export interface Drifted {
  /** What the level shows. */
  readonly shown: Figures;
  /** What its movements come to. */
  readonly replayed: Figures;
  /** What the open holds come to. */
  readonly held: number;
  /** Whether a movement was changed or taken out: it does not follow from the one before it. */
  readonly isBroken: boolean;
}

/** One movement of a repair. */
export interface RepairStep {
  readonly before: Figures;
  readonly after: Figures;
}

/**
 * The movements that make level and ledger agree: from what the ledger comes to up to what the level shows, so that it is
 * on record, and from there to what is right. That is what the open holds say for what is reserved, and for what is on hand
 * the level or the ledger, as the caller trusts. None where these agree.
 * Throws STATE_CONFLICT where the ledger's sums are no level's at all, where more is held than would be on hand, and where
 * the ledger was changed in itself and its sums are right all the same: no movement mends that.
 */
export const planRepair = (
  { shown, replayed, held, isBroken }: Drifted,
  trust: 'level' | 'ledger',
): readonly RepairStep[] => {
  if (replayed.reserved < 0 || replayed.reserved > replayed.onHand) {
    throw refuse(
      'STATE_CONFLICT',
      { state: 'ledger_impossible', allowed: [] },
      `Its movements come to ${replayed.onHand} on hand and ${replayed.reserved} reserved, which no level can be. Restore the ledger from a backup.`,
    );
  }
  const right = { onHand: trust === 'level' ? shown.onHand : replayed.onHand, reserved: held };
  if (held > right.onHand) {
    throw refuse(
      'STATE_CONFLICT',
      { state: 'over_reserved', allowed: [] },
      `Open holds come to ${held}, and ${right.onHand} would be on hand. Release some of them first.`,
    );
  }
  const steps = [
    { before: replayed, after: shown },
    { before: shown, after: right },
  ].filter(({ before, after }) => before.onHand !== after.onHand || before.reserved !== after.reserved);
  if (steps.length === 0 && isBroken) {
    throw refuse(
      'STATE_CONFLICT',
      { state: 'ledger_changed', allowed: [] },
      'Movements were changed or taken out, and their sums are right all the same. Restore them from a backup.',
    );
  }
  return steps;
};
