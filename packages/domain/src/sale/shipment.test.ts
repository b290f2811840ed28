import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ReservationLineState } from '../stock/reservation-state.ts';
import { endOfHold, movesOfShipment, planRelease, planShipment, type SaleLineState } from './shipment.ts';

const lineOf = (lineNumber: number, quantity: number, quantityShipped = 0): SaleLineState => ({
  lineNumber,
  productId: `p${lineNumber}`,
  warehouseId: 'w',
  quantity,
  quantityShipped,
  quantityReturned: 0,
});
const heldOf = (line: SaleLineState, lineNumber: number, units = 1): ReservationLineState => ({
  lineNumber,
  askedLine: line.lineNumber,
  productId: `c${lineNumber}`,
  bundleId: null,
  warehouseId: 'w',
  quantity: line.quantity * units,
  quantityCommitted: line.quantityShipped * units,
  quantityReleased: 0,
});

describe('a shipment', () => {
  test('without lines takes all that is open, and nothing is held any more', () => {
    const lines = [lineOf(1, 3, 1), lineOf(2, 2)];
    const plan = planShipment(lines, [heldOf(lineOf(1, 3, 1), 1), heldOf(lineOf(2, 2), 2)], {
      rest: 'release',
    });
    expect([...plan.quantityShipped]).toEqual([
      [1, 3],
      [2, 2],
    ]);
    expect(plan.isLast).toBe(true);
    expect(movesOfShipment('s', plan, undefined)).toMatchObject([
      { kind: 'SALE', onHandChange: -2, reservedChange: -2, path: 'lines.0' },
      { kind: 'SALE', onHandChange: -2, reservedChange: -2, path: 'lines.1' },
    ]);
  });

  test('of bundles takes whole bundles of each component, and names the place in the input', () => {
    const line = lineOf(1, 3);
    const plan = planShipment([line], [heldOf(line, 1, 2), heldOf(line, 2, 5)], {
      lines: [{ lineNumber: 1, quantity: 2 }],
      rest: 'release',
    });
    expect(movesOfShipment('s', plan, 'why')).toMatchObject([
      { kind: 'SALE', productId: 'c1', onHandChange: -4, reservedChange: -4, notes: 'why' },
      { kind: 'RELEASE', productId: 'c1', onHandChange: 0, reservedChange: -2 },
      { kind: 'SALE', productId: 'c2', onHandChange: -10 },
      { kind: 'RELEASE', productId: 'c2', reservedChange: -5 },
    ]);
  });

  test('kept in part is not the last one; kept with nothing left it is', () => {
    const line = lineOf(1, 3);
    const keep = (quantity: number) =>
      planShipment([line], [heldOf(line, 1)], { lines: [{ lineNumber: 1, quantity }], rest: 'keep' });
    expect([keep(2).isLast, keep(3).isLast]).toEqual([false, true]);
    expect(() => keep(0)).toThrow(expect.objectContaining({ code: 'VALIDATION_FAILED' }));
    expect(() => keep(4)).toThrow(
      expect.objectContaining({
        details: { fields: [expect.objectContaining({ path: 'lines.0.quantity' })] },
      }),
    );
  });

  test('of a line for which nothing is held is a bug, and throws', () => {
    expect(() => planShipment([lineOf(1, 1)], [], { rest: 'release' })).toThrow('nothing is held');
  });

  test('a hold of which nothing was ever shipped was released, any other committed', () => {
    const line = lineOf(1, 3);
    const after = (held: ReservationLineState) =>
      endOfHold(planRelease([line], [held]).parts.map((part) => part.held));
    expect(after(heldOf(line, 1))).toBe('released');
    expect(after({ ...heldOf(line, 1), quantityCommitted: 1 })).toBe('committed');
  });

  test('however it is divided, what was held has in the end been shipped or given back, once', () => {
    const world = fc.record({
      quantity: fc.integer({ min: 1, max: 50 }),
      units: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
      steps: fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 8 }),
    });
    fc.assert(
      fc.property(world, ({ quantity, units, steps }) => {
        let line = lineOf(1, quantity);
        let held = units.map((each, index) => heldOf(line, index + 1, each));
        let out = 0;
        let back = 0;
        const take = (shipment: ReturnType<typeof planShipment>) => {
          for (const { held: after, shipped, released } of shipment.parts) {
            out += shipped;
            back += released;
            held = held.map((one) => (one.lineNumber === after.lineNumber ? after : one));
          }
          line = { ...line, quantityShipped: shipment.quantityShipped.get(1) ?? line.quantityShipped };
        };
        for (const step of steps) {
          const now = Math.min(step, quantity - line.quantityShipped);
          const lines = [{ lineNumber: 1, quantity: now }];
          if (now > 0) take(planShipment([line], held, { lines, rest: 'keep' }));
        }
        take(planRelease([line], held));
        const sum = units.reduce((total, each) => total + each, 0);
        expect(out).toBe(sum * line.quantityShipped);
        expect(out + back).toBe(sum * quantity);
        for (const one of held) {
          expect(one.quantityCommitted + one.quantityReleased).toBe(one.quantity);
        }
      }),
    );
  });
});
