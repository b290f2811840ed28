import { adjustStockInput, importSalesInput, receiveStockInput } from '@stockflow/schemas';
import { describe, expect, test } from 'vitest';
import { classify } from './classify.ts';
import { figuresOf } from './figures.ts';
import { planOf } from './plan.ts';
import { idsOf, stepsOf } from './steps.ts';
import { numbered, row, smallHistory } from './testing/rows.ts';

const rows = classify(smallHistory(20));
const plan = planOf(rows, 'abc');
const companyId = '019ab3c4-0000-7000-8000-000000000000';
const steps = () => stepsOf(plan, idsOf(companyId, plan));

describe('the calls of a load', () => {
  test('never take a level below zero in the order in which they are sent, and end where the plan says', () => {
    const stock = new Map<string, number>();
    const change = (productId: string, units: number) => {
      stock.set(productId, (stock.get(productId) ?? 0) + units);
      expect(stock.get(productId)).toBeGreaterThanOrEqual(0);
    };
    for (const step of steps()) {
      if (step.kind === 'receive')
        for (const line of step.input().lines) change(line.productId, line.quantity);
      else if (step.kind === 'adjust')
        for (const line of step.input().lines) change(line.productId, line.quantityChange);
      else
        for (const { type, lines } of step.input().entries)
          for (const line of lines) change(line.productId, type === 'sale' ? -line.quantity : line.quantity);
    }
    const ids = idsOf(companyId, plan);
    for (const [sku, units] of plan.endStock) expect(stock.get(ids.product(sku)) ?? 0).toBe(units);
  });

  test('never take a level below zero in the order of time either', () => {
    const moves: { productId: string; at: string; change: number }[] = [];
    for (const step of steps()) {
      if (step.kind === 'receive')
        for (const { productId, occurredAt = '', quantity } of step.input().lines)
          moves.push({ productId, at: occurredAt, change: quantity });
      else if (step.kind === 'adjust')
        for (const { productId, occurredAt = '', quantityChange } of step.input().lines)
          moves.push({ productId, at: occurredAt, change: quantityChange });
      else
        for (const entry of step.input().entries)
          for (const { productId, quantity } of entry.lines)
            moves.push(
              entry.type === 'sale'
                ? { productId, at: entry.saleDate, change: -quantity }
                : { productId, at: entry.returnedAt, change: quantity },
            );
    }
    const stock = new Map<string, number>();
    for (const { productId, change } of moves.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))) {
      stock.set(productId, (stock.get(productId) ?? 0) + change);
      expect(stock.get(productId)).toBeGreaterThanOrEqual(0);
    }
  });

  test('fit the contract, and carry every taken line exactly once', () => {
    let taken = 0;
    const keys = new Set<string>();
    for (const step of steps()) {
      const input = step.input();
      keys.add(input.idempotencyKey ?? '');
      if (step.kind === 'receive') receiveStockInput.parse(input);
      else taken += step.lines;
      if (step.kind === 'adjust') adjustStockInput.parse(input);
      if (step.kind === 'import') importSalesInput.parse(input);
    }
    const { all, refused } = figuresOf(rows);
    expect(taken).toBe(all.lines - refused.lines);
    expect(keys.size).toBe(steps().length);
  });

  test('are the same when they are planned again, and others for another file or company', () => {
    const inputs = (of = plan, company = companyId) =>
      JSON.stringify(stepsOf(of, idsOf(company, of)).map((step) => step.input()));
    expect(inputs(planOf(classify(smallHistory(20)), 'abc'))).toBe(inputs());
    expect(inputs(planOf(rows, 'another file'))).not.toBe(inputs());
    expect(inputs(plan, companyId.replace('019a', '019b'))).not.toBe(inputs());
  });
});

test('an invoice that another one interrupts stays one sale', () => {
  const split = classify(
    numbered([
      row({ invoice: '1' }),
      row({ invoice: '2' }),
      row({ invoice: '1', at: '2011-03-01T10:01:00' }),
    ]),
  );
  const entries = planOf(split, 'x').weeks.flatMap(({ batches }) =>
    batches.flatMap((batch) => batch.entries),
  );
  expect(entries.map(({ invoice, at, lines }) => [invoice, at, lines.length])).toEqual([
    ['1', '2011-03-01T10:00:00', 2],
    ['2', '2011-03-01T10:00:00', 1],
  ]);
});

test('the file’s figures: what is read is taken or refused, and every unit is in one class', () => {
  const figures = figuresOf(rows);
  const { all, sold, returned, adjustedIn, adjustedOut, refused, reasons } = figures;
  expect(sold.lines + returned.lines + adjustedIn.lines + adjustedOut.lines + refused.lines).toBe(all.lines);
  expect(all.lines).toBe(rows.length);
  expect(reasons.reduce((sum, { lines }) => sum + lines, 0)).toBe(all.lines);
  expect(reasons.reduce((sum, { units }) => sum + units, 0)).toBe(all.units);
  expect(figures.linesFolded).toBe(rows.filter(({ row: { code } }) => code === '85123a').length);
});
