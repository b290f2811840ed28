import { Badge, type Tone } from '../../ui/badge.tsx';

const STATUSES: Record<string, { words: string; tone: Tone }> = {
  open: { words: 'Open', tone: 'accent' },
  posted: { words: 'Posted', tone: 'ok' },
  cancelled: { words: 'Cancelled', tone: 'neutral' },
};

/** A state in words; a newer server may know one that this page does not. */
export const countWords = (status: string): string => STATUSES[status]?.words ?? status;

export function CountStatus({ status }: { status: string }) {
  return <Badge tone={STATUSES[status]?.tone ?? 'neutral'}>{countWords(status)}</Badge>;
}
