import { QUANTITY_MAX } from '@stockflow/schemas';
import { describe, expect, test } from 'vitest';
import { decide } from './decide.ts';
import type { LevelState, StockDecision, StockLine } from './types.ts';

const level = (
  productId: string,
  onHand: number,
  reserved = 0,
  more: Partial<LevelState> = {},
): LevelState => ({
  productId,
  warehouseId: 'w',
  onHand,
  reserved,
  incoming: 0,
  version: 0,
  averageCost: null,
  lastCost: null,
  ...more,
});
const line = (
  productId: string,
  onHandChange: number,
  reservedChange = 0,
  more: Partial<StockLine> = {},
): StockLine => ({
  productId,
  warehouseId: 'w',
  kind: 'ADJUSTMENT',
  onHandChange,
  reservedChange,
  ...more,
});
const one = (levels: LevelState[], ...lines: StockLine[]): StockDecision => decide(levels, [{ lines }])[0]!;
const problemOf = (decision: StockDecision) => {
  if (decision.accepted) throw new Error('expected a refusal');
  return decision.problem;
};
const acceptedOf = (decision: StockDecision) => {
  if (!decision.accepted) throw new Error(`expected acceptance, got ${JSON.stringify(decision.problem)}`);
  return decision;
};

describe('known answers', () => {
  test('of 100 on hand and 80 reserved, 20 more can be reserved and 21 cannot', () => {
    expect(acceptedOf(one([level('a', 100, 80)], line('a', 0, 20))).levels).toMatchObject([
      { onHand: 100, reserved: 100 },
    ]);
    expect(problemOf(one([level('a', 100, 80)], line('a', 0, 21)))).toEqual({
      kind: 'short',
      shortages: [{ productId: 'a', warehouseId: 'w', requested: 21, available: 20 }],
    });
  });

  test('5 on hand: sell 1 reserves 1, complete leaves 4 and none reserved, a return makes 5', () => {
    const [sold, shipped, returned] = decide(
      [level('a', 5)],
      [{ lines: [line('a', 0, 1)] }, { lines: [line('a', -1, -1)] }, { lines: [line('a', 1)] }],
    ).map(acceptedOf);
    expect(sold?.levels).toMatchObject([{ onHand: 5, reserved: 1, version: 1 }]);
    expect(shipped?.levels).toMatchObject([{ onHand: 4, reserved: 0, version: 2 }]);
    expect(returned?.levels).toMatchObject([{ onHand: 5, reserved: 0, version: 3 }]);
  });

  test('what is reserved cannot be taken away', () => {
    expect(problemOf(one([level('a', 100, 80)], line('a', -21)))).toMatchObject({
      shortages: [{ requested: 21, available: 20 }],
    });
  });

  test('more than is reserved cannot be given back', () => {
    expect(problemOf(one([level('a', 100, 5)], line('a', 0, -6)))).toMatchObject({
      shortages: [{ requested: 6, available: 5 }],
    });
  });
});

