import { Badge, type Tone } from '../../ui/badge.tsx';

const STATUSES: Record<string, { words: string; tone: Tone }> = {
  in_transit: { words: 'On its way', tone: 'accent' },
  received: { words: 'Received', tone: 'ok' },
  cancelled: { words: 'Cancelled', tone: 'neutral' },
};

/** A state in words; a newer server may know one that this page does not. */
export const transferWords = (status: string): string => STATUSES[status]?.words ?? status;

export function TransferStatus({ status }: { status: string }) {
  return <Badge tone={STATUSES[status]?.tone ?? 'neutral'}>{transferWords(status)}</Badge>;
}

/** What a transfer is called: the end of its id. */
export const transferName = (id: string): string => `#${id.slice(-6).toUpperCase()}`;
