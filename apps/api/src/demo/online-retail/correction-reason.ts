import type { ADJUSTMENT_REASONS } from '@stockflow/schemas';

export type AdjustmentReason = (typeof ADJUSTMENT_REASONS)[number];

/** What clerks wrote, from the plainest to the vaguest: "damages/samples" is damaged. First that fits. */
const WORDS: readonly [AdjustmentReason, RegExp][] = [
  [
    'damaged',
    /damag|dagamed|wet\b|rust|mould|smash|crush|crack|broken|breakage|faulty|unsaleable|thrown|throw away|destroyed|smudge/i,
  ],
  ['lost', /missing|\blost\b|\bMIA\b|can't find|mystery|not rcvd/i],
  ['found', /found|put aside|returned/i],
  ['sample', /sample|display|showroom|given away|mailout/i],
  [
    'correction',
    /check|count|adjust|wrong|incorrect|mix|code|barcode|mark|credit|sold|sale|set\b|dotcom|amazon|ebay|FBA|order|stock|error|oops|fix|test|\d{5}/i,
  ],
];

/**
 * The reason of a stock correction from the clerk's note. Without a note, or with one that says nothing ("?"), it
 * is `other`: the file does not say why, and neither do we. What came in can only be found or corrected.
 */
export function correctionReason(note: string, change: number): AdjustmentReason {
  const reason = WORDS.find(([, words]) => words.test(note))?.[0] ?? 'other';
  if (change > 0 && reason !== 'found' && reason !== 'other') return 'correction';
  if (change < 0 && reason === 'found') return 'correction';
  return reason;
}
