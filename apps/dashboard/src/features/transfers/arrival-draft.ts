import type { Transfer } from '@stockflow/sdk';
import { type OpenCode, readCodes } from '../../parts/scan/codes.ts';

/** What was counted of a transfer that arrives. */
export interface ArrivalDraft {
  /** Units by line number. */
  quantities: Record<string, number>;
  isLast: boolean;
  note: string;
  codes: OpenCode[];
}

export const EMPTY_ARRIVAL: ArrivalDraft = { quantities: {}, isLast: false, note: '', codes: [] };

/** What was kept, as far as it can be read. */
export const readArrival = (raw: unknown): ArrivalDraft | null => {
  if (typeof raw !== 'object' || raw === null) return null;
  const { quantities, isLast, note, codes } = raw as Record<string, unknown>;
  const counted = Object.entries((quantities ?? {}) as Record<string, unknown>).filter(
    (entry): entry is [string, number] => Number.isSafeInteger(entry[1]),
  );
  return {
    quantities: Object.fromEntries(counted),
    isLast: isLast === true,
    note: typeof note === 'string' ? note : '',
    codes: readCodes(codes),
  };
};

type Line = Transfer['lines'][number];

/** Units of a line that are still on the way. */
export const leftOf = ({ quantity, quantityReceived, quantityMissing }: Line): number =>
  Math.max(0, quantity - quantityReceived - quantityMissing);

/** By how many units what was counted falls short of what is on the way, and by how many it is more. */
export const arrivalDifference = (
  { lines }: Pick<Transfer, 'lines'>,
  { quantities }: Pick<ArrivalDraft, 'quantities'>,
): { missing: number; surplus: number } => {
  const differences = lines.map((line) => (quantities[line.lineNumber] ?? 0) - leftOf(line));
  const sum = (of: (difference: number) => number) =>
    differences.reduce((total, difference) => total + of(difference), 0);
  return {
    missing: sum((difference) => Math.max(0, -difference)),
    surplus: sum((difference) => Math.max(0, difference)),
  };
};
