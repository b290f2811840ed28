import type { Alert } from '@stockflow/sdk';
import { expect, test } from 'vitest';
import { type AlertAct, afterAct, mayBe, undoOf } from './acts.ts';

const NOW = '2026-11-23T12:00:00.000Z';
const LATER = '2026-11-24T07:00:00.000Z';
const BEFORE = '2026-11-22T07:00:00.000Z';

const alertOf = (id: string, fields: Partial<Alert> = {}): Alert =>
  ({
    id,
    state: 'open',
    severity: 'critical',
    assignee: null,
    acknowledgedAt: null,
    snoozedUntil: null,
    snoozedUntilWorse: false,
    resolvedAt: null,
    resolution: null,
    resolutionNotes: null,
    ...fields,
  }) as Alert;

const open = alertOf('open');
const seen = alertOf('seen', { state: 'acknowledged' });
const asleep = alertOf('asleep', { state: 'snoozed', snoozedUntil: LATER, snoozedUntilWorse: true });
const due = alertOf('due', { state: 'snoozed', snoozedUntil: BEFORE });
const ended = alertOf('ended', { state: 'resolved', resolution: 'other', resolutionNotes: 'a fair' });
const recovered = alertOf('recovered', { state: 'resolved', resolution: 'recovered' });
const resolve: AlertAct = { kind: 'resolve', reason: 'ordered', notes: null };

const said = (act: AlertAct, ...alerts: Alert[]) =>
  undoOf(act, alerts, NOW).map(({ act: step, alertIds }) => [step.kind, ...alertIds]);

test('what the server would refuse is not offered', () => {
  const all = [open, seen, asleep, ended, recovered];
  const able = (kind: AlertAct['kind']) => all.filter((alert) => mayBe(kind, alert)).map(({ id }) => id);
  expect(able('acknowledge')).toEqual(['open']);
  expect(able('snooze')).toEqual(['open', 'seen', 'asleep']);
  expect(able('resolve')).toEqual(['open', 'seen', 'asleep']);
  expect(able('reopen')).toEqual(['seen', 'asleep', 'ended']);
  expect(able('assign')).toEqual(all.map(({ id }) => id));
});

test('undo brings each alert back to what it was: all open first, then those that were not', () => {
  expect(said({ kind: 'acknowledge' }, open)).toEqual([['reopen', 'open']]);
  expect(said(resolve, open, seen, asleep)).toEqual([
    ['reopen', 'open', 'seen', 'asleep'],
    ['acknowledge', 'seen'],
    ['snooze', 'asleep'],
  ]);
  expect(said({ kind: 'reopen' }, seen, ended)).toEqual([
    ['acknowledge', 'seen'],
    ['resolve', 'ended'],
  ]);
});

test('undo restores a snooze with its time and a resolution with its words', () => {
  expect(undoOf({ kind: 'reopen' }, [asleep, ended], NOW).map(({ act }) => act)).toEqual([
    { kind: 'snooze', until: LATER, untilWorse: true },
    { kind: 'resolve', reason: 'other', notes: 'a fair' },
  ]);
});

test('a snooze whose time has come meanwhile is not taken up again', () => {
  expect(said(resolve, due)).toEqual([['reopen', 'due']]);
});

test('undo of an assignment gives each back to whom it belonged, and leaves those that were theirs already', () => {
  const ben = { id: 'ben', name: 'Ben' };
  const eva = { id: 'eva', name: 'Eva' };
  const [one, two, three] = ['1', '2', '3'].map((id) =>
    alertOf(id, id === '2' ? { assignee: eva as Alert['assignee'] } : {}),
  );
  const his = alertOf('his', { assignee: ben as Alert['assignee'] });
  const steps = undoOf({ kind: 'assign', assignee: ben }, [one!, two!, three!, his], NOW);
  expect(steps).toEqual([
    { act: { kind: 'assign', assignee: null }, alertIds: ['1', '3'] },
    { act: { kind: 'assign', assignee: eva }, alertIds: ['2'] },
  ]);
});

test('what is shown before the server has answered is what the server will answer', () => {
  expect(afterAct(asleep, resolve, NOW)).toMatchObject({
    state: 'resolved',
    severity: null,
    snoozedUntil: null,
    snoozedUntilWorse: false,
    resolution: 'ordered',
  });
  expect(afterAct(ended, { kind: 'reopen' }, NOW)).toMatchObject({
    state: 'open',
    resolution: null,
    resolvedAt: null,
  });
  expect(afterAct(open, { kind: 'snooze', until: null, untilWorse: true }, NOW)).toMatchObject({
    state: 'snoozed',
    snoozedUntilWorse: true,
  });
});
