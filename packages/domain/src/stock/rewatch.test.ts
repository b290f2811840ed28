import { describe, expect, test } from 'vitest';
import { type RememberedLevel, rewatchOf } from './rewatch.ts';

const newId = () => 'new';
const unknown = { threshold: 10, clearAbove: 10, id: null, phase: null, wakeBelow: null };
const raised = { ...unknown, id: 'known', phase: 'raised' } as const;
const levelOf = (available: number, alert: RememberedLevel['alert'] = unknown): RememberedLevel => ({
  productId: 'p',
  warehouseId: 'w',
  onHand: available + 2,
  reserved: 2,
  version: 3,
  alert,
});
const at = (threshold: number, clearAbove = threshold) => ({ threshold, clearAbove });

describe('a level whose threshold is another', () => {
  test('opens its alert when available is at it, not when it is over it', () => {
    expect(rewatchOf(levelOf(20), at(20), newId)).toEqual({
      alert: { ...at(20), id: 'new', phase: 'raised', wakeBelow: null },
      turn: {
        kind: 'opened',
        alertId: 'new',
        isNew: true,
        productId: 'p',
        warehouseId: 'w',
        available: 20,
        threshold: 20,
      },
    });
    expect(rewatchOf(levelOf(21), at(20), newId)).toEqual({ alert: { ...unknown, ...at(20) }, turn: null });
  });

  test('opens the alert that it had before anew, also after nobody watched it', () => {
    const before = { threshold: null, clearAbove: null, id: 'known', phase: null, wakeBelow: null };
    expect(rewatchOf(levelOf(5, before), at(10), newId)?.turn).toMatchObject({
      kind: 'opened',
      alertId: 'known',
      isNew: false,
    });
  });

  test('ends its alert over the new hysteresis only', () => {
    expect(rewatchOf(levelOf(8, raised), at(5, 8), newId)).toEqual({
      alert: { ...raised, ...at(5, 8) },
      turn: null,
    });
    expect(rewatchOf(levelOf(9, raised), at(5, 8), newId)?.turn).toMatchObject({
      kind: 'resolved',
      resolution: 'recovered',
    });
  });

  test('on which nothing ever moved knows the threshold and rings no bell', () => {
    const empty = { ...levelOf(0), onHand: 0, reserved: 0, version: 0 };
    expect(rewatchOf(empty, at(20), newId)).toEqual({ alert: { ...unknown, ...at(20) }, turn: null });
  });

  test('stays as it is when nothing differs', () => {
    expect(rewatchOf(levelOf(20), at(10), newId)).toBeNull();
    expect(rewatchOf(levelOf(5, raised), at(10), newId)).toBeNull();
  });
});

describe('a level that nobody watches any more', () => {
  test('ends its alert as unwatched and remembers which it was', () => {
    expect(rewatchOf(levelOf(5, { ...raised, wakeBelow: 4 }), null, newId)).toEqual({
      alert: { threshold: null, clearAbove: null, id: 'known', phase: null, wakeBelow: null },
      turn: {
        kind: 'resolved',
        resolution: 'unwatched',
        alertId: 'known',
        isNew: false,
        productId: 'p',
        warehouseId: 'w',
        available: 5,
        threshold: null,
      },
    });
  });

  test('says nothing of an alert that a person had resolved, or that never was', () => {
    expect(rewatchOf(levelOf(5, { ...raised, phase: 'dismissed' }), null, newId)).toMatchObject({
      alert: { threshold: null, phase: null },
      turn: null,
    });
    expect(rewatchOf(levelOf(5), null, newId)).toMatchObject({ alert: { threshold: null }, turn: null });
    const gone = { threshold: null, clearAbove: null, id: 'known', phase: null, wakeBelow: null };
    expect(rewatchOf(levelOf(5, gone), null, newId)).toBeNull();
  });
});
