import { Badge, type Tone } from '../../ui/badge.tsx';

const STATUSES: Record<string, { words: string; tone: Tone }> = {
  draft: { words: 'Draft', tone: 'neutral' },
  confirmed: { words: 'Confirmed', tone: 'accent' },
  completed: { words: 'Completed', tone: 'ok' },
  returned: { words: 'Returned', tone: 'warn' },
  cancelled: { words: 'Cancelled', tone: 'neutral' },
};

/** A status in words; a newer server may know one that this page does not. */
export const statusWords = (status: string): string => STATUSES[status]?.words ?? status;

export function SaleStatus({ status }: { status: string }) {
  return <Badge tone={STATUSES[status]?.tone ?? 'neutral'}>{statusWords(status)}</Badge>;
}

/** What a sale is called: its number elsewhere, or the end of its id. */
export const saleName = (sale: { externalId: string | null; id: string }): string =>
  sale.externalId ?? `#${sale.id.slice(-6).toUpperCase()}`;
