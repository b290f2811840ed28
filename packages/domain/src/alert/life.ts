import {
  type AlertChangeKind,
  type AlertState,
  type ResolveReason,
  SNOOZE_DAYS_MAX,
} from '@stockflow/schemas';
import { invalidField, refuse } from '../refusal.ts';

/** An alert as it is, under lock: what people make of it. */
export interface LivingAlert {
  readonly id: string;
  readonly state: AlertState;
  readonly acknowledgedAt: Date | null;
  readonly assigneeId: string | null;
  readonly snoozedUntil: Date | null;
  readonly snoozedUntilWorse: boolean;
  readonly resolvedAt: Date | null;
  readonly resolution: string | null;
  readonly resolutionNotes: string | null;
  readonly version: number;
}

/** What a person asks of an alert. */
export type AlertAsk =
  | { readonly kind: 'acknowledge' | 'reopen' }
  | { readonly kind: 'assign'; readonly assigneeId: string | null }
  | { readonly kind: 'comment' }
  | { readonly kind: 'snooze'; readonly until: Date | null; readonly untilWorse: boolean }
  | { readonly kind: 'resolve'; readonly reason: ResolveReason; readonly notes: string | null };

/** What a level remembers of its alert. */
export interface LevelMemory {
  readonly phase: 'raised' | 'dismissed' | null;
  /** It wakes when less than this is available. Base units. */
  readonly wakeBelow: number | null;
}

/** The moment of asking: the alert's level, and the time. */
export interface AlertMoment extends LevelMemory {
  /** Base units. */
  readonly available: number;
  readonly now: Date;
}

/** An alert after a change, and what its level remembers from then on. */
export interface ChangedAlert<A extends LivingAlert> {
  readonly kind: AlertChangeKind;
  readonly alert: A;
  readonly level: LevelMemory;
}

/** From which states each thing may be asked. Talk, and whose task it is, go on after its end. */
const ALLOWED: Readonly<Record<AlertAsk['kind'], readonly AlertState[]>> = {
  acknowledge: ['open', 'acknowledged'],
  assign: ['open', 'acknowledged', 'snoozed', 'resolved'],
  comment: ['open', 'acknowledged', 'snoozed', 'resolved'],
  snooze: ['open', 'acknowledged', 'snoozed'],
  resolve: ['open', 'acknowledged', 'snoozed'],
  reopen: ['open', 'acknowledged', 'snoozed', 'resolved'],
};

const PARTICIPLE: Readonly<Record<AlertAsk['kind'], string>> = {
  acknowledge: 'acknowledged',
  assign: 'assigned',
  comment: 'commented on',
  snooze: 'snoozed',
  resolve: 'resolved',
  reopen: 'reopened',
};

const AWAKE = { snoozedUntil: null, snoozedUntilWorse: false } as const;
const UNRESOLVED = { resolvedAt: null, resolution: null, resolutionNotes: null } as const;

/** The alert after its snooze has ended: open again. Whether its time is up is the database's clock to say. */
export const wokenAlert = <A extends LivingAlert>(alert: A): A => ({
  ...alert,
  ...AWAKE,
  state: 'open',
  version: alert.version + 1,
});

/**
 * What a person's wish makes of an alert; null when it is so already. A snooze ends by itself: at its time, or when less is
 * available than now. One that is resolved stays quiet until its level has recovered; until then it can be reopened,
 * which takes back a person's acknowledging, snoozing or resolving.
 * Refuses: STATE_CONFLICT, naming the state and those from which it may be asked.
 * @example changeOfAlert({ …alert, state: 'open' }, { kind: 'acknowledge' }, moment)
 *   // { kind: 'acknowledged', alert: { state: 'acknowledged', … }, level: { phase: 'raised', wakeBelow: null } }
 */
export const changeOfAlert = <A extends LivingAlert>(
  alert: A,
  ask: AlertAsk,
  moment: AlertMoment,
): ChangedAlert<A> | null => {
  refuseState(alert, ask, moment);
  const change = CHANGES[ask.kind](alert, ask as never, moment);
  if (!change) return null;
  const { kind, to, level = {} } = change;
  const { phase, wakeBelow } = moment;
  return {
    kind,
    alert: { ...alert, ...to, version: alert.version + 1 },
    level: { phase, wakeBelow, ...level },
  };
};

interface Change {
  readonly kind: AlertChangeKind;
  readonly to: Partial<LivingAlert>;
  readonly level?: Partial<LevelMemory>;
}

type Rule<K extends AlertAsk['kind']> = (
  alert: LivingAlert,
  ask: Extract<AlertAsk, { kind: K }>,
  moment: AlertMoment,
) => Change | null;

const CHANGES: { readonly [K in AlertAsk['kind']]: Rule<K> } = {
  acknowledge: ({ state }, _, { now }) =>
    state === 'acknowledged'
      ? null
      : { kind: 'acknowledged', to: { state: 'acknowledged', acknowledgedAt: now } },
  assign: (alert, { assigneeId }) =>
    alert.assigneeId === assigneeId ? null : { kind: 'assigned', to: { assigneeId } },
  comment: () => ({ kind: 'commented', to: {} }),
  snooze: (_, { until, untilWorse }, { available }) => ({
    kind: 'snoozed',
    to: { state: 'snoozed', snoozedUntil: until, snoozedUntilWorse: untilWorse },
    level: { phase: 'raised', wakeBelow: untilWorse ? available : null },
  }),
  resolve: (_, { reason, notes }, { now }) => ({
    kind: 'resolved',
    to: { ...AWAKE, state: 'resolved', resolvedAt: now, resolution: reason, resolutionNotes: notes },
    level: { phase: 'dismissed', wakeBelow: null },
  }),
  reopen: ({ state }) =>
    state === 'open'
      ? null
      : {
          kind: 'reopened',
          to: { ...AWAKE, ...UNRESOLVED, state: 'open', acknowledgedAt: null },
          level: { phase: 'raised', wakeBelow: null },
        },
};

const refuseState = ({ id, state }: LivingAlert, { kind }: AlertAsk, { phase }: AlertMoment): void => {
  // What ended by itself, or has recovered since a person resolved it, is opened by its level alone.
  const isOver = kind === 'reopen' && state === 'resolved' && phase !== 'dismissed';
  const allowed = isOver ? ALLOWED.reopen.filter((one) => one !== 'resolved') : ALLOWED[kind];
  if (allowed.includes(state)) return;
  const why = isOver ? 'its level is not low any more' : `only one that is ${either(allowed)} can be`;
  throw refuse(
    'STATE_CONFLICT',
    { state, allowed: [...allowed] },
    `The alert ${id} is ${state} and cannot be ${PARTICIPLE[kind]}: ${why}.`,
  );
};

const either = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;

/** Refuses a snooze that would end before it began, or sleep for over 365 days. `clock` is the database's. */
export const refuseSnooze = (until: Date | null, clock: Date): void => {
  if (until === null) return;
  if (until <= clock) throw invalidField('until', 'Give an instant in the future.');
  if (until.getTime() - clock.getTime() > SNOOZE_DAYS_MAX * 86_400_000) {
    throw invalidField('until', `At most ${SNOOZE_DAYS_MAX} days from now.`);
  }
};

/** Refuses with VERSION_CONFLICT when the alert has changed since it was read. */
export const refuseAlertVersion = ({ id, version }: LivingAlert, expected: number | undefined): void => {
  if (expected === undefined || expected === version) return;
  throw refuse(
    'VERSION_CONFLICT',
    { conflicts: [{ id, expected, current: version }] },
    `This alert has changed since you read it: it is at version ${version}, you expected ${expected}.`,
  );
};
