import type { ReceiveStockInput } from '@stockflow/sdk';
import { isDecimal, toDecimal } from '../../format/decimal.ts';
import { type OpenCode, readCodes } from '../../parts/scan/codes.ts';
import { LINES_MAX, readLines, type ScanLine } from '../../parts/scan/lines.ts';

/** A receipt that is being scanned. */
export interface Receipt {
  lines: ScanLine[];
  codes: OpenCode[];
  supplierId: string | null;
  /** The delivery note's number, or whatever else helps to find it again. */
  note: string;
  hasCosts: boolean;
}

export const EMPTY_RECEIPT: Receipt = { lines: [], codes: [], supplierId: null, note: '', hasCosts: false };

/** What was kept of a receipt, as far as it can be read. */
export const readReceipt = (raw: unknown): Receipt | null => {
  if (typeof raw !== 'object' || raw === null) return null;
  const { lines, codes, supplierId, note, hasCosts } = raw as Record<string, unknown>;
  return {
    lines: readLines(lines),
    codes: readCodes(codes),
    supplierId: typeof supplierId === 'string' ? supplierId : null,
    note: typeof note === 'string' ? note : '',
    hasCosts: hasCosts === true,
  };
};

/** What is missing before the server can be asked, by field. */
export const missingIn = (receipt: Receipt, warehouseId: string | null): Record<string, string> => {
  const missing: Record<string, string> = {};
  if (warehouseId === null) missing.warehouseId = 'Choose a warehouse.';
  if (receipt.lines.length === 0) missing.product = 'Scan or find a product first.';
  if (receipt.lines.length > LINES_MAX) missing.product = `At most ${LINES_MAX} products in one receipt.`;
  for (const [index, line] of receipt.lines.entries()) {
    if (line.quantity === null) missing[`lines.${index}.quantity`] = 'Say how many.';
    if (receipt.hasCosts && line.unitCost.trim() !== '' && !isDecimal(toDecimal(line.unitCost))) {
      missing[`lines.${index}.unitCost`] = 'Give an amount, such as 4.75.';
    }
  }
  return missing;
};

const NOTES_MAX = 1_000;

/** The one call that books the whole receipt. */
export const receiptInput = (
  receipt: Receipt,
  warehouseId: string,
  supplierName: string | null,
): ReceiveStockInput => {
  const words = [supplierName, receipt.note.trim()].filter((word) => word !== null && word !== '');
  const notes = words.join(' · ').slice(0, NOTES_MAX);
  return {
    lines: receipt.lines.flatMap(({ productId, quantity, unitCost }) =>
      quantity === null
        ? []
        : [
            {
              productId,
              warehouseId,
              quantity,
              ...(receipt.hasCosts && unitCost.trim() !== '' && { unitCost: toDecimal(unitCost) }),
              ...(notes !== '' && { notes }),
            },
          ],
    ),
  };
};
