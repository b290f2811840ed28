import { ALERT_STATES, type AlertState } from '@stockflow/schemas';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../refusal.ts';
import {
  type AlertAsk,
  changeOfAlert,
  type LivingAlert,
  refuseAlertVersion,
  refuseSnooze,
  wokenAlert,
} from './life.ts';

const NOW = new Date('2026-11-23T12:00:00Z');
const BEFORE = new Date('2026-11-20T12:00:00Z');
const LATER = new Date('2026-11-30T12:00:00Z');

/** An alert as it stands in each state, with everything that goes with it. */
const alertIn = (state: AlertState): LivingAlert => ({
  id: 'a1',
  state,
  acknowledgedAt: state === 'acknowledged' ? BEFORE : null,
  assigneeId: 'u1',
  snoozedUntil: state === 'snoozed' ? LATER : null,
  snoozedUntilWorse: false,
  resolvedAt: state === 'resolved' ? BEFORE : null,
  resolution: state === 'resolved' ? 'ordered' : null,
  resolutionNotes: null,
  version: 4,
});

const momentOf = (state: AlertState) => ({
  now: NOW,
  available: 3,
  phase: state === 'resolved' ? ('dismissed' as const) : ('raised' as const),
  wakeBelow: null,
});

const ASKS: Readonly<Record<AlertAsk['kind'], AlertAsk>> = {
  acknowledge: { kind: 'acknowledge' },
  assign: { kind: 'assign', assigneeId: 'u2' },
  comment: { kind: 'comment' },
  snooze: { kind: 'snooze', until: LATER, untilWorse: true },
  resolve: { kind: 'resolve', reason: 'ordered', notes: 'From Meyer' },
  reopen: { kind: 'reopen' },
};

const ask = (state: AlertState, kind: AlertAsk['kind']) => {
  try {
    return changeOfAlert(alertIn(state), ASKS[kind], momentOf(state))?.alert.state ?? 'same';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};

describe('which change is allowed from which state', () => {
  // The rule as a table; `same` changes nothing.
  const no = 'STATE_CONFLICT';
  test.each([
    ['acknowledge', 'acknowledged', 'same', no, no],
    ['assign', 'open', 'acknowledged', 'snoozed', 'resolved'],
    ['comment', 'open', 'acknowledged', 'snoozed', 'resolved'],
    ['snooze', 'snoozed', 'snoozed', 'snoozed', no],
    ['resolve', 'resolved', 'resolved', 'resolved', no],
    ['reopen', 'same', 'open', 'open', 'open'],
  ] as const)('%s: open → %s, acknowledged → %s, snoozed → %s, resolved → %s', (kind, ...expected) => {
    expect(ALERT_STATES.map((state) => ask(state, kind))).toEqual(expected);
  });

  test('a refusal names the state, what it may be asked from, and the alert', () => {
    let refusal: unknown;
    try {
      changeOfAlert(alertIn('resolved'), ASKS.snooze, momentOf('resolved'));
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toMatchObject({
      code: 'STATE_CONFLICT',
      details: { state: 'resolved', allowed: ['open', 'acknowledged', 'snoozed'] },
      message:
        'The alert a1 is resolved and cannot be snoozed: only one that is open, acknowledged or snoozed can be.',
    });
  });

  test('what ended by itself, or has recovered since, cannot be reopened', () => {
    const moment = { ...momentOf('resolved'), phase: null };
    expect(() => changeOfAlert(alertIn('resolved'), ASKS.reopen, moment)).toThrow(
      'The alert a1 is resolved and cannot be reopened: its level is not low any more.',
    );
  });
});

describe('what a change leaves', () => {
  test('every change counts one version more, and keeps whose task it is', () => {
    for (const kind of ['acknowledge', 'snooze', 'resolve', 'comment'] as const) {
      const changed = changeOfAlert(alertIn('open'), ASKS[kind], momentOf('open'));
      expect(changed?.alert).toMatchObject({ version: 5, assigneeId: 'u1' });
    }
  });
  test('the same assignee again changes nothing; nobody is a change', () => {
    const same: AlertAsk = { kind: 'assign', assigneeId: 'u1' };
    expect(changeOfAlert(alertIn('open'), same, momentOf('open'))).toBeNull();
    const nobody: AlertAsk = { kind: 'assign', assigneeId: null };
    expect(changeOfAlert(alertIn('open'), nobody, momentOf('open'))?.alert.assigneeId).toBeNull();
  });
  test('a snooze until it gets worse wakes under what is available now; one until a date does not', () => {
    const snooze = (untilWorse: boolean): AlertAsk => ({ kind: 'snooze', until: LATER, untilWorse });
    expect(changeOfAlert(alertIn('open'), snooze(true), momentOf('open'))).toMatchObject({
      kind: 'snoozed',
      alert: { snoozedUntil: LATER, snoozedUntilWorse: true },
      level: { phase: 'raised', wakeBelow: 3 },
    });
    expect(changeOfAlert(alertIn('open'), snooze(false), momentOf('open'))?.level.wakeBelow).toBeNull();
  });
  test('a resolved alert does not sleep, says why and when, and its level is quiet', () => {
    const moment = { ...momentOf('snoozed'), wakeBelow: 3 };
    expect(changeOfAlert(alertIn('snoozed'), ASKS.resolve, moment)).toMatchObject({
      alert: { snoozedUntil: null, resolvedAt: NOW, resolution: 'ordered', resolutionNotes: 'From Meyer' },
      level: { phase: 'dismissed', wakeBelow: null },
    });
  });
  test('reopening takes back who acknowledged, slept and resolved', () => {
    for (const state of ['acknowledged', 'snoozed', 'resolved'] as const) {
      expect(changeOfAlert(alertIn(state), ASKS.reopen, momentOf(state))).toMatchObject({
        kind: 'reopened',
        alert: {
          state: 'open',
          acknowledgedAt: null,
          snoozedUntil: null,
          resolvedAt: null,
          resolution: null,
          resolutionNotes: null,
        },
        level: { phase: 'raised', wakeBelow: null },
      });
    }
  });
  test('one that woke is open, at one version more', () => {
    expect(wokenAlert(alertIn('snoozed'))).toMatchObject({ state: 'open', snoozedUntil: null, version: 5 });
  });
});

describe('refusals', () => {
  test('a snooze ends in the future, at most 365 days from now', () => {
    const day = (days: number) => new Date(NOW.getTime() + days * 86_400_000);
    expect(() => refuseSnooze(NOW, NOW)).toThrow();
    expect(() => refuseSnooze(new Date(day(365).getTime() + 1), NOW)).toThrow();
    expect(() => refuseSnooze(day(365), NOW)).not.toThrow();
    expect(() => refuseSnooze(null, NOW)).not.toThrow();
  });
  test('another version than the expected one is refused with both', () => {
    expect(() => refuseAlertVersion(alertIn('open'), 4)).not.toThrow();
    expect(() => refuseAlertVersion(alertIn('open'), undefined)).not.toThrow();
    expect(() => refuseAlertVersion(alertIn('open'), 3)).toThrow('it is at version 4, you expected 3');
  });
});
