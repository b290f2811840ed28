import type { Alert, AlertChange, AlertExplanation } from '@stockflow/sdk';
import { formatQuantity, formatVelocity, units } from '../../format/number.ts';
import { formatDay } from '../../format/time.ts';

/** How instants are written: in the company's zone. */
export type SayInstant = (instant: string) => string;

/** How long the stock lasts. */
export const daysLeft = ({
  daysUntilStockout: days,
  stock,
}: Pick<Alert, 'daysUntilStockout'> & { stock: { available: number } }): string => {
  if (stock.available <= 0) return 'Out of stock';
  if (days === null) return 'No recent sales';
  return days === 0 ? 'Under a day' : units(days, 'day');
};

const STATE_WORDS: Record<string, string> = {
  open: 'Open',
  acknowledged: 'Acknowledged',
  snoozed: 'Snoozed',
  resolved: 'Resolved',
};
export const stateWords = (state: string): string => STATE_WORDS[state] ?? state;

export const REASONS = [
  { id: 'ordered', label: 'Ordered' },
  { id: 'transferred', label: 'Transferred from elsewhere' },
  { id: 'expected', label: 'Expected: it is all right so' },
  { id: 'not_needed', label: 'Not needed any more' },
  { id: 'wrong_threshold', label: 'The threshold is wrong' },
  { id: 'other', label: 'Something else' },
] as const;

const RESOLUTION_WORDS: Record<string, string> = {
  recovered: 'there is enough again',
  unwatched: 'it is not watched any more',
  ordered: 'ordered',
  transferred: 'transferred from elsewhere',
  expected: 'expected',
  not_needed: 'not needed any more',
  wrong_threshold: 'the threshold is wrong',
  other: 'another reason',
};
export const resolutionWords = (resolution: string): string => RESOLUTION_WORDS[resolution] ?? resolution;

/** Until when it sleeps: "until 24 Nov 2026, 08:00", "until it gets worse", or whichever comes first. */
export const sleepWords = (
  { snoozedUntil, worse }: { snoozedUntil: string | null; worse: boolean },
  say: SayInstant,
): string => {
  const time = snoozedUntil === null ? null : `until ${say(snoozedUntil)}`;
  if (!worse) return time ?? '';
  return time === null ? 'until it gets worse' : `${time} or until it gets worse`;
};

const AGES = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** How long ago something was, in one figure: "3 days ago". */
export const ago = (instant: string, now: number): string => {
  const passed = now - Date.parse(instant);
  for (const [name, ms] of AGES) if (passed >= ms) return `${units(Math.floor(passed / ms), name)} ago`;
  return 'just now';
};

/** The same where there is little room: "3 d". */
export const age = (instant: string, now: number): string => {
  const passed = now - Date.parse(instant);
  for (const [name, ms] of AGES)
    if (passed >= ms) return `${formatQuantity(Math.floor(passed / ms))} ${name[0]}`;
  return 'now';
};

/** What happened, after the name of who did it. */
export const changeWords = (change: AlertChange, say: SayInstant): string => {
  switch (change.kind) {
    case 'opened':
      return 'It became low';
    case 'acknowledged':
      return 'acknowledged it';
    case 'assigned':
      return change.assignee === null
        ? 'took it from its assignee'
        : `assigned it to ${change.assignee.name}`;
    case 'commented':
      return 'wrote';
    case 'snoozed':
      return `snoozed it ${sleepWords({ snoozedUntil: change.snoozedUntil, worse: change.snoozedUntilWorse }, say)}`;
    case 'woken':
      return 'It woke up';
    case 'resolved':
      return change.resolution === 'recovered' || change.resolution === 'unwatched'
        ? `It ended: ${resolutionWords(change.resolution)}`
        : `resolved it: ${resolutionWords(change.resolution ?? 'other')}`;
    case 'reopened':
      return 'opened it again';
    default:
      return change.kind;
  }
};

/** True for what happened by itself, by a movement of stock or by time: then nobody is named before it. */
export const happenedByItself = ({ kind, resolution }: AlertChange): boolean =>
  kind === 'opened' ||
  kind === 'woken' ||
  (kind === 'resolved' && (resolution === 'recovered' || resolution === 'unwatched'));

const NAMES: Record<string, string> = {
  available: 'Available',
  threshold: 'Threshold',
  isLow: 'Is it low?',
  totalRecentSales: 'Net sales',
  dailyAverage: 'Average a day',
  velocity: 'Velocity',
  daysUntilStockout: 'Days until stock-out',
  stockoutDate: 'Runs out on',
  severity: 'Severity',
  coverDays: 'Days to cover',
  covered: 'Needed for these days',
  short: 'Missing',
  wanted: 'To order at least',
  suggestedOrderQuantity: 'Suggested order',
  onHand: 'on hand',
  reserved: 'reserved',
  unitsSold: 'sold',
  unitsReturned: 'returned',
  netUnits: 'net sales',
  windowDays: 'days of the window',
  daysInStock: 'days in stock',
  exactly: 'exactly',
  windowEndsOn: 'window ends on',
  criticalDays: 'critical days',
  leadTimeDays: 'lead time',
  reviewPeriodDays: 'review period',
  minimumOrderQuantity: 'minimum order',
  packSize: 'pack size',
  incoming: 'incoming',
  level: 'this warehouse',
  product: 'product',
  category: 'category',
  company: 'company',
};
const spaced = (name: string): string => name.replace(/([A-Z])/g, ' $1').toLowerCase();

type ExplainedStep = AlertExplanation['steps'][number];

/** The name of a step. A newer server may compute something that this page has no word for. */
export const stepName = (step: string): string => NAMES[step] ?? spaced(step);

/** A number of a step in the person's locale; days are written as days. */
export const stepValue = (value: number | string | boolean | null): string => {
  if (value === null) return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number')
    return Number.isInteger(value) ? formatQuantity(value) : formatVelocity(value);
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? formatDay(value) : value;
};

/** What went into a step: "on hand 12, reserved 3". */
export const stepNumbers = ({ numbers }: ExplainedStep): string =>
  Object.entries(numbers)
    .map(([name, value]) => `${(NAMES[name] ?? spaced(name)).toLowerCase()} ${stepValue(value)}`)
    .join(', ');

/** What would end it, and what would make it low. */
export const clearingWords = ({ toClear, toBecomeLow, hysteresis }: AlertExplanation): string | null => {
  if (toClear !== null) {
    const over = hysteresis > 0 ? `, which is ${formatQuantity(hysteresis)} over the threshold` : '';
    const instead =
      toClear.threshold === null
        ? ''
        : ` So would a threshold of ${formatQuantity(toClear.threshold)} or less.`;
    return `${units(toClear.units, 'more unit')} would end it${over}.${instead}`;
  }
  if (toBecomeLow === null) return null;
  const when = toBecomeLow.date === null ? '' : `, about ${formatDay(toBecomeLow.date)} at this pace`;
  return `It is low again when ${units(toBecomeLow.units, 'more unit')} are gone${when}.`;
};
