import type { AlertChange, AlertExplanation } from '@stockflow/sdk';
import { beforeAll, expect, test, vi } from 'vitest';
import {
  age,
  ago,
  changeWords,
  clearingWords,
  daysLeft,
  happenedByItself,
  sleepWords,
  stepNumbers,
  stepValue,
} from './words.ts';

beforeAll(() => vi.stubGlobal('navigator', { language: 'en-GB' }));

const say = (instant: string) => `<${instant}>`;

test('how long it lasts is never a made-up number', () => {
  const lasts = (daysUntilStockout: number | null, available = 5) =>
    daysLeft({ daysUntilStockout, stock: { available } });
  expect([lasts(0, 0), lasts(0), lasts(1), lasts(12), lasts(null), lasts(null, 0)]).toEqual([
    'Out of stock',
    'Under a day',
    '1 day',
    '12 days',
    'No recent sales',
    'Out of stock',
  ]);
});

test('until when it sleeps is said in full', () => {
  expect(sleepWords({ snoozedUntil: 'x', worse: false }, say)).toBe('until <x>');
  expect(sleepWords({ snoozedUntil: 'x', worse: true }, say)).toBe('until <x> or until it gets worse');
  expect(sleepWords({ snoozedUntil: null, worse: true }, say)).toBe('until it gets worse');
});

test('ages are one figure, the largest', () => {
  const now = Date.parse('2026-11-23T12:00:00Z');
  const words = [
    '2026-11-23T11:59:30Z',
    '2026-11-23T11:58:00Z',
    '2026-11-23T10:00:00Z',
    '2026-11-20T12:00:00Z',
  ];
  expect(words.map((instant) => ago(instant, now))).toEqual([
    'just now',
    '2 minutes ago',
    '2 hours ago',
    '3 days ago',
  ]);
  expect(words.map((instant) => age(instant, now))).toEqual(['now', '2 m', '2 h', '3 d']);
});

const change = (fields: Partial<AlertChange>): AlertChange =>
  ({
    snoozedUntil: null,
    snoozedUntilWorse: false,
    resolution: null,
    assignee: null,
    ...fields,
  }) as AlertChange;

test('history says who did what, and what happened by itself', () => {
  expect(changeWords(change({ kind: 'assigned', assignee: { id: '1', name: 'Eva' } as never }), say)).toBe(
    'assigned it to Eva',
  );
  expect(changeWords(change({ kind: 'resolved', resolution: 'ordered' }), say)).toBe('resolved it: ordered');
  const recovered = change({ kind: 'resolved', resolution: 'recovered' });
  expect(changeWords(recovered, say)).toBe('It ended: there is enough again');
  expect([recovered, change({ kind: 'opened' }), change({ kind: 'woken' })].every(happenedByItself)).toBe(
    true,
  );
  expect(happenedByItself(change({ kind: 'resolved', resolution: 'ordered' }))).toBe(false);
  expect(changeWords(change({ kind: 'levitated' as never }), say)).toBe('levitated');
});

test('the numbers of a step have names; an unknown one is still readable', () => {
  const numbers = { onHand: 1200, reserved: 3, someNewThing: 2.5, windowEndsOn: '2026-11-23', level: null };
  expect(stepNumbers({ step: 's', formula: '', numbers, result: 1 })).toBe(
    'on hand 1,200, reserved 3, some new thing 2.5, window ends on 23 Nov 2026, this warehouse none',
  );
  expect([stepValue(true), stepValue(null), stepValue(0.3333)]).toEqual(['yes', 'none', '0.33']);
});

test('what would end it names units and the threshold that would do, too', () => {
  const of = (fields: Partial<AlertExplanation>) =>
    clearingWords({ toClear: null, toBecomeLow: null, hysteresis: 0, ...fields } as AlertExplanation);
  expect(of({ toClear: { units: 18, threshold: 2 } })).toBe(
    '18 more units would end it. So would a threshold of 2 or less.',
  );
  expect(of({ toClear: { units: 1, threshold: null }, hysteresis: 5 })).toBe(
    '1 more unit would end it, which is 5 over the threshold.',
  );
  expect(of({ toBecomeLow: { units: 2, days: 1, date: '2026-11-24' } })).toBe(
    'It is low again when 2 more units are gone, about 24 Nov 2026 at this pace.',
  );
  expect(of({})).toBeNull();
});
