import { QUANTITY_MAX } from '@stockflow/schemas';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide } from './decide.ts';
import { type LevelState, levelKeyOf, type StockCommand, type StockLine } from './types.ts';

const level = (productId: string, onHand: number, reserved: number): LevelState => ({
  productId,
  warehouseId: 'w',
  onHand,
  reserved,
  incoming: 0,
  version: 0,
  averageCost: null,
  lastCost: null,
});
const line = (
  productId: string,
  onHandChange: number,
  reservedChange = 0,
  more: Partial<StockLine> = {},
): StockLine => ({ productId, warehouseId: 'w', kind: 'ADJUSTMENT', onHandChange, reservedChange, ...more });

describe('against a naive model', () => {
  const products = ['a', 'b', 'c'];
  const change = fc.integer({ min: -12, max: 12 });
  const anyLine = fc
    .record({
      product: fc.constantFrom(...products),
      onHand: change,
      reserved: change,
      expected: fc.option(fc.integer({ min: 0, max: 12 }), { freq: 12 }),
    })
    .map(({ product, onHand, reserved, expected }) =>
      line(product, onHand, reserved, expected === null ? {} : { expectedOnHand: expected }),
    );
  const plainLine = fc
    .record({ product: fc.constantFrom(...products), onHand: change })
    .map(({ product, onHand }) => line(product, onHand));
  const commandsOf = (anyOf: fc.Arbitrary<StockLine>) =>
    fc.array(
      fc.array(anyOf, { minLength: 1, maxLength: 5 }).map((lines): StockCommand => ({ lines })),
      { maxLength: 30 },
    );
  const start = () => products.map((product, index) => level(product, index * 10, index));

  // Sums first, in plain numbers, one level at a time.
  const modelAccepts = (
    state: Map<string, { onHand: number; reserved: number }>,
    command: StockCommand,
  ): boolean =>
    products.every((product) => {
      const at = state.get(product)!;
      const lines = command.lines.filter(({ productId }) => productId === product);
      if (lines.some(({ expectedOnHand }) => expectedOnHand !== undefined && expectedOnHand !== at.onHand))
        return false;
      const onHand = lines.reduce((sum, { onHandChange }) => sum + onHandChange, at.onHand);
      const reserved = lines.reduce((sum, { reservedChange }) => sum + reservedChange, at.reserved);
      return onHand >= 0 && reserved >= 0 && reserved <= onHand && onHand <= QUANTITY_MAX;
    });

  test('accepts exactly what fits, and the levels are the sums of what was accepted', () => {
    fc.assert(
      fc.property(commandsOf(plainLine), (commands) => {
        const state = new Map(
          start().map(({ productId, onHand, reserved }) => [productId, { onHand, reserved }]),
        );
        decide(start(), commands).forEach((decision, index) => {
          const command = commands[index]!;
          expect(decision.accepted).toBe(modelAccepts(state, command));
          if (!decision.accepted) return;
          for (const { productId, onHandChange } of command.lines)
            state.get(productId)!.onHand += onHandChange;
          for (const after of decision.levels) expect(after).toMatchObject(state.get(after.productId)!);
        });
      }),
      { numRuns: 500 },
    );
  });

  test('whatever is asked: bounds hold after each movement, and each chain is without gap', () => {
    fc.assert(
      fc.property(commandsOf(anyLine), (commands) => {
        const last = new Map(
          start().map((at) => [
            levelKeyOf(at),
            { sequence: at.version, onHand: at.onHand, reserved: at.reserved },
          ]),
        );
        for (const decision of decide(start(), commands)) {
          if (!decision.accepted) continue;
          for (const movement of [...decision.movements].sort((a, b) => a.sequence - b.sequence)) {
            const before = last.get(levelKeyOf(movement.line))!;
            expect(movement).toMatchObject({
              sequence: before.sequence + 1,
              onHandBefore: before.onHand,
              reservedBefore: before.reserved,
              onHandAfter: before.onHand + movement.line.onHandChange,
              reservedAfter: before.reserved + movement.line.reservedChange,
            });
            expect(movement.reservedAfter).toBeGreaterThanOrEqual(0);
            expect(movement.reservedAfter).toBeLessThanOrEqual(movement.onHandAfter);
            last.set(levelKeyOf(movement.line), {
              sequence: movement.sequence,
              onHand: movement.onHandAfter,
              reserved: movement.reservedAfter,
            });
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  test('nothing is accepted that the sums refuse, with reservations and compare-and-set too', () => {
    fc.assert(
      fc.property(commandsOf(anyLine), (commands) => {
        const state = new Map(
          start().map(({ productId, onHand, reserved }) => [productId, { onHand, reserved }]),
        );
        decide(start(), commands).forEach((decision, index) => {
          const command = commands[index]!;
          const fits = modelAccepts(state, command);
          if (decision.accepted) expect(fits).toBe(true);
          else if (fits) expect(decision.problem.kind).toBe('field');
          if (!decision.accepted) return;
          for (const { productId, onHandChange, reservedChange } of command.lines) {
            const at = state.get(productId)!;
            at.onHand += onHandChange;
            at.reserved += reservedChange;
          }
        });
      }),
      { numRuns: 500 },
    );
  });

  test('refusals do not disturb: leaving out the refused commands gives the same levels', () => {
    fc.assert(
      fc.property(commandsOf(anyLine), (commands) => {
        const decisions = decide(start(), commands);
        const accepted = commands.filter((_, index) => decisions[index]!.accepted);
        const again = decide(start(), accepted);
        expect(again).toEqual(decisions.filter(({ accepted: yes }) => yes));
      }),
      { numRuns: 300 },
    );
  });
});