describe('one command', () => {
  test('two lines of one item are one demand, named once', () => {
    expect(problemOf(one([level('a', 5)], line('a', 0, 3), line('a', 0, 3)))).toMatchObject({
      shortages: [{ productId: 'a', requested: 6, available: 5 }],
    });
  });

  test('a refusal names every level that is short, and only those', () => {
    const decision = one(
      [level('a', 1), level('b', 9), level('c', 0)],
      line('c', -2),
      line('b', -2),
      line('a', -2),
    );
    expect(problemOf(decision)).toMatchObject({
      shortages: [
        { productId: 'c', requested: 2, available: 0 },
        { productId: 'a', requested: 2, available: 1 },
      ],
    });
  });

  test('over the largest quantity is refused by field, also when it is the sum that is', () => {
    const decision = one(
      [level('a', QUANTITY_MAX - 5)],
      line('a', 3),
      line('a', 3, 0, { path: 'entries.1' }),
    );
    expect(problemOf(decision)).toMatchObject({
      kind: 'field',
      fields: [{ path: 'lines.0' }, { path: 'entries.1' }],
    });
    expect(acceptedOf(one([level('a', QUANTITY_MAX - 5)], line('a', 5))).levels).toMatchObject([
      { onHand: QUANTITY_MAX },
    ]);
  });

  test('a compare-and-set that does not hold names every conflict and comes before shortages', () => {
    const decision = one(
      [level('a', 5), level('b', 7)],
      line('a', -9, 0, { expectedOnHand: 4 }),
      line('b', 1, 0, { expectedOnHand: 6 }),
      line('b', 1, 0, { expectedOnHand: 7 }),
    );
    expect(problemOf(decision)).toEqual({
      kind: 'conflict',
      conflicts: [
        { productId: 'a', warehouseId: 'w', expected: 4, current: 5 },
        { productId: 'b', warehouseId: 'w', expected: 6, current: 7 },
      ],
    });
  });

  test('the expected figure is the one before the call, for every line of the level', () => {
    const decision = one(
      [level('a', 5)],
      line('a', 1, 0, { expectedOnHand: 5 }),
      line('a', 1, 0, { expectedOnHand: 5 }),
    );
    expect(acceptedOf(decision).levels).toMatchObject([{ onHand: 7 }]);
  });

  test('lines whose sum fits pass whatever their order, and no movement leaves the bounds on the way', () => {
    const { movements } = acceptedOf(one([level('a', 3)], line('a', -5), line('a', 5)));
    expect(
      movements.map(({ sequence, onHandBefore, onHandAfter }) => [sequence, onHandBefore, onHandAfter]),
    ).toEqual([
      [2, 8, 3],
      [1, 3, 8],
    ]);
  });

  test('a line that changes nothing leaves no movement, but what it expects is checked', () => {
    const { movements, levels } = acceptedOf(
      one([level('a', 3)], line('a', 0, 0, { expectedOnHand: 3 }), line('a', -1)),
    );
    expect(movements).toMatchObject([{ sequence: 1, onHandAfter: 2 }]);
    expect(levels).toMatchObject([{ onHand: 2, version: 1 }]);
    expect(problemOf(one([level('a', 3)], line('a', 0, 0, { expectedOnHand: 4 })))).toMatchObject({
      kind: 'conflict',
    });
  });

  test('a level that was not loaded is a bug, not a level with nothing on it', () => {
    expect(() => one([level('a', 5)], line('b', 1))).toThrow('was not loaded');
  });
});

describe('many commands', () => {
  test('a refused command changes nothing for the next', () => {
    const decisions = decide(
      [level('a', 5), level('b', 5)],
      [{ lines: [line('a', -5), line('b', -6)] }, { lines: [line('a', -5)] }, { lines: [line('a', -1)] }],
    );
    expect(decisions.map(({ accepted }) => accepted)).toEqual([false, true, false]);
    expect(problemOf(decisions[2]!)).toMatchObject({ shortages: [{ requested: 1, available: 0 }] });
  });
});

describe('cost', () => {
  const receipt = (quantity: number, unitCost: string) =>
    line('a', quantity, 0, { kind: 'RECEIPT', unitCost });

  test('10 at 2.00 and 5 at 3.50 are 15 at 2.50', () => {
    const before = level('a', 10, 0, { averageCost: '2.000000', lastCost: '2.0000' });
    expect(acceptedOf(one([before], receipt(5, '3.50'))).levels).toMatchObject([
      { averageCost: '2.500000', lastCost: '3.50' },
    ]);
  });

  test('what goes out, comes in without a cost or is only reserved leaves the average', () => {
    const before = level('a', 10, 2, { averageCost: '2.000000', lastCost: '2.0000' });
    const decision = one([before], line('a', -3), line('a', 7), line('a', 0, 1, { unitCost: '9' }));
    expect(acceptedOf(decision).levels).toMatchObject([{ averageCost: '2.000000', lastCost: '2.0000' }]);
  });

  test('the first known cost is the average, also of what was there before', () => {
    expect(acceptedOf(one([level('a', 10)], receipt(1, '0.3333'))).levels).toMatchObject([
      { averageCost: '0.333300' },
    ]);
  });

  test('thirds are rounded half away from zero to six decimals', () => {
    expect(acceptedOf(one([level('a', 0)], receipt(1, '1'), receipt(2, '2'))).levels).toMatchObject([
      { averageCost: '1.666667' },
    ]);
  });

  test('the largest quantity at the highest cost is exact', () => {
    const before = level('a', QUANTITY_MAX - 1, 0, { averageCost: '9999999999.999900' });
    expect(acceptedOf(one([before], receipt(1, '9999999999.9999'))).levels).toMatchObject([
      { averageCost: '9999999999.999900' },
    ]);
  });
});
