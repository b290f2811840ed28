import { newId, type ShipTransferInput } from '@stockflow/sdk';
import { type OpenCode, readCodes } from '../../parts/scan/codes.ts';
import { LINES_MAX, readLines, type ScanLine } from '../../parts/scan/lines.ts';

/** A transfer that is being scanned. Its id is made with it: sent twice, even changed, it cannot happen twice. */
export interface TransferDraft {
  id: string;
  fromId: string | null;
  toId: string | null;
  /** `ship`: it travels, and is received at the other end. `move`: it is there at once. */
  way: 'ship' | 'move';
  note: string;
  lines: ScanLine[];
  codes: OpenCode[];
}

export const newDraft = (): TransferDraft => ({
  id: newId(),
  fromId: null,
  toId: null,
  way: 'ship',
  note: '',
  lines: [],
  codes: [],
});

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** What was kept of a draft, as far as it can be read. */
export const readDraft = (raw: unknown): TransferDraft | null => {
  if (typeof raw !== 'object' || raw === null) return null;
  const { id, fromId, toId, way, note, lines, codes } = raw as Record<string, unknown>;
  return {
    id: textOf(id) ?? newId(),
    fromId: textOf(fromId),
    toId: textOf(toId),
    way: way === 'move' ? 'move' : 'ship',
    note: textOf(note) ?? '',
    lines: readLines(lines),
    codes: readCodes(codes),
  };
};

/** What is missing before the server can be asked, by field. */
export const missingIn = ({ fromId, toId, lines }: TransferDraft): Record<string, string> => {
  const missing: Record<string, string> = {};
  if (fromId === null) missing.fromWarehouseId = 'Choose where it leaves.';
  if (toId === null) missing.toWarehouseId = 'Choose where it goes.';
  if (lines.length === 0) missing.product = 'Scan or find a product first.';
  if (lines.length > LINES_MAX) missing.product = `At most ${LINES_MAX} products in one transfer.`;
  for (const [index, line] of lines.entries()) {
    if (line.quantity === null) missing[`lines.${index}.quantity`] = 'Say how many.';
  }
  return missing;
};

/** The draft as the API takes it; null while something is missing. */
export const transferInput = ({ id, fromId, toId, note, lines }: TransferDraft): ShipTransferInput | null =>
  fromId === null || toId === null
    ? null
    : {
        id,
        fromWarehouseId: fromId,
        toWarehouseId: toId,
        ...(note.trim() !== '' && { notes: note }),
        lines: lines.flatMap(({ productId, quantity }) =>
          quantity === null ? [] : [{ productId, quantity }],
        ),
      };
