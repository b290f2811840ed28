import { Badge, type Tone } from '../../ui/badge.tsx';

const STATUSES: Record<string, { words: string; tone: Tone }> = {
  active: { words: 'Held', tone: 'accent' },
  committed: { words: 'Shipped', tone: 'ok' },
  released: { words: 'Released', tone: 'neutral' },
  expired: { words: 'Expired', tone: 'warn' },
};

/** A state in words; a newer server may know one that this page does not. */
export const reservationWords = (status: string): string => STATUSES[status]?.words ?? status;

export function ReservationStatus({ status }: { status: string }) {
  return <Badge tone={STATUSES[status]?.tone ?? 'neutral'}>{reservationWords(status)}</Badge>;
}
