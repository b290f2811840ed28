import { newId } from '@stockflow/sdk';
import { type OpenCode, readCodes } from '../../parts/scan/codes.ts';
import { type DraftLine, readDraftLines } from './draft-lines.ts';

export interface SaleHeader {
  customerName: string;
  customerEmail: string;
  channel: string;
  notes: string;
}

/** A sale that is being written. Its id is made with it: sent twice, even changed, it cannot be sold twice. */
export interface SaleDraft {
  id: string;
  header: SaleHeader;
  lines: DraftLine[];
  codes: OpenCode[];
}

const EMPTY_HEADER: SaleHeader = { customerName: '', customerEmail: '', channel: '', notes: '' };

export const newSaleDraft = (): SaleDraft => ({ id: newId(), header: EMPTY_HEADER, lines: [], codes: [] });

/** What was kept of a draft, as far as it can be read. */
export const readSaleDraft = (raw: unknown): SaleDraft | null => {
  if (typeof raw !== 'object' || raw === null) return null;
  const { id, header, lines, codes } = raw as Record<string, unknown>;
  const known = (header ?? {}) as Partial<Record<keyof SaleHeader, unknown>>;
  const textOf = (field: keyof SaleHeader) => (typeof known[field] === 'string' ? known[field] : '');
  return {
    id: typeof id === 'string' ? id : newId(),
    header: {
      customerName: textOf('customerName'),
      customerEmail: textOf('customerEmail'),
      channel: textOf('channel'),
      notes: textOf('notes'),
    },
    lines: readDraftLines(lines),
    codes: readCodes(codes),
  };
};
